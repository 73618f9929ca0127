import { Balancer } from './support/balancer';
import { PostgresCluster } from './support/postgres-cluster';
import { record, seconds } from './support/figures';
import { NOTHING_LOST, readKeptLogins } from './support/kept-logins';
import { isAccepted, LoginLoad } from './support/login-load';
import { makeFaultScene } from './support/login-scene';
import { ServiceNode } from './support/service-node';
import { Stage } from './support/stage';

describe('a node that is told to stop while people sign in', () => {
  const stage = new Stage();
  afterAll(() => stage.clear());

  it('drops no request, and is done within ten seconds', async () => {
    const cluster = await PostgresCluster.make(stage);
    const one = await ServiceNode.start(stage, { databaseUrl: cluster.url() });
    const other = await ServiceNode.start(stage, { databaseUrl: cluster.url() });
    const scene = await makeFaultScene(one, 50);

    const load = new LoginLoad({
      scene,
      origins: new Balancer(stage, [one.origin, other.origin]),
      connections: 16,
    });
    await load.answered(50);
    const told = performance.now();
    one.process.signal('SIGTERM');
    expect(await one.process.exited).toBe(0);
    const took = performance.now() - told;
    await load.more(100);
    const answers = await load.stop();

    expect(answers.filter((answer) => !isAccepted(answer))).toEqual([]);
    expect(took).toBeLessThan(10_000);
    expect(await readKeptLogins((sql) => cluster.query(sql), answers)).toMatchObject(NOTHING_LOST);
    record({
      row: 10,
      fault: 'SIGTERM to a node under load',
      held: 'no request dropped: each login answered 303; the process ends within 10 s',
      measured: `${answers.length} of ${answers.length} logins answered 303; ended after ${seconds(took)}`,
    });
  });
});
