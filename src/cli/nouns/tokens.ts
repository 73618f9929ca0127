import type { NewApiToken } from '../../sdk/sdk';
import { LIMIT } from '../input/common-options';
import { given } from '../input/read-fields';
import { readInstant } from '../input/read-instant';
import { pageSize, takeFirst } from '../input/take-first';
import { argument, choice, flag, type Noun, text, verb } from '../verb';
import { API_TOKEN } from './views';

const create = verb({
  name: 'create',
  summary: 'make a token; its secret is shown this once',
  description:
    'Makes a token: with --tenant one that reaches that tenant alone, without it one of the platform. Its secret is shown this once. RAM_SSO_TENANT and the tenant of a profile do not count here.',
  takes: {
    name: argument('what it is for'),
    role: choice('--role <role>', 'a viewer only reads; viewer without it', ['viewer', 'admin']),
    expires: text('--expires <time>', '2027-01-31, or in 24h, 90d'),
    secretOnly: flag('--secret-only', 'write the secret and nothing else'),
  },
  examples: [
    ['ram-sso tokens create ci --tenant acme --role admin --expires 90d', 'for one tenant, for ninety days'],
    ['ram-sso tokens create backup --secret-only > token.txt', 'a viewer of all tenants'],
  ],
  run: async ({ api, print, options, clock }, { name, role = 'viewer', expires, secretOnly }) => {
    const expiresAt = readInstant(expires, clock.now(), 1);
    const body = { name, role, ...given({ tenant: options.tenant, expiresAt }) } as NewApiToken;
    const token = await api.apiTokens.create(body);
    if (secretOnly) await print.raw(`${token.secret}\n`);
    else await print.one(token, { fields: [...API_TOKEN.fields, 'secret'] });
    print.note('The secret is shown this once.');
  },
});

const list = verb({
  name: 'list',
  summary: 'list the tokens, without their secrets',
  isDefault: true,
  takes: { limit: LIMIT },
  examples: [['ram-sso tokens list', 'oldest first']],
  run: async ({ api, print }, { limit }) => {
    await print.list(takeFirst(api.apiTokens.list({ limit: pageSize(limit) }), limit), API_TOKEN);
  },
});

const remove = verb({
  name: 'delete',
  summary: 'delete a token; it is refused from then on',
  takes: { id: argument('which, by its id') },
  examples: [['ram-sso tokens delete 01890a5d-ac96-774b-bcce-b302099a8057', 'asks first']],
  run: async (context, { id }) => {
    await context.confirm(`Delete the token ${id}?`);
    await context.api.apiTokens.delete(id);
    context.print.note(`The token ${id} is deleted.`);
  },
});

export const tokens: Noun = {
  name: 'tokens',
  summary: 'API tokens, of the platform or of a tenant',
  group: 'Platform:',
  verbs: [create, list, remove],
};
