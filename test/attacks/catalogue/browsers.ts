import { makeKeyPair } from '../../support/idp/key-pair';
import { TestIdp } from '../../support/idp/test-idp';
import { beginLogin, planFor, trust } from '../../support/login-scene';
import type { ProblemCode } from '../../../src/http/codes';
import type { HttpAttack, HttpAttackFamily } from '../support/http-attack';
import { type LoginStage, posted, solicited, unsolicited } from '../support/login-stage';
import { type Sent, withField, withHeaders } from '../support/sent';

type BrowserAttack = HttpAttack<LoginStage>;

const MISMATCH: ProblemCode = 'saml.in_response_to_mismatch';
const LOGIN_CSRF = ['CVE-2026-9098', 'CVE-2018-0229'];

const inBrowser = (
  name: string,
  cookiesOf: (cookies: Sent['cookies'], stage: LoginStage) => Sent['cookies'] | Promise<Sent['cookies']>,
  ids?: readonly string[],
): BrowserAttack => ({
  name,
  ids,
  forge: async (honest, stage) => ({ ...honest, cookies: await cookiesOf(honest.cookies, stage) }),
  code: MISMATCH,
});

const eachName = (cookies: Sent['cookies'], edit: (name: string) => string) =>
  Object.fromEntries(Object.entries(cookies).map(([name, value]) => [edit(name), value]));
const eachValue = (cookies: Sent['cookies'], edit: (value: string) => string) =>
  Object.fromEntries(Object.entries(cookies).map(([name, value]) => [name, edit(value)]));
const asHeader = (cookies: Sent['cookies']) =>
  Object.entries(cookies)
    .map(([name, value]) => `${name}=${value}`)
    .join('; ');

const cookies: readonly BrowserAttack[] = [
  inBrowser('in a browser that began nothing', () => ({}), LOGIN_CSRF),
  inBrowser(
    'in a browser that began another sign-in',
    async (_, stage) => (await beginLogin(stage)).cookies,
    LOGIN_CSRF,
  ),
  inBrowser(
    'in a browser that began a sign-in of another tenant',
    async (_, { neighbour }) => (await beginLogin(neighbour)).cookies,
    LOGIN_CSRF,
  ),
  inBrowser('with the secret of another sign-in under the right name', async (mine, stage) => {
    const [other = ''] = Object.values((await beginLogin(stage)).cookies);
    return eachValue(mine, () => other);
  }),
  inBrowser('with the secret under the name of another sign-in', async (mine, stage) => {
    const [value = ''] = Object.values(mine);
    return eachValue((await beginLogin(stage)).cookies, () => value);
  }),
  inBrowser('with a secret that is cut', (mine) => eachValue(mine, (value) => value.slice(0, -1))),
  inBrowser('with a longer secret', (mine) => eachValue(mine, (value) => `${value}A`)),
  inBrowser('with a secret in other letters', (mine) =>
    eachValue(mine, (value) => (value === value.toLowerCase() ? value.toUpperCase() : value.toLowerCase())),
  ),
  inBrowser('with an empty secret', (mine) => eachValue(mine, () => '')),
  inBrowser('with any secret at all', (mine) => eachValue(mine, () => '*')),
  inBrowser('with a secret in quotes', (mine) => eachValue(mine, (value) => `"${value}"`)),
  inBrowser('under a name in capitals', (mine) => eachName(mine, (name) => name.toUpperCase())),
  inBrowser('under the name of https', (mine) => eachName(mine, (name) => `__Secure-${name}`)),
  inBrowser('under a name with a dollar', (mine) => eachName(mine, (name) => `$${name}`)),
  {
    name: 'with the cookie in the form',
    forge: (honest) =>
      Object.entries(honest.cookies).reduce((sent, [name, value]) => withField(sent, name, () => value), {
        ...honest,
        cookies: {},
      }),
    code: MISMATCH,
  },
  {
    name: 'with the cookie in the query',
    forge: (honest) => ({
      ...honest,
      path: `${honest.path}?${asHeader(honest.cookies).replaceAll('; ', '&')}`,
      cookies: {},
    }),
    code: MISMATCH,
  },
  {
    name: 'with the cookie in a header of another name',
    forge: (honest) => ({
      ...withHeaders(honest, { cookie2: asHeader(honest.cookies), 'x-cookie': asHeader(honest.cookies) }),
      cookies: {},
    }),
    code: MISMATCH,
  },
  {
    name: 'with a planted cookie in front of the right one',
    forge: (honest) => ({
      ...withHeaders(honest, {
        cookie: `${asHeader(eachValue(honest.cookies, () => 'x'.repeat(43)))}; ${asHeader(honest.cookies)}`,
      }),
      cookies: {},
    }),
    code: MISMATCH,
  },
];

