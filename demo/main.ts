import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stopProcesses } from './child-process';
import { USERS } from './idp/users';
import { type Interruption, untilInterrupted } from './interruption';
import { Narrator } from './narrator';
import { RestClient } from './rest-client';
import { startIdentityProvider, startService } from './services';
import { setUpTenant } from './set-up';
import { signInAlice } from './sign-in-alice';

const INTERRUPTED = 130;

/**
 * `npm run demo`: the service and a third-party identity provider, each a process of its own, set up by the public API.
 * `npm run demo -- --once` signs Alice in without a person and ends.
 */
async function tell(say: Narrator, dataDir: string, interruption: Interruption): Promise<void> {
  say.step('Start the service, with an embedded Postgres, as a process of its own');
  const { url, adminToken, readyAfterSeconds } = await startService(dataDir);
  say.result(`ready on ${url} after ${readyAfterSeconds} s, its data in ${dataDir}`);

  say.step('Start an identity provider that is not ours (samlp), as a process of its own');
  const idpUrl = await startIdentityProvider();
  say.result(`ready on ${idpUrl}`);

  const rest = new RestClient(adminToken, say.call);
  const tenant = await setUpTenant(rest, say, { service: url, identityProvider: idpUrl });
  const logonName = `alice@${tenant.defaultDomain}`;

  if (process.argv.includes('--once')) {
    say.step('Sign Alice in: sign-in page, identity provider, signed assertion, landing page');
    const session = await signInAlice(url, logonName);
    say.result(
      `${session.user.userPrincipalName} is signed in to “${session.tenant}” until ${session.expiresAt}`,
    );
    return;
  }
  say.step('Sign in');
  invite(say, { url, dataDir, idpUrl, domain: tenant.defaultDomain });
  await interruption;
}

interface Scene {
  readonly url: string;
  readonly dataDir: string;
  readonly idpUrl: string;
  readonly domain: string;
}

function invite(say: Narrator, { url, dataDir, idpUrl, domain }: Scene): void {
  const [alice, bob, carol] = USERS;
  say.lines(
    `Open  ${url}/  and enter  alice@${domain}`,
    '',
    'At the identity provider:',
    ...[alice, bob].map((user) => `  user name ${user?.name ?? ''}, password ${user?.password ?? ''}`),
    '',
    'Try also:',
    '  a wrong password: the identity provider keeps you, and nothing reaches the service',
    `  ${carol?.name ?? ''}, password ${carol?.password ?? ''}: known there, but without a RAM user here`,
    `  a start from the identity provider’s portal: ${idpUrl}/`,
    `  the API and its documentation: ${url}/docs`,
    `  the calls above, after: ADMIN_TOKEN=$(cat ${dataDir}/admin-token)`,
    '',
    'Ctrl-C ends the demo and removes its data.',
  );
}

async function main(): Promise<void> {
  const interruption = untilInterrupted();
  const dataDir = await mkdtemp(join(tmpdir(), 'ram-sso-demo-'));
  const say = new Narrator();
  try {
    const end = await Promise.race([tell(say, dataDir, interruption), interruption]);
    if (end === 'interrupted' && !say.isAtLastStep) process.exitCode = INTERRUPTED;
  } catch (error) {
    console.error(`\nThe demo failed: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
  } finally {
    await stopProcesses();
    await rm(dataDir, { recursive: true, force: true });
  }
  process.exit();
}

void main();
