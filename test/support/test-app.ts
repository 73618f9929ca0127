import { randomBytes } from 'node:crypto';
import type { DynamicModule } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { DataSource } from 'typeorm';
import { createApp } from '../../src/create-app';
import type { PlatformOptions } from '../../src/platform.module';
import { Settings, type SettingsValues } from '../../src/settings/settings';
import { createDatabase, type TestDatabase } from './postgres';
import { PooledRsaKeys } from './rsa-key-pool';
import { TestClock } from './test-clock';

export interface TestRequest {
  /** An object goes as JSON, URLSearchParams as a form, a Buffer or string as it is (name its type in `headers`). */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Below `/api/` the platform administrator's unless one is given; null: none. */
  readonly token?: string | null;
  readonly cookies?: Readonly<Record<string, string>>;
}

export interface TestResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | number | undefined>>;
  readonly text: string;
  readonly bytes: Buffer;
  /** The answer's JSON; undefined where it is none. */
  readonly body: unknown;
  /** Of the `Set-Cookie` headers. */
  readonly cookies: readonly TestCookie[];
}

export interface TestCookie {
  readonly name: string;
  readonly value: string;
  readonly path?: string;
  readonly sameSite?: string;
  readonly secure?: boolean;
  readonly httpOnly?: boolean;
  readonly maxAge?: number;
}

export interface TestApp {
  readonly nest: NestFastifyApplication;
  readonly settings: Settings;
  readonly dataSource: DataSource;
  readonly clock: TestClock;
  readonly databaseUrl: string;
  request(method: string, path: string, options?: TestRequest): Promise<TestResponse>;
  /** Listens on a free port of the loopback for tests that need real sockets; answers its origin. */
  listen(): Promise<string>;
  close(): Promise<void>;
}

export type AppFactory = (options: PlatformOptions) => DynamicModule;

/** Starts what `module` makes on a database of its own; `on` starts a second node on the database of another one. */
export async function startModule(
  module: AppFactory,
  overrides: Partial<SettingsValues> = {},
  on?: TestApp,
): Promise<TestApp> {
  const database: TestDatabase | undefined = on ? undefined : await createDatabase();
  const databaseUrl = on?.databaseUrl ?? database?.url ?? '';
  const settings = on ? new Settings(Object.assign({}, on.settings, overrides)) : testSettings(overrides);
  const clock = on?.clock ?? new TestClock();
  const nest = await createApp(
    module({ settings, clock, databaseUrl, rsaKeys: new PooledRsaKeys() }),
    settings,
  );
  return {
    nest,
    settings,
    clock,
    databaseUrl,
    dataSource: nest.get(DataSource),
    request: (method, path, options) => send(nest, settings, method, path, options),
    listen: async () => {
      await nest.listen(0, '127.0.0.1');
      return nest.getUrl();
    },
    close: async () => {
      await nest.close();
      await database?.drop();
    },
  };
}

export function testSettings(overrides: Partial<SettingsValues> = {}): Settings {
  return new Settings({
    host: '127.0.0.1',
    port: 3000,
    baseUrl: 'http://localhost:3000',
    databaseUrl: undefined,
    dataDir: '.data',
    adminToken: randomBytes(32).toString('base64url'),
    masterKey: randomBytes(32),
    newMasterKey: undefined,
    consoleUrl: `${overrides.baseUrl ?? 'http://localhost:3000'}/console`,
    defaultDomainSuffix: 'ram.localhost',
    sessionTtlSeconds: 21_600,
    clockSkewSeconds: 60,
    rateLimitFactor: 0,
    workers: 1,
    tenantsInMemory: 1000,
    leaveSeconds: 0,
    refusedLoginDays: 7,
    auditRetentionMonths: 0,
    auditExportFile: undefined,
    auditExportUrl: undefined,
    auditExportSecrets: [],
    auditExportAuthorization: undefined,
    auditExportName: 'main',
    trustedProxies: [],
    allowPrivateMetadataUrls: false,
    organizationName: undefined,
    organizationUrl: overrides.baseUrl ?? 'http://localhost:3000',
    technicalContactEmail: undefined,
    tenantLabels: 0,
    traces: false,
    logLevel: process.env.TEST_LOG_LEVEL ?? 'silent',
    ...overrides,
  });
}

type InjectedMethod = 'DELETE' | 'GET' | 'HEAD' | 'PATCH' | 'POST' | 'PUT' | 'OPTIONS';

async function send(
  nest: NestFastifyApplication,
  settings: Settings,
  method: string,
  path: string,
  { body, headers = {}, token, cookies }: TestRequest = {},
): Promise<TestResponse> {
  const bearer = token ?? (token === undefined && path.startsWith('/api/') ? settings.adminToken : undefined);
  const isForm = body instanceof URLSearchParams;
  const response = await nest.inject({
    method: method as InjectedMethod,
    url: path,
    cookies: { ...cookies },
    payload: isForm ? body.toString() : (body as string | Buffer | object | undefined),
    headers: {
      ...(isForm ? { 'content-type': 'application/x-www-form-urlencoded' } : {}),
      ...(bearer ? { authorization: `Bearer ${bearer}` } : {}),
      ...headers,
    },
  });
  return {
    status: response.statusCode,
    headers: response.headers,
    text: response.body,
    bytes: response.rawPayload,
    body:
      /[/+]json/.test(String(response.headers['content-type'])) && response.body
        ? (JSON.parse(response.body) as unknown)
        : undefined,
    cookies: response.cookies as unknown as TestCookie[],
  };
}