const answering = (
  name: string,
  answer: (requestId: string) => string,
  ids?: readonly string[],
): BrowserAttack => ({
  name,
  ids,
  forge: async (_, stage) => {
    const { requestId, cookies: own } = await beginLogin(stage);
    return posted(stage, stage.idp.xml(planFor(stage, answer(requestId))), own);
  },
  code: MISMATCH,
});
const lastChanged = (text: string) => `${text.slice(0, -1)}${text.endsWith('0') ? '1' : '0'}`;

const requests: readonly BrowserAttack[] = [
  answering('to a request of the next ID', lastChanged, ['CVE-2019-10755']),
  answering('to a request of a longer ID', (id) => `${id}0`),
  answering('to a request of a shorter ID', (id) => id.slice(0, -1)),
  answering('to a request in other letters', (id) => id.toUpperCase()),
  answering('to a request with blanks around its ID', (id) => ` ${id} `),
  answering('to two requests', (id) => `${id} ${id}`),
  answering('to a request with a wildcard', (id) => `${id.slice(0, -1)}%`),
  answering('to a request of SQL', () => `_' OR '1'='1`),
  {
    name: 'to a request of another tenant, there',
    forge: async (_, stage) => {
      const { requestId, cookies: own } = await beginLogin(stage);
      const { neighbour } = stage;
      return posted(neighbour, neighbour.idp.xml(planFor(neighbour, requestId)), own);
    },
    code: MISMATCH,
  },
  {
    name: 'to a request that is too old',
    forge: async (honest, { app, tenant }) => {
      await app.dataSource.query('UPDATE authn_requests SET expires_at = now() WHERE tenant_id = $1', [
        tenant.id,
      ]);
      return honest;
    },
    code: MISMATCH,
  },
  {
    name: 'to no request, where the tenant wants one',
    ids: LOGIN_CSRF,
    from: unsolicited,
    forge: (honest, stage) => patched(honest, stage, { idpInitiatedLogin: 'refused' }),
    code: 'saml.unsolicited_forbidden',
  },
  {
    name: 'to no request, with the cookies of one, where the tenant wants one',
    ids: LOGIN_CSRF,
    from: unsolicited,
    forge: async (honest, stage) => ({
      ...(await patched(honest, stage, { idpInitiatedLogin: 'refused' })),
      cookies: (await beginLogin(stage)).cookies,
    }),
    code: 'saml.unsolicited_forbidden',
  },
];

const tenantPath = ({ tenant }: LoginStage) => `/api/v1/tenants/${tenant.alias}`;

async function patched(sent: Sent, stage: LoginStage, body: object, path = tenantPath(stage)): Promise<Sent> {
  const { status, text } = await stage.app.request('PATCH', path, { body });
  if (status !== 200) throw new Error(`not changed: ${text}`);
  return sent;
}

const meanwhile = (
  name: string,
  code: ProblemCode,
  change: (stage: LoginStage) => Promise<unknown>,
  ids?: readonly string[],
): BrowserAttack => ({
  name,
  ids,
  forge: async (honest, stage) => {
    await change(stage);
    return honest;
  },
  code,
});
const alice = (stage: LoginStage) => `${tenantPath(stage)}/users/alice`;

const SWITCHED_OFF = ['CVE-2026-2603', 'CVE-2026-3009', 'CVE-2026-3047', 'CVE-2026-16442'];

