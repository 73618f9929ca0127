import { execFile } from 'node:child_process';
import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { record, seconds } from './support/figures';
import { NOTHING_LOST, readKeptLogins, whoseSessions } from './support/kept-logins';
import { isAccepted, LoginLoad } from './support/login-load';
import { makeFaultScene } from './support/login-scene';
import { PostgresCluster, queryOnce } from './support/postgres-cluster';
import { ServiceNode } from './support/service-node';
import { Stage } from './support/stage';

const run = promisify(execFile);
const ROOT = join(__dirname, '..', '..');

/** The commands of docs/operations.md, as they stand. */
function documentedCommands(): string {
  const page = readFileSync(join(ROOT, 'docs', 'operations.md'), 'utf8');
  const [, commands] = /### Try a backup\n.*?```sh\n(.*?)```/s.exec(page) ?? [];
  if (commands === undefined) throw new Error('docs/operations.md has no commands to try a backup by');
  return commands;
}

/** What an installed package puts on the path. */
function installProgram(stage: Stage): string {
  const directory = stage.directory();
  const program = join(directory, 'ram-sso');
  writeFileSync(
    program,
    `#!/bin/sh\nexec ${process.execPath} ${join(ROOT, 'dist', 'src', 'main.js')} "$@"\n`,
  );
  chmodSync(program, 0o755);
  return `${directory}:${process.env.PATH ?? ''}`;
}

describe('a backup that is taken while people sign in', () => {
  const stage = new Stage();
  afterAll(() => stage.clear());

  it('restores to a consistent state, which a node serves', async () => {
    const cluster = await PostgresCluster.make(stage);
    const node = await ServiceNode.start(stage, { databaseUrl: cluster.url() });
    const scene = await makeFaultScene(node, 100);
    const load = new LoginLoad({ scene, origins: [node.origin], connections: 4 });
    await load.answered(50, isAccepted);

    const begun = performance.now();
    const env = {
      ...node.env,
      PATH: installProgram(stage),
      RESTORED_URL: cluster.url('ram_sso', 'restored'),
      ADMIN_DATABASE_URL: cluster.url('postgres', 'postgres'),
    };
    const commands = documentedCommands();
    expect(commands.trim().split('\n')).toHaveLength(10);
    await run('bash', ['-c', commands], { env, cwd: stage.directory() });
    const took = performance.now() - begun;
    const during = load.answers.filter((answer) => answer.begun > begun);
    const answers = await load.stop();
    expect(answers.filter((answer) => !isAccepted(answer))).toEqual([]);

    const restored = await ServiceNode.start(stage, { databaseUrl: env.RESTORED_URL });
    const before = answers.filter((answer) => answer.begun + answer.milliseconds < begun);
    const ask = <Row extends object>(sql: string): Promise<Row[]> =>
      queryOnce<Row>(cluster.url('postgres', 'restored'), sql);
    const kept = await readKeptLogins(ask, before);
    // Logins that came into the dump though they began later are whole as well.
    expect({ ...kept, doubledUsers: [] }).toMatchObject(NOTHING_LOST);
    expect(await whoseSessions(restored, before)).toEqual(before.map(({ userName }) => userName));
    const anew = new LoginLoad({ scene, origins: [restored.origin], connections: 2, count: 20 });
    await anew.ended;
    expect(anew.answers.filter((answer) => !isAccepted(answer))).toEqual([]);
    record({
      row: 12,
      fault:
        'a backup is taken under load, and restored, by the ten lines of [operations](operations.md#try-a-backup)',
      held: 'what is restored is consistent: each login from before the backup has its session and event, no event is without its session; a node serves it',
      measured: `${during.length} signed in meanwhile, none failed; dump, restore and check took ${seconds(took)}; all ${before.length} logins from before are in it`,
    });
  });
});
