import { PostgresCluster } from './support/postgres-cluster';
import { record, seconds } from './support/figures';
import { NOTHING_LOST, readKeptLogins } from './support/kept-logins';
import { isAccepted, isUnavailable, LoginLoad } from './support/login-load';
import { makeFaultScene } from './support/login-scene';
import { expectPutOff, expectRecovery, slowestOf } from './support/outage';
import { ServiceNode } from './support/service-node';
import { Stage } from './support/stage';
import { until } from './support/until';

describe('a Postgres that is killed while people sign in', () => {
  const stage = new Stage();
  afterAll(() => stage.clear());

  it('makes answers 503 soon, readyz too, and is used again by itself; nothing that was answered is lost', async () => {
    const cluster = await PostgresCluster.make(stage);
    const node = await ServiceNode.start(stage, { databaseUrl: cluster.url() });
    const scene = await makeFaultScene(node, 100);

    const load = new LoginLoad({ scene, origins: [node.origin], connections: 16 });
    await load.answered(100, isAccepted);
    await cluster.kill();
    const told = await until('readyz says so', async () => !(await node.isReady()));
    await load.more(50, isUnavailable);
    const unready = await node.get('/readyz');

    await cluster.start();
    const { recovered, answers } = await expectRecovery(load, node, 100);

    const refused = expectPutOff(answers);
    expect([unready.status, Number(unready.headers['retry-after']) > 0]).toEqual([503, true]);
    const slowest = slowestOf(refused);
    expect(slowest).toBeLessThan(2_000);
    expect(await readKeptLogins((sql) => cluster.query(sql), answers)).toMatchObject(NOTHING_LOST);
    record({
      row: 2,
      fault: '`kill -9` of Postgres, and its restart',
      held: '503 with `Retry-After` within 2 s, `readyz` too; used again by itself within 5 s; nothing answered is lost',
      measured: `slowest 503 after ${seconds(slowest)}; \`readyz\` said so after ${seconds(told)}; first login ${seconds(recovered)} after Postgres was back`,
    });
  });
});