/** Since the request was sent. */
const changes: readonly BrowserAttack[] = [
  meanwhile(
    'whose tenant trusts no IdP any more',
    'idp.not_configured',
    (stage) => stage.app.request('DELETE', `${tenantPath(stage)}/idp`),
    SWITCHED_OFF,
  ),
  meanwhile('whose IdP has another key now', 'saml.signature_invalid', async ({ app, tenant, idp }) =>
    trust(
      app,
      tenant.alias,
      idp.metadata({ certificates: [(await makeKeyPair({ kind: 'ec' })).certificateDer] }),
    ),
  ),
  meanwhile(
    'whose tenant trusts another IdP of the same key',
    'saml.issuer_mismatch',
    async ({ app, tenant, idp }) => trust(app, tenant.alias, (await TestIdp.create(idp.keys)).metadata()),
  ),
  meanwhile('whose tenant takes away the trust at another node', 'idp.not_configured', (stage) =>
    stage.node2.request('DELETE', `${tenantPath(stage)}/idp`),
  ),
  meanwhile(
    'whose tenant has switched single sign-on off',
    'sso.disabled',
    (stage) => stage.app.request('PATCH', tenantPath(stage), { body: { ssoEnabled: false } }),
    SWITCHED_OFF,
  ),
  meanwhile('whose tenant has another network', 'sso.network_forbidden', (stage) =>
    stage.app.request('PATCH', tenantPath(stage), { body: { loginNetworkMasks: ['192.0.2.0/24'] } }),
  ),
  meanwhile('whose user is disabled', 'user.disabled', (stage) =>
    stage.app.request('PATCH', alice(stage), { body: { status: 'disabled' } }),
  ),
  meanwhile('whose user is deleted', 'user.not_found', (stage) => stage.app.request('DELETE', alice(stage))),
  meanwhile('whose user has another name', 'user.not_found', (stage) =>
    stage.app.request('PATCH', alice(stage), { body: { userName: 'alicia' } }),
  ),
];

const INSIDE = '192.0.2.7';

/** Through no proxy that a setting names. */
const claimed = (header: string, value = INSIDE): BrowserAttack => ({
  name: `from another network, which ${header}: ${value} denies`,
  from: unsolicited,
  forge: (honest, stage) =>
    patched(withHeaders(honest, { [header]: value }), stage, { loginNetworkMasks: ['192.0.2.0/24'] }),
  code: 'sso.network_forbidden',
});

const networks: readonly BrowserAttack[] = [
  claimed('x-forwarded-for'),
  claimed('x-forwarded-for', `${INSIDE}, 127.0.0.1`),
  claimed('forwarded', `for=${INSIDE}`),
  ...[
    'x-real-ip',
    'x-client-ip',
    'client-ip',
    'true-client-ip',
    'cf-connecting-ip',
    'x-cluster-client-ip',
    'x-original-forwarded-for',
  ].map((header) => claimed(header)),
];

const addressed = (
  name: string,
  code: ProblemCode,
  path: (alias: string) => string,
  ids?: readonly string[],
): BrowserAttack => ({
  name: `at ${name}`,
  ids,
  forge: (honest, { tenant }) => ({ ...honest, path: path(tenant.alias) }),
  code,
});
const SUFFIXED = ['CVE-2021-21678'];

const addresses: readonly BrowserAttack[] = [
  addressed(
    'an address that ends as the ACS does',
    'not_found',
    (alias) => `/any/..;/saml/${alias}/acs`,
    SUFFIXED,
  ),
  addressed(
    'an address that begins as the ACS does',
    'not_found',
    (alias) => `/saml/${alias}/acs/x`,
    SUFFIXED,
  ),
  addressed(
    'the ACS with a parameter of the path',
    'not_found',
    (alias) => `/saml/${alias}/acs;x=y`,
    SUFFIXED,
  ),
  addressed('the ACS by an encoded slash', 'not_found', (alias) => `/saml%2f${alias}/acs`),
  addressed('the ACS in capitals', 'not_found', (alias) => `/SAML/${alias}/ACS`),
  addressed('the ACS of no tenant', 'not_found', () => '/saml//acs'),
  addressed('the alias in capitals', 'tenant.not_found', (alias) => `/saml/${alias.toUpperCase()}/acs`),
  addressed('the alias with a blank', 'tenant.not_found', (alias) => `/saml/${alias}%20/acs`),
  addressed('the alias with a way back', 'tenant.not_found', (alias) => `/saml/x%2f..%2f${alias}/acs`),
  addressed('the alias with a NUL', 'request.invalid', (alias) => `/saml/${alias}%00/acs`),
  addressed('the alias in bytes that are no text', 'request.invalid', (alias) => `/saml/${alias}%ff/acs`),
  addressed('a wildcard', 'tenant.not_found', () => '/saml/%25/acs'),
];

export const browsers: HttpAttackFamily<LoginStage> = {
  name: 'browsers',
  why: 'Where an answer counts in whatever browser posts it, an attacker signs his victims in as himself, or himself in with an answer that he overheard; and what was right when a sign-in began may not be so when it ends. Here an answer counts only beside the secret that its request left in the browser, and everything is looked at as it stands when the session is opened.',
  from: (stage) => solicited(stage),
  attacks: [...cookies, ...requests, ...changes, ...networks, ...addresses],
};
