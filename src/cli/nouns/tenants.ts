import type { TenantPatch } from '../../sdk/sdk';
import { LIMIT, SET } from '../input/common-options';
import { given, readFields } from '../input/read-fields';
import { pageSize, takeFirst } from '../input/take-first';
import { argument, choice, type Input, type Noun, onOff, text, texts, verb, wholeNumber } from '../verb';
import { TENANT } from './views';

const SETTINGS = {
  displayName: text('--display-name <text>', 'for people'),
  domainAlias: text('--domain-alias <domain>', 'a DNS name for user names, beside the default domain'),
  auxiliaryDomain: text('--auxiliary-domain <domain>', 'another one'),
  sso: onOff('--sso <on|off>', 'whether anybody signs in by the IdP'),
  idpInitiated: choice('--idp-initiated <choice>', 'whether a sign-in may begin at the IdP', [
    'allowed',
    'refused',
  ]),
  sessionTtl: wholeNumber('--session-ttl <seconds>', 'how long a session lasts', 3600, 86_400),
  networkMasks: texts('--network-mask <cidr>', 'whence logins are accepted; several by commas'),
  set: SET,
};

function toBody(settings: Input<typeof SETTINGS>): Record<string, unknown> {
  const { displayName, domainAlias, auxiliaryDomain, sso, idpInitiated, sessionTtl, networkMasks } = settings;
  return given({
    displayName,
    domainAlias,
    auxiliaryDomain,
    ssoEnabled: sso,
    idpInitiatedLogin: idpInitiated,
    sessionTtlSeconds: sessionTtl,
    loginNetworkMasks: networkMasks,
    ...readFields(settings.set),
  });
}

const create = verb({
  name: 'create',
  summary: 'make a tenant',
  takes: { alias: argument('3 to 50 of a-z, 0-9 and -; it stays'), ...SETTINGS },
  examples: [
    [
      'ram-sso tenants create acme --display-name "ACME Inc."',
      'its users are alice@acme.<the default suffix>',
    ],
    [
      'ram-sso tenants create acme --domain-alias acme.example --sso off --set saml.signAuthnRequests=auto',
      'with a domain of its own; nobody signs in yet',
    ],
  ],
  run: async ({ api, print }, { alias, ...settings }) => {
    await print.one(await api.tenants.create({ alias, ...toBody(settings) }), TENANT);
  },
});

const list = verb({
  name: 'list',
  summary: 'list the tenants',
  takes: { limit: LIMIT },
  examples: [
    ['ram-sso tenants list', 'all of them'],
    ['ram-sso tenants list --output csv > tenants.csv', 'with all fields, for a spreadsheet'],
  ],
  run: async ({ api, print }, { limit }) => {
    await print.list(takeFirst(api.tenants.list({ limit: pageSize(limit) }), limit), TENANT);
  },
});

const get = verb({
  name: 'get',
  summary: 'show a tenant',
  takes: { alias: argument('which') },
  examples: [
    ['ram-sso tenants get acme', 'with what its IdP must know of us'],
    ['ram-sso tenants get acme --output json', 'for programs'],
  ],
  run: async ({ api, print }, { alias }) => {
    await print.one(await api.tenants.get(alias), TENANT);
  },
});

const update = verb({
  name: 'update',
  summary: 'change a tenant',
  description: 'Changes what is given, and nothing else. An empty text clears: --display-name "".',
  takes: { alias: argument('which'), ...SETTINGS },
  examples: [
    ['ram-sso tenants update acme --sso off', 'nobody signs in by the IdP any more'],
    ['ram-sso tenants update acme --network-mask 10.0.0.0/8,2001:db8::/32', 'from there alone'],
    ['ram-sso tenants update acme --set saml.requestBinding=post', 'a setting of its SAML'],
  ],
  run: async ({ api, print }, { alias, ...settings }) => {
    await print.one(await api.tenants.update(alias, toBody(settings) as TenantPatch), TENANT);
  },
});

const remove = verb({
  name: 'delete',
  summary: 'delete a tenant and all that is its own',
  takes: { alias: argument('which') },
  examples: [['ram-sso tenants delete acme', 'asks first; its alias must be typed']],
  run: async (context, { alias }) => {
    await context.confirm(`Delete the tenant ${alias} with its users, trust, keys and sessions?`, alias);
    await context.api.tenants.delete(alias);
    context.print.note(`The tenant ${alias} is deleted.`);
  },
});

export const tenants: Noun = {
  name: 'tenants',
  summary: 'the cloud accounts',
  group: 'Accounts:',
  verbs: [create, list, get, update, remove],
};
