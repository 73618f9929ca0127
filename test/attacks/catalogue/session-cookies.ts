import { createHash, randomBytes } from 'node:crypto';
import { createToken } from '../../support/api';
import { beginLogin, signIn } from '../../support/login-scene';
import type { HttpAttackFamily } from '../support/http-attack';
import { type LoginStage, sessionCookies } from '../support/login-stage';
import {
  askWhoIAm,
  byHeader,
  cookieOf,
  SESSION_COOKIE,
  type SessionAttack,
  withCookie,
} from '../support/session-attack';
import { get, post, send, type Sent } from '../support/sent';

const secretOf = (value: string) => value.split('.')[1] ?? '';
const tenantOf = (value: string) => value.split('.')[0] ?? '';
const withSecret = (value: string, secret: string) => `${tenantOf(value)}.${secret}`;
const withTenant = (value: string, tenant: string) => `${tenant}.${secretOf(value)}`;

/** Of a session that a stolen dump of the database shows. */
async function dumped(stage: LoginStage, column: 'token_hash' | 'id'): Promise<Buffer> {
  const [row] = await stage.app.dataSource.query<Record<string, Buffer | string>[]>(
    `SELECT ${column} AS value FROM sessions WHERE tenant_id = $1`,
    [stage.tenant.id],
  );
  return Buffer.from(row?.value ?? '');
}

const OF_OTHERS = ['CVE-2017-6807'];

const values: readonly SessionAttack[] = [
  withCookie('without a secret', (value) => withSecret(value, '')),
  withCookie('without a tenant', (value) => withTenant(value, '')),
  withCookie('of a dot', () => '.'),
  withCookie('of many dots', () => '.'.repeat(10_000)),
  withCookie('of ten thousand characters', (value) => value + 'A'.repeat(10_000)),
  withCookie('with a secret of zeros', (value) => withSecret(value, 'A'.repeat(43))),
  withCookie('with a random secret', (value) => withSecret(value, randomBytes(32).toString('base64url'))),
  withCookie(
    'whose last character is the next',
    (value) => `${value.slice(0, -1)}${value.endsWith('A') ? 'B' : 'A'}`,
  ),
  withCookie('with a secret in small letters', (value) => withSecret(value, secretOf(value).toLowerCase())),
  withCookie('with a secret in capitals', (value) => withSecret(value, secretOf(value).toUpperCase())),
  withCookie('with a padded secret', (value) => `${value}=`),
  withCookie('in quotes', (value) => `"${value}"`),
  withCookie('percent-encoded', (value) => value.replace('.', '%2e')),
  withCookie('with its parts exchanged', (value) => `${secretOf(value)}.${tenantOf(value)}`),
  withCookie('with the tenant twice', (value) => `${tenantOf(value)}.${value}`),
  withCookie('with the secret twice', (value) => `${value}.${secretOf(value)}`),
  withCookie('with a wildcard for a secret', (value) => withSecret(value, '%'.repeat(43))),
  withCookie('with SQL for a secret', (value) => withSecret(value, `' OR '1'='1`)),
  withCookie('with JSON for a secret', (value) => withSecret(value, '{"$ne":null}')),
  withCookie(
    'of claims instead of a secret',
    (value) =>
      withSecret(value, Buffer.from('{"saml_data":{"username_attribute":"alice"}}').toString('base64url')),
    ['CVE-2022-23131'],
  ),
  withCookie('of characters beyond ASCII', (value) => `${value}\u00e4`),
  withCookie(
    'of another tenant, with the secret of this one',
    (value, { neighbour }) => withTenant(value, neighbour.tenant.id),
    OF_OTHERS,
  ),
  withCookie('with an alias for a tenant', (value, { tenant }) => withTenant(value, tenant.alias), OF_OTHERS),
  withCookie(
    'with zeros for a tenant',
    (value) => withTenant(value, '00000000-0000-0000-0000-000000000000'),
    OF_OTHERS,
  ),
  withCookie('with a wildcard for a tenant', (value) => withTenant(value, '%'), OF_OTHERS),
  withCookie(
    'with two tenants',
    (value, { neighbour }) => withTenant(value, `${neighbour.tenant.id},${tenantOf(value)}`),
    OF_OTHERS,
  ),
];

const stolen: readonly SessionAttack[] = [
  withCookie('made of the hash in a dump, in Base64', async (value, stage) =>
    withSecret(value, (await dumped(stage, 'token_hash')).toString('base64url')),
  ),
  withCookie('made of the hash in a dump, in hexadecimal', async (value, stage) =>
    withSecret(value, (await dumped(stage, 'token_hash')).toString('hex')),
  ),
  withCookie('made of the session’s id in a dump', async (value, stage) =>
    withSecret(value, (await dumped(stage, 'id')).toString()),
  ),
  withCookie('made of the hash of the secret', (value) =>
    withSecret(value, createHash('sha256').update(secretOf(value)).digest('base64url')),
  ),
  withCookie('made of the secret of a sign-in under way', async (value, stage) => {
    const [secret = ''] = Object.values((await beginLogin(stage)).cookies);
    return withSecret(value, secret);
  }),
  withCookie('made of an API token', async (value, { app, tenant }) =>
    withSecret(value, (await createToken(app, 'admin', tenant.alias)).slice(-43)),
  ),
];

