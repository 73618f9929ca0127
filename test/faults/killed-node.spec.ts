import { PostgresCluster } from './support/postgres-cluster';
import { percentile, record } from './support/figures';
import { NOTHING_LOST, readKeptLogins, whoseSessions } from './support/kept-logins';
import { isAccepted, LoginLoad } from './support/login-load';
import { makeFaultScene } from './support/login-scene';
import { ServiceNode } from './support/service-node';
import { Stage } from './support/stage';

const LOGINS = 500;

describe('a node that is killed while people sign in', () => {
  const stage = new Stage();
  afterAll(() => stage.clear());

  it('takes none of the logins with it that were answered, and the other one serves on', async () => {
    const cluster = await PostgresCluster.make(stage);
    const one = await ServiceNode.start(stage, { databaseUrl: cluster.url() });
    const other = await ServiceNode.start(stage, { databaseUrl: cluster.url() });
    const scene = await makeFaultScene(one, LOGINS);

    const origins = [one.origin, other.origin];
    const load = new LoginLoad({ scene, origins, connections: 16, count: LOGINS });
    await load.answered(LOGINS / 4);
    one.process.signal('SIGKILL');
    await one.process.exited;
    const killed = performance.now();
    await load.ended;

    const kept = await readKeptLogins((sql) => cluster.query(sql), load.answers);
    expect(kept).toMatchObject(NOTHING_LOST);
    const accepted = load.answers.filter(isAccepted);
    expect(await whoseSessions(other, accepted)).toEqual(accepted.map(({ userName }) => userName));
    const broken = load.answers.filter((answer) => !isAccepted(answer));
    expect(broken.every(({ origin, status }) => origin === one.origin && status === 0)).toBe(true);
    expect(broken.length).toBeLessThanOrEqual(16);
    const later = load.answers.filter(({ begun }) => begun > killed);
    expect(later.length).toBeGreaterThan(0);
    expect(later.every((answer) => isAccepted(answer) && answer.origin === other.origin)).toBe(true);
    record({
      row: 1,
      fault: '`kill -9` of one of two nodes during 500 logins',
      held: 'each login that was answered has its session and its one audit event, none twice; the other node serves on',
      measured: `${accepted.length} of ${LOGINS} answered 303, all of them kept; ${broken.length} broke off with the node; the other answered ${later.length} afterwards, p99 ${percentile(
        later.map(({ milliseconds }) => milliseconds),
        0.99,
      ).toFixed(0)} ms`,
    });
  });
});
