import { record, seconds } from './support/figures';
import { NOTHING_LOST, readKeptLogins } from './support/kept-logins';
import { isAccepted, LoginLoad } from './support/login-load';
import { makeFaultScene } from './support/login-scene';
import { expectPutOff, expectRecovery, slowestOf } from './support/outage';
import { PatroniCluster } from './support/patroni';
import { ServiceNode } from './support/service-node';
import { Stage } from './support/stage';

describe('a primary that is gone, and its synchronous standby takes its place', () => {
  const stage = new Stage();
  afterAll(() => stage.clear());

  it('costs the time that Patroni needs, and no login, user or revocation that was answered', async () => {
    const cluster = await PatroniCluster.start(stage);
    const node = await ServiceNode.start(stage, { databaseUrl: cluster.url() });
    const scene = await makeFaultScene(node, 100);
    const load = new LoginLoad({ scene, origins: [node.origin], connections: 8 });
    await load.answered(100, isAccepted);
    await node.api('POST', `/tenants/${scene.alias}/users`, { userName: 'last' });
    const [revoked] = load.answers.filter(isAccepted);
    await node.api('DELETE', `/tenants/${scene.alias}/users/${revoked?.userName ?? ''}/sessions`);

    const killed = performance.now();
    const patronis = await cluster.killPrimary();
    const { recovered, answers } = await expectRecovery(load, node, 50);

    const refused = expectPutOff(answers);
    expect(refused.some(({ begun }) => begun > killed)).toBe(true);
    await node.api('GET', `/tenants/${scene.alias}/users/last`);
    const cookie = `ram_session=${revoked?.cookie ?? ''}`;
    expect((await node.get('/session', { cookie })).status).toBe(401);
    const stillThere = answers.filter(
      ({ userName, begun }) => userName !== revoked?.userName || begun > killed,
    );
    const kept = await readKeptLogins((sql) => cluster.query(sql), stillThere);
    // The events of the sessions that were ended are there, and rightly so.
    expect({ ...kept, strayEvents: [] }).toMatchObject(NOTHING_LOST);
    const slowest = slowestOf(refused);
    record({
      row: 5,
      fault: 'the primary is gone during load: Patroni with etcd, HAProxy, synchronous replication',
      held: "used again by itself within 5 s of Patroni's own time; no answered login, user or revocation is lost",
      measured: `Patroni needed ${seconds(patronis)} (\`ttl\` 20 s); first login ${seconds(recovered)} later; the slowest 503 after ${seconds(slowest)}; all ${kept.accepted} answered logins kept`,
    });
  });
});