const places: readonly SessionAttack[] = [
  ...[
    'RAM_SESSION',
    `__Host-${SESSION_COOKIE}`,
    `__Secure-${SESSION_COOKIE}`,
    `$${SESSION_COOKIE}`,
    `${SESSION_COOKIE}[]`,
    `${SESSION_COOKIE}2`,
    '',
  ].map((name): SessionAttack => ({
    name: `under the name ${JSON.stringify(name)}`,
    forge: (honest) => ({ ...honest, cookies: {}, headers: { cookie: `${name}=${cookieOf(honest)}` } }),
    code: 'auth.required',
  })),
  byHeader('as a token', 'authorization', (value) => `Bearer ${value}`),
  byHeader(
    'as a password',
    'authorization',
    (value) => `Basic ${Buffer.from(`alice:${value}`).toString('base64')}`,
  ),
  byHeader('in a header of its own', SESSION_COOKIE, (value) => value),
  byHeader('in the header of an older standard', 'cookie2', (value) => `${SESSION_COOKIE}=${value}`),
  byHeader('behind a comma', 'cookie', (value) => `a=b, ${SESSION_COOKIE}=${value}`),
  byHeader(
    'behind another of the name',
    'cookie',
    (value) => `${SESSION_COOKIE}=x; ${SESSION_COOKIE}=${value}`,
  ),
  {
    name: 'in the query',
    forge: (honest) => get(`/session?${SESSION_COOKIE}=${cookieOf(honest)}`),
    code: 'auth.required',
  },
  {
    name: 'in a parameter of the path',
    forge: (honest) => get(`/session;${SESSION_COOKIE}=${cookieOf(honest)}`),
    code: 'not_found',
  },
  {
    name: 'for a token of the API',
    forge: (honest, { tenant }) => ({ ...honest, path: `/api/v1/tenants/${tenant.alias}/users` }),
    code: 'auth.required',
  },
];

const ended = (name: string, end: (honest: Sent, stage: LoginStage) => Promise<unknown>): SessionAttack => ({
  name: `of a session ${name}`,
  forge: async (honest, stage) => {
    await end(honest, stage);
    return honest;
  },
  code: 'auth.required',
});
const userPath = ({ tenant }: LoginStage) => `/api/v1/tenants/${tenant.alias}/users/alice`;

const past: readonly SessionAttack[] = [
  ended('that its user has ended', ({ cookies }, { app }) => send(app, post('/logout', {}, cookies))),
  ended('that its user has ended at another node', ({ cookies }, { node2 }) =>
    send(node2, post('/logout', {}, cookies)),
  ),
  ended('that an administrator has ended', (_, stage) =>
    stage.app.request('DELETE', `${userPath(stage)}/sessions`),
  ),
  ended('of a user who was disabled, and is active again', async (_, stage) => {
    for (const status of ['disabled', 'active'])
      await stage.app.request('PATCH', userPath(stage), { body: { status } });
  }),
  ended('of a user who was deleted, and made anew', async (_, stage) => {
    await stage.app.request('DELETE', userPath(stage));
    await stage.app.request('POST', userPath(stage).replace(/\/alice$/, ''), { body: { userName: 'alice' } });
  }),
  ended('of a tenant that was deleted', (_, { app, tenant }) =>
    app.request('DELETE', `/api/v1/tenants/${tenant.alias}`),
  ),
  ended('whose time is over', (_, { app, tenant }) =>
    app.dataSource.query('UPDATE sessions SET expires_at = now() WHERE tenant_id = $1', [tenant.id]),
  ),
];

export const sessionAttacks: HttpAttackFamily<LoginStage> = {
  name: 'session cookies',
  why: 'A cookie that says who one is can be made by whoever knows how, guessed where it is short, taken from a backup where it is kept, and shown at another host of the same server. Here it is a random secret of 256 bits beside its tenant’s id, of which only the hash is kept, under one name, in one form, and worth what its session is worth at this moment.',
  from: askWhoIAm,
  attacks: [...values, ...stolen, ...places, ...past],
};

const FIXED = ['CVE-2018-0229', 'CVE-2023-50176', 'CVE-2024-7341', 'CVE-2017-4963'];

/** What an attacker leaves in the browser of somebody who signs in then, and would be known by afterwards. */
export interface FixationAttack {
  readonly name: string;
  readonly ids: readonly string[];
  readonly plant: (stage: LoginStage) => Sent['cookies'] | Promise<Sent['cookies']>;
}

const fixed = (name: string, plant: FixationAttack['plant']): FixationAttack => ({ name, ids: FIXED, plant });

async function cookieOfBob(stage: LoginStage): Promise<string> {
  const bob = stage.alice.replace('alice', 'bob');
  const [cookie] = sessionCookies(await signIn(stage, (plan) => (plan.nameId = bob)));
  if (!cookie) throw new Error('bob was not signed in');
  return cookie.value;
}

export const fixation = {
  name: 'session fixation',
  why: 'Where a browser keeps the session that it had before its user signed in, whoever gave it that session is signed in as well. Here each sign-in opens a session of its own, under a new secret, and no cookie that comes along is ever taken over.',
  attacks: [
    fixed('a cookie of the right form that nobody has', ({ tenant }) => ({
      [SESSION_COOKIE]: `${tenant.id}.${randomBytes(32).toString('base64url')}`,
    })),
    fixed('the attacker’s own session', async (stage) => ({ [SESSION_COOKIE]: await cookieOfBob(stage) })),
    fixed('a session of the victim that has ended', async (stage) => {
      const honest = await askWhoIAm(stage);
      await send(stage.app, post('/logout', {}, honest.cookies));
      return honest.cookies;
    }),
    fixed('any text', () => ({ [SESSION_COOKIE]: 'known' })),
    fixed('an empty cookie', () => ({ [SESSION_COOKIE]: '' })),
    fixed('the name of https', ({ tenant }) => ({
      [`__Host-${SESSION_COOKIE}`]: `${tenant.id}.${randomBytes(32).toString('base64url')}`,
    })),
  ],
};
