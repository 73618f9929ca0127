import { Client } from 'pg';
import { PostgresCluster } from './support/postgres-cluster';
import { record, seconds } from './support/figures';
import { NOTHING_LOST, readKeptLogins } from './support/kept-logins';
import { isAccepted, isUnavailable, LoginLoad } from './support/login-load';
import { makeFaultScene } from './support/login-scene';
import { expectPutOff, expectRecovery, slowestOf } from './support/outage';
import { ServiceNode } from './support/service-node';
import { Stage } from './support/stage';

const SETTINGS = { max_connections: '40' };

/** Takes every connection that there is, those of the service too, and gives all of them back. */
class Hoarder {
  private readonly clients: Client[] = [];

  constructor(private readonly url: string) {}

  async takeAll(): Promise<void> {
    for (;;) {
      while (await this.take());
      const taken = await this.clients[0]?.query(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'ram_sso'",
      );
      if (taken?.rowCount === 0) return;
    }
  }

  async giveBack(): Promise<void> {
    await Promise.all(this.clients.splice(0).map((client) => client.end()));
  }

  private async take(): Promise<boolean> {
    const client = new Client({ connectionString: this.url });
    client.on('error', () => undefined);
    try {
      await client.connect();
    } catch {
      return false;
    }
    this.clients.push(client);
    return true;
  }
}

describe('connections of Postgres that others have used up', () => {
  const stage = new Stage();
  afterAll(() => stage.clear());

  it('make answers 503 soon, readyz too, and are taken again by itself once there are any', async () => {
    const cluster = await PostgresCluster.make(stage, { settings: SETTINGS });
    const node = await ServiceNode.start(stage, { databaseUrl: cluster.url() });
    const scene = await makeFaultScene(node, 100);
    const others = new Hoarder(cluster.url('postgres'));
    stage.atEnd(() => others.giveBack());

    const load = new LoginLoad({ scene, origins: [node.origin], connections: 16 });
    await load.answered(50, isAccepted);
    await others.takeAll();
    const unready = await node.get('/readyz');
    await load.more(50, isUnavailable);

    await others.giveBack();
    const { recovered, answers } = await expectRecovery(load, node, 100);

    const refused = expectPutOff(answers);
    expect([unready.status, Number(unready.headers['retry-after']) > 0]).toEqual([503, true]);
    const slowest = slowestOf(refused);
    expect(slowest).toBeLessThan(2_000);
    expect(await readKeptLogins((sql) => cluster.query(sql), answers)).toMatchObject(NOTHING_LOST);
    record({
      row: 4,
      fault: 'connections of Postgres used up by others',
      held: '503 with `Retry-After` within 2 s, `readyz` too; used again by itself within 5 s; nothing answered is lost',
      measured: `${refused.length} answers of 503, the slowest after ${seconds(slowest)}; first login ${seconds(recovered)} after there were connections again`,
    });
  });
});
