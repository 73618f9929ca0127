import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { freePort } from './free-port';
import { startProcess, waitUntil } from './child-process';

export interface Service {
  readonly url: string;
  readonly adminToken: string;
  readonly readyAfterSeconds: string;
}

/** A developer's own settings must not reach the demo: it stands on the defaults, as a newcomer's does. */
const SETTINGS =
  /^(PORT|HOST|BASE_URL|DATABASE_URL|DATA_DIR|ADMIN_TOKEN|MASTER_KEY|NEW_MASTER_KEY|CONSOLE_URL|DEFAULT_DOMAIN_SUFFIX|SESSION_TTL_SECONDS|CLOCK_SKEW_SECONDS|RATE_LIMIT_FACTOR|TRUSTED_PROXIES|ALLOW_PRIVATE_METADATA_URLS|LOG_LEVEL)$/;

export async function startService(dataDir: string): Promise<Service> {
  const begun = Date.now();
  const port = await freePort(3000);
  const url = `http://localhost:${port}`;
  const settings = { PORT: String(port), DATA_DIR: dataDir, LOG_LEVEL: 'warn' };
  const service = startProcess('The service', ['dist/src/main.js'], { ...inherited(), ...settings });
  await waitUntil(service, 60, async () => {
    const answer = await fetch(`${url}/readyz`).catch(() => undefined);
    return answer?.ok === true ? true : undefined;
  });
  const readyAfterSeconds = ((Date.now() - begun) / 1000).toFixed(1);
  const adminToken = (await readFile(join(dataDir, 'admin-token'), 'utf8')).trim();
  return { url, adminToken, readyAfterSeconds };
}

/** @returns where it listens. */
export async function startIdentityProvider(): Promise<string> {
  const port = await freePort(3001);
  const args = ['--import', 'tsx', 'demo/idp/main.ts', String(port)];
  const idp = startProcess('The identity provider', args, inherited());
  return waitUntil(idp, 30, () => /listening (http\S+)/.exec(idp.output())?.[1]);
}

function inherited(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !SETTINGS.test(name)));
}
