import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startProcess, waitUntil } from '../demo/child-process';
import { freePort } from '../demo/free-port';
import { TestIdp } from '../test/support/idp/test-idp';
import { minutesAfter } from '../test/support/idp/response-plan';

export interface Scene {
  readonly service: RunningService;
  readonly tenant: BenchTenant;
  readonly idp: TestIdp;
}

export interface RunningService {
  readonly url: string;
  readonly pid: number;
  readonly dataDir: string;
  /** The platform administrator's. */
  readonly token: string;
  /** The platform administrator's calls. */
  readonly api: (method: string, path: string, json?: object) => Promise<unknown>;
}

export interface BenchTenant {
  readonly alias: string;
  readonly defaultDomain: string;
  readonly sp: { readonly entityId: string; readonly acsUrl: string };
}

/** The built service in a process of its own, on its embedded Postgres. */
export async function startService(): Promise<RunningService> {
  const dataDir = await mkdtemp(join(tmpdir(), 'ram-sso-bench-'));
  const port = await freePort(3000);
  const url = `http://localhost:${port}`;
  const settings = { PORT: String(port), DATA_DIR: dataDir, RATE_LIMIT_FACTOR: '0', LOG_LEVEL: 'warn' };
  const service = startProcess('The service', ['dist/src/main.js'], { PATH: process.env.PATH, ...settings });
  await waitUntil(service, 60, async () => {
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    return answer?.ok === true ? true : undefined;
  });
  const token = (await readFile(join(dataDir, 'admin-token'), 'utf8')).trim();
  return { url, pid: service.child.pid ?? 0, dataDir, token, api: apiOf(url, token) };
}

function apiOf(url: string, token: string): RunningService['api'] {
  return async (method, path, json) => {
    const answer = await fetch(`${url}/api/v1${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(json && { 'content-type': 'application/json' }) },
      body: json && JSON.stringify(json),
    });
    if (!answer.ok)
      throw new Error(`${method} ${path} was answered ${answer.status}: ${await answer.text()}`);
    return (await answer.json()) as unknown;
  };
}

/** A tenant with its IdP and this many RAM users, `u0` to `u<n-1>`. */
export async function makeScene(service: RunningService, alias: string, users: number): Promise<Scene> {
  const idp = await TestIdp.create();
  const tenant = (await service.api('POST', '/tenants', { alias })) as BenchTenant;
  await service.api('PUT', `/tenants/${alias}/idp`, { metadataXml: idp.metadata() });
  for (let user = 0; user < users; user += 1) {
    await service.api('POST', `/tenants/${alias}/users`, { userName: `u${user}` });
  }
  return { service, tenant, idp };
}

/** Unsolicited responses, signed beforehand and good for an hour, as the form's body; the users take turns. */
export function makeForms({ tenant, idp }: Scene, count: number, users: number): string[] {
  return Array.from({ length: count }, (_, index) =>
    new URLSearchParams({ SAMLResponse: makeResponse({ tenant, idp }, `u${index % users}`) }).toString(),
  );
}

/** As many as bring a signed response to about 5 KB, which is what the big IdPs send. */
const GROUPS = Array.from({ length: 14 }, (_, index) =>
  `00000000-0000-4000-8000-${1000 + index}`.padEnd(36, '0'),
);

export function makeResponse({ tenant, idp }: Pick<Scene, 'tenant' | 'idp'>, userName: string): string {
  const now = new Date();
  const plan = idp.plan({
    spEntityId: tenant.sp.entityId,
    acsUrl: tenant.sp.acsUrl,
    nameId: `${userName}@${tenant.defaultDomain}`,
    now,
  });
  const end = minutesAfter(now, 60);
  for (const confirmation of plan.confirmations) confirmation.notOnOrAfter = end;
  if (plan.conditions) plan.conditions.notOnOrAfter = end;
  plan.attributes = { mail: [`${userName}@${tenant.defaultDomain}`], groups: GROUPS };
  return idp.post(plan);
}
