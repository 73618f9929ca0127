import { randomBytes } from 'node:crypto';
import type { TestApp, TestResponse } from './app';

export interface Tenant {
  readonly id: string;
  readonly alias: string;
  readonly defaultDomain: string;
  readonly sp: {
    readonly entityId: string;
    readonly acsUrl: string;
    readonly metadataUrl: string;
    readonly loginUrl: string;
    readonly sloUrl: string;
  };
}

export interface User {
  readonly id: string;
  readonly userName: string;
  readonly userPrincipalName: string;
}

/** A tenant of the test's own, under an alias that no other test has. */
export async function createTenant(app: TestApp, overrides: object = {}): Promise<Tenant> {
  const response = await app.request('POST', '/api/v1/tenants', {
    body: { alias: randomAlias(), ...overrides },
  });
  return created(response) as Tenant;
}

export function randomAlias(): string {
  return `t-${randomBytes(6).toString('hex')}`;
}

export async function createUser(app: TestApp, alias: string, overrides: object = {}): Promise<User> {
  const userName = `u-${randomBytes(6).toString('hex')}`;
  const response = await app.request('POST', `/api/v1/tenants/${alias}/users`, {
    body: { userName, ...overrides },
  });
  return created(response) as User;
}

/** The secret of a new API token; without `tenant` it is the platform's. */
export async function createToken(app: TestApp, role: 'admin' | 'viewer', tenant?: string): Promise<string> {
  const response = await app.request('POST', '/api/v1/api-tokens', { body: { name: 'test', role, tenant } });
  return (created(response) as { readonly secret: string }).secret;
}

/** The code of an answer that is a problem. */
export function codeOf({ body }: Pick<TestResponse, 'body'>): string {
  return (body as { readonly code: string }).code;
}

function created(response: TestResponse): unknown {
  if (response.status !== 201) throw new Error(`expected 201, got ${response.status}: ${response.text}`);
  return response.body;
}
