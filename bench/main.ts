import { rm } from 'node:fs/promises';
import { cpus } from 'node:os';
import { stopProcesses } from '../demo/child-process';
import { untilInterrupted } from '../demo/interruption';
import { measureConsole } from './console-pages';
import { percentile, postLogins } from './post-logins';
import { readCost } from './process-cost';
import { makeForms, makeScene, type RunningService, type Scene, startService } from './scene';
import { measureDirectory } from './user-directory';
import { measureVerification } from './verification';

const USERS = 100;

interface Size {
  readonly warmUp: number;
  readonly logins: number;
  readonly verifications: number;
  /** How many times as fast as node-saml's check ours must be. */
  readonly advantage?: number;
}

const FULL: Size = { warmUp: 500, logins: 2000, verifications: 2000, advantage: 30 };
/** Shows that all of it works; its numbers mean nothing. */
const SMOKE: Size = { warmUp: 20, logins: 100, verifications: 50 };

/** A hundred people at the same moment: each gets one session, and none an error of ours. */
async function checkHundredAtOnce(service: RunningService): Promise<string[]> {
  const scene = await makeScene(service, 'bench-at-once', USERS);
  const { statuses } = await postLogins(scene.tenant.sp.acsUrl, makeForms(scene, USERS, USERS), USERS);
  const list = await service.api('GET', `/tenants/${scene.tenant.alias}/sessions?limit=500`);
  const sessions = (list as { items: { userName: string }[] }).items;
  const people = new Set(sessions.map(({ userName }) => userName));
  console.log(
    `\n${USERS} logins at once: ${shown(statuses)}; ${sessions.length} sessions of ${people.size} users`,
  );
  const isRight = statuses.get(303) === USERS && sessions.length === USERS && people.size === USERS;
  return isRight ? [] : ['a hundred concurrent logins did not leave a hundred sessions'];
}

async function measureLogins(scene: Scene, connections: number, logins: number): Promise<string[]> {
  const forms = makeForms(scene, logins, USERS);
  const before = readCost(scene.service.pid);
  const { seconds, milliseconds, statuses } = await postLogins(scene.tenant.sp.acsUrl, forms, connections);
  const after = readCost(scene.service.pid);
  const perLogin = (name: 'service' | 'postgres') =>
    ((after[name].cpuMilliseconds - before[name].cpuMilliseconds) / logins).toFixed(2);
  console.log(
    [
      `\n${connections} connections, ${logins} logins: ${shown(statuses)}`,
      `  ${(logins / seconds).toFixed(0)} logins a second`,
      `  p50 ${percentile(milliseconds, 0.5).toFixed(1)} ms, p99 ${percentile(milliseconds, 0.99).toFixed(1)} ms`,
      `  CPU a login: service ${perLogin('service')} ms, Postgres ${perLogin('postgres')} ms`,
      `  memory: service ${after.service.memoryMegabytes.toFixed(0)} MB, Postgres ${after.postgres.memoryMegabytes.toFixed(0)} MB`,
    ].join('\n'),
  );
  return statuses.get(303) === logins ? [] : [`not every login over ${connections} connections was accepted`];
}

function shown(statuses: ReadonlyMap<number, number>): string {
  return [...statuses].map(([status, count]) => `${count} answered ${status}`).join(', ');
}

async function checkVerification(scene: Scene, { verifications, advantage = 0 }: Size): Promise<string[]> {
  const { bytes, rsa, ours, theirs } = await measureVerification(scene, verifications);
  const ratio = theirs / ours;
  const row = (name: string, microseconds: number) =>
    `  ${name.padEnd(36)} ${microseconds.toFixed(0).padStart(6)} µs  ${(microseconds / rsa).toFixed(1).padStart(6)} x`;
  console.log(
    [
      `\nVerification of one response of ${bytes} bytes, CPU (one process, no HTTP, no database):`,
      row('RSA-2048 verify alone', rsa),
      row('checkLogin (all of it)', ours),
      row('node-saml validatePostResponseAsync', theirs),
      `  checkLogin is ${ratio.toFixed(0)} times as fast as node-saml`,
    ].join('\n'),
  );
  return ratio >= advantage ? [] : [`checkLogin is not ${advantage} times as fast as node-saml`];
}

async function run(service: RunningService, size: Size): Promise<string[]> {
  const faults = await checkHundredAtOnce(service);
  const scene = await makeScene(service, 'bench', USERS);
  await postLogins(scene.tenant.sp.acsUrl, makeForms(scene, size.warmUp, USERS), 8);
  for (const connections of [8, 64]) faults.push(...(await measureLogins(scene, connections, size.logins)));
  faults.push(...(await checkVerification(scene, size)));
  if (size !== SMOKE) return faults;
  faults.push(...(await measureDirectory(service, 300)));
  return [...faults, ...(await measureConsole(service, { tenants: 100, users: 300 }))];
}

/** What `npm run bench -- <flag>` measures instead of logins. */
const OTHERS: Readonly<Record<string, (service: RunningService) => Promise<string[]>>> = {
  '--users': (service) => measureDirectory(service, 100_000),
  '--console': (service) => measureConsole(service, { tenants: 10_000, users: 100_000 }),
};

/**
 * `npm run bench`: logins through HTTP against the built service. `-- --users` measures a directory of 100,000 users instead,
 * `-- --console` every page of the console with 10,000 tenants beside it; `-- --smoke` only shows that all of it works.
 */
async function main(): Promise<void> {
  const interruption = untilInterrupted();
  const service = await startService();
  try {
    console.log(
      `Node ${process.version}, ${cpus().length} CPUs (${cpus()[0]?.model ?? 'unknown'}), shared with this client`,
    );
    const size = process.argv.includes('--smoke') ? SMOKE : FULL;
    const [other] = process.argv.flatMap((flag) => OTHERS[flag] ?? []);
    const end = await Promise.race([other ? other(service) : run(service, size), interruption]);
    const faults = end === 'interrupted' ? ['interrupted'] : end;
    for (const fault of faults) console.error(`\nFAILED: ${fault}`);
    if (faults.length > 0) process.exitCode = 1;
  } finally {
    await stopProcesses();
    await rm(service.dataDir, { recursive: true, force: true });
  }
}

main().then(
  () => process.exit(),
  async (error: unknown) => {
    console.error(`\nThe benchmark failed: ${error instanceof Error ? error.message : String(error)}`);
    await stopProcesses();
    process.exit(1);
  },
);
