import { Clock } from '../../src/settings/clock';
import { createDatabase, type TestDatabase } from './postgres';
import { freePort, type ServiceProcess, type Workshop } from './service-process';
import type { TestApp, TestRequest, TestResponse } from './test-app';

export const ADMIN_TOKEN = 'z'.repeat(40);
const BASE_URL = 'http://localhost:3000';

/** The built service as a process of its own, to be asked as a `TestApp` is: over the network. */
export interface ProcessApp {
  readonly service: ServiceProcess;
  readonly origin: string;
  readonly app: TestApp;
  readonly database: TestDatabase;
}

export async function startProcess(
  workshop: Workshop,
  env: Record<string, string> = {},
): Promise<ProcessApp> {
  const { service, origin, database } = await launchProcess(workshop, env);
  await service.ready();
  const app = {
    clock: new Clock(),
    request: (method: string, path: string, options?: TestRequest) => ask(origin, method, path, options),
  };
  return { service, origin, database, app: app as unknown as TestApp };
}

/** Without waiting for it. */
export async function launchProcess(workshop: Workshop, env: Record<string, string>) {
  const database = await createDatabase();
  const port = await freePort();
  const service = workshop.start({
    PORT: port,
    BASE_URL,
    DATABASE_URL: database.url,
    ADMIN_TOKEN,
    MASTER_KEY: Buffer.alloc(32, 7).toString('base64'),
    ...env,
  });
  return { service, database, origin: `http://127.0.0.1:${port}` };
}

async function ask(
  origin: string,
  method: string,
  path: string,
  { body, headers = {}, token, cookies = {} }: TestRequest = {},
): Promise<TestResponse> {
  const bearer = token ?? (token === undefined && path.startsWith('/api/') ? ADMIN_TOKEN : undefined);
  const isForm = body instanceof URLSearchParams;
  const cookie = Object.entries(cookies).map((pair) => pair.join('='));
  const answer = await fetch(`${origin}${path}`, {
    method,
    redirect: 'manual',
    body: isForm || body === undefined ? body : JSON.stringify(body),
    headers: {
      ...(isForm || body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
      ...(cookie.length > 0 ? { cookie: cookie.join('; ') } : {}),
      ...headers,
    },
  });
  const bytes = Buffer.from(await answer.arrayBuffer());
  const text = bytes.toString();
  const isJson = /[/+]json/.test(answer.headers.get('content-type') ?? '') && text !== '';
  return {
    status: answer.status,
    headers: { ...Object.fromEntries(answer.headers), 'set-cookie': answer.headers.getSetCookie() },
    text,
    bytes,
    body: isJson ? (JSON.parse(text) as unknown) : undefined,
    cookies: [],
  };
}
