import { readYaml } from '../deploy/deploy-files';
import { record } from './support/figures';
import { NOTHING_LOST, readKeptLogins } from './support/kept-logins';
import { isAccepted, type LoginAnswer, LoginLoad } from './support/login-load';
import { type FaultScene, makeFaultScene } from './support/login-scene';
import { PostgresCluster } from './support/postgres-cluster';
import { startCaddy, startHaproxy } from './support/proxies';
import { ServiceNode } from './support/service-node';
import { Stage } from './support/stage';
import { until } from './support/until';

const [{ services }] = readYaml('deploy/compose/compose.yaml') as [
  { services: Record<string, { environment: { LEAVE_SECONDS: string } }> },
];
const LEAVE_SECONDS = services['node-1']?.environment.LEAVE_SECONDS ?? '';

/** In the same place, as a container or a unit is. */
async function restart(stage: Stage, node: ServiceNode): Promise<ServiceNode> {
  expect(await node.process.stop()).toBe(0);
  return ServiceNode.start(stage, { databaseUrl: node.env.DATABASE_URL ?? '', env: node.env });
}

/** Looked at by a probe's address, which does not count as somebody who comes. */
function sendsTo(node: ServiceNode, origin: string): Promise<unknown> {
  return until('the proxy sends people to the node', async () => {
    await fetch(`${origin}/healthz`);
    return (await node.get('/metrics')).body.includes('route="/healthz"');
  });
}

describe('nodes that are restarted behind a proxy while people sign in', () => {
  let stage: Stage;
  let cluster: PostgresCluster;
  let scene: FaultScene;
  beforeEach(() => (stage = new Stage()));
  afterEach(() => stage.clear());

  const startNode = (env: Readonly<Record<string, string>> = {}): Promise<ServiceNode> =>
    ServiceNode.start(stage, { databaseUrl: cluster.url(), env });

  async function holds(answers: readonly LoginAnswer[]): Promise<void> {
    expect(answers.filter((answer) => !isAccepted(answer))).toEqual([]);
    expect(await readKeptLogins((sql) => cluster.query(sql), answers)).toMatchObject(NOTHING_LOST);
  }

  it.each([
    { proxy: 'Caddy', start: startCaddy, row: 13 },
    { proxy: 'HAProxy', start: startHaproxy, row: 14 },
  ])('fails no login behind $proxy, one node after the other', async ({ proxy, start, row }) => {
    cluster = await PostgresCluster.make(stage);
    const first = await startNode({ LEAVE_SECONDS });
    const second = await startNode({ LEAVE_SECONDS });
    scene = await makeFaultScene(first, 100);
    const origin = await start(stage, [first.origin, second.origin]);
    const load = new LoginLoad({ scene, origins: [origin], connections: 8 });
    await load.answered(50);
    const renewed = await restart(stage, first);
    await sendsTo(renewed, origin);
    await load.more(50);
    const last = await restart(stage, second);
    await sendsTo(last, origin);
    await load.more(50);
    const busy = await load.stop();

    // Now where hardly anybody comes: the proxy has kept connections to a node that had nothing to do of late, and uses them as it goes.
    const quiet = await restart(stage, renewed);
    await sendsTo(quiet, origin);
    const late = new LoginLoad({ scene, origins: [origin], connections: 16 });
    expect(await last.process.stop()).toBe(0);
    await late.more(20);
    const answers = [...busy, ...(await late.stop())];

    await holds(answers);
    record({
      row,
      fault: `both nodes are restarted behind ${proxy} under load, one after the other`,
      held: 'no connection is closed with a request on it, none is sent twice: each login answered 303',
      measured: `${answers.length} of ${answers.length} logins answered 303, with \`LEAVE_SECONDS=${LEAVE_SECONDS}\``,
    });
  });
});
