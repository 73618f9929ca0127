import { appendFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { record, seconds } from './support/figures';
import { NOTHING_LOST, readKeptLogins } from './support/kept-logins';
import { isAccepted, isUnavailable, LoginLoad } from './support/login-load';
import { makeFaultScene } from './support/login-scene';
import { expectPutOff, expectRecovery, slowestOf } from './support/outage';
import { PostgresCluster } from './support/postgres-cluster';
import { ServiceNode } from './support/service-node';
import { mountSmallDisk, Stage } from './support/stage';
import { until } from './support/until';

/** So that little is needed to fill what Postgres has kept for itself. */
const SMALL = { initdb: ['--wal-segsize=1'], settings: { min_wal_size: '2MB', max_wal_size: '4MB' } };

/** Whatever is left, to the last byte. */
function fill(ballast: string): void {
  const piece = Buffer.alloc(64 * 1024);
  try {
    for (;;) appendFileSync(ballast, piece);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
  }
}

describe("the disk of Postgres's data, full", () => {
  const stage = new Stage();
  afterAll(() => stage.clear());

  it('makes answers 503 soon, readyz too, and is written to by itself once there is room', async () => {
    const directory = mountSmallDisk(stage, 128);
    const cluster = await PostgresCluster.make(stage, { directory, ...SMALL });
    cluster.supervise(stage);
    const node = await ServiceNode.start(stage, { databaseUrl: cluster.url() });
    const scene = await makeFaultScene(node, 100);

    const load = new LoginLoad({ scene, origins: [node.origin], connections: 8 });
    await load.answered(50, isAccepted);
    const ballast = join(directory, 'ballast');
    fill(ballast);
    await load.more(50, isUnavailable);
    const told = await until('readyz says so', async () => !(await node.isReady()));
    const unready = await node.get('/readyz');

    rmSync(ballast);
    const { recovered, ready, answers } = await expectRecovery(load, node, 50);

    const refused = expectPutOff(answers);
    expect([unready.status, Number(unready.headers['retry-after']) > 0]).toEqual([503, true]);
    const slowest = slowestOf(refused);
    expect(slowest).toBeLessThan(2_000);
    expect(await readKeptLogins((sql) => cluster.query(sql), answers)).toMatchObject(NOTHING_LOST);
    record({
      row: 3,
      fault: "the disk of Postgres's data is full",
      held: '503 with `Retry-After` within 2 s, `readyz` too; written to by itself within 5 s, as soon as there is room; nothing answered is lost',
      measured: `${refused.length} answers of 503, the slowest after ${seconds(slowest)}; \`readyz\` said so after ${seconds(told)}; first login ${seconds(recovered)} after there was room, \`readyz\` after ${seconds(ready)}`,
    });
  });
});
