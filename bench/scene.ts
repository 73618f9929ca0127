import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startProcess, stopProcess, waitUntil } from '../demo/child-process';
import { freePort } from '../demo/free-port';
import { TestIdp } from '../test/support/idp/test-idp';
import { ask } from './ask-process';
import { type Addressee, ResponseMaker } from './response-maker';
import { makeTemporaryDirectory } from './temporary-directories';

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
  /** From the start of its process until it said that it is ready. */
  readonly readyMilliseconds: number;
  /** The platform administrator's calls. */
  readonly api: (method: string, path: string, json?: object) => Promise<unknown>;
  /** What it holds once all is collected that can be; of one that is probed. */
  readonly memory: () => Promise<Holdings>;
  /** Ends it, as its operator would; its data stays. */
  readonly stop: () => Promise<void>;
}

/** What a process holds, in bytes, and how many sockets, timers and the like it has open. */
export interface Holdings extends NodeJS.MemoryUsage {
  readonly activeResources: number;
}

export interface BenchTenant {
  readonly alias: string;
  readonly defaultDomain: string;
  readonly sp: { readonly entityId: string; readonly acsUrl: string };
}

/** What a session's cookie of ours looks like. */
export const SESSION_COOKIE = '^set-cookie: *(__Host-)?ram_session=[^;\\s]';

const PROBE = ['--expose-gc', '--require', join(__dirname, 'scale', 'heap-probe.cjs')];

export interface StartOptions {
  /** Of one that ran before. */
  readonly dataDir?: string;
  readonly isProbed?: boolean;
  /** Undefined: one process alone. */
  readonly workers?: number;
}

/** The built service in a process of its own, on its embedded Postgres. */
export async function startService({
  dataDir: earlier,
  isProbed = false,
  workers,
}: StartOptions = {}): Promise<RunningService> {
  const dataDir = earlier ?? (await makeTemporaryDirectory());
  const port = await freePort(3000);
  const url = `http://localhost:${port}`;
  const settings = {
    PORT: String(port),
    DATA_DIR: dataDir,
    RATE_LIMIT_FACTOR: '0',
    LOG_LEVEL: 'warn',
    ...(workers !== undefined && { WORKERS: String(workers) }),
  };
  const begun = performance.now();
  const args = [...(isProbed ? PROBE : []), 'dist/src/main.js'];
  const env = { PATH: process.env.PATH, ...settings };
  const service = startProcess('The service', args, env, isProbed ? 'with messages' : undefined);
  await waitUntil(service, 60, async () => {
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    return answer?.ok === true ? true : undefined;
  });
  const readyMilliseconds = performance.now() - begun;
  const token = (await readFile(join(dataDir, 'admin-token'), 'utf8')).trim();
  const pid = service.child.pid ?? 0;
  const stop = () => stopProcess(service);
  const memory = () => ask<Holdings>(service, 'look');
  return { url, pid, dataDir, token, readyMilliseconds, api: apiOf(url, token), memory, stop };
}

/** Of its embedded Postgres. */
export function databaseUrl({ dataDir }: RunningService, database = 'postgres'): string {
  return `postgresql://ram_sso@${encodeURIComponent(join(dataDir, 'postgres', 'run'))}/${database}`;
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

export function addresseeOf({ sp, defaultDomain }: BenchTenant): Addressee {
  return { ...sp, domain: defaultDomain };
}

/** Unsolicited responses, signed beforehand; the users take turns. */
export function makeResponses(idp: TestIdp, to: Addressee, count: number, users: number): string[] {
  const maker = ResponseMaker.of(idp, to);
  return Array.from({ length: count }, (_, index) => maker.make(`u${index % users}`));
}
