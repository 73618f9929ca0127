import { Balancer } from './support/balancer';
import { record } from './support/figures';
import { buildFormerRelease } from './support/former-release';
import { NOTHING_LOST, readKeptLogins, whoseSessions } from './support/kept-logins';
import { isAccepted, LoginLoad } from './support/login-load';
import { makeFaultScene } from './support/login-scene';
import { PostgresCluster } from './support/postgres-cluster';
import { ServiceNode } from './support/service-node';
import { Stage } from './support/stage';

describe('an upgrade from the former release, a node after the other', () => {
  const stage = new Stage();
  afterAll(() => stage.clear());

  it('fails no login: old and new nodes run side by side on the migrated database', async () => {
    const former = await buildFormerRelease(stage);
    const cluster = await PostgresCluster.make(stage);
    const databaseUrl = cluster.url();
    const old = [
      await ServiceNode.start(stage, { databaseUrl, main: former.main }),
      await ServiceNode.start(stage, { databaseUrl, main: former.main }),
    ] as const;
    const scene = await makeFaultScene(old[0], 100);
    const count = async (): Promise<number> =>
      (await cluster.query<{ count: number }>('SELECT count(*)::integer FROM migrations'))[0]?.count ?? 0;
    const before = await count();
    const balancer = new Balancer(
      stage,
      old.map(({ origin }) => origin),
    );
    const load = new LoginLoad({ scene, origins: balancer, connections: 8 });
    await load.answered(50, isAccepted);

    const renewed: ServiceNode[] = [];
    for (const node of old) {
      const next = await ServiceNode.start(stage, { databaseUrl });
      renewed.push(next);
      balancer.add(next.origin);
      const of = (origin: string) => (answer: { origin: string }) => answer.origin === origin;
      await load.more(20, of(node.origin));
      await load.more(20, of(next.origin));
      // As docs/operations.md has it of nodes that do not yet wait themselves until nobody comes.
      balancer.remove(node.origin);
      await load.more(40);
      expect(await node.process.stop()).toBe(0);
    }
    await load.more(50);
    const answers = await load.stop();

    expect(await count()).toBeGreaterThan(before);
    expect(answers.filter((answer) => !isAccepted(answer))).toEqual([]);
    expect(await readKeptLogins((sql) => cluster.query(sql), answers)).toMatchObject(NOTHING_LOST);
    const [last] = renewed;
    if (!last) throw new Error('there is no node of the new release');
    expect(await whoseSessions(last, answers)).toEqual(answers.map(({ userName }) => userName));
    record({
      row: 11,
      fault: 'two nodes of the former release are replaced under load, one after the other',
      held: 'old and new nodes run side by side on the migrated database; no failed login; sessions of the old ones hold at the new',
      measured: `${answers.length} of ${answers.length} logins answered 303 from ${former.name} to this state, over ${(await count()) - before} migrations`,
    });
  });
});
