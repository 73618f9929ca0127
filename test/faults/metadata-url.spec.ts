import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { TestIdp } from '../support/idp/test-idp';
import { percentile, record, seconds } from './support/figures';
import { NOTHING_LOST, readKeptLogins } from './support/kept-logins';
import { isAccepted, LoginLoad } from './support/login-load';
import { type FaultScene, makeFaultScene } from './support/login-scene';
import { PostgresCluster } from './support/postgres-cluster';
import { ServiceNode } from './support/service-node';
import { Stage } from './support/stage';

const MODES = ['hangs', 'rubbish', 'loop', 'trickle'] as const;

/** Serves the metadata of an identity provider, until it is told to be a nuisance, a way of its own for each path. */
async function startHost(stage: Stage, idp: TestIdp): Promise<{ origin: string; spoil(): void }> {
  let isSpoilt = false;
  const ways: Record<(typeof MODES)[number], (request: IncomingMessage, response: ServerResponse) => void> = {
    hangs: () => undefined,
    rubbish: (_, response) => response.end('\0<EntityDescriptor'.repeat(10_000)),
    loop: (request, response) => response.writeHead(302, { location: request.url ?? '/' }).end(),
    trickle: (_, response) => {
      const timer = setInterval(() => response.write('<'), 50);
      response.on('close', () => {
        clearInterval(timer);
      });
    },
  };
  const server = createServer((request, response) => {
    const mode = MODES.find((one) => request.url === `/${one}`);
    if (isSpoilt && mode) ways[mode](request, response);
    else response.end(idp.metadata());
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  stage.atEnd(() => {
    server.closeAllConnections();
    return new Promise((done) => server.close(done));
  });
  const { port } = server.address() as AddressInfo;
  return { origin: `http://127.0.0.1:${port}`, spoil: () => (isSpoilt = true) };
}

describe("an identity provider's metadata address that fails", () => {
  const stage = new Stage();
  afterAll(() => stage.clear());

  it('leaves sign-ins alone, those of its own tenant too', async () => {
    const cluster = await PostgresCluster.make(stage);
    const env = { ALLOW_PRIVATE_METADATA_URLS: 'true' };
    const node = await ServiceNode.start(stage, { databaseUrl: cluster.url(), env });
    const scenes: FaultScene[] = [];
    for (const mode of MODES) scenes.push(await makeFaultScene(node, 50, `idp-${mode}`));
    const [first] = scenes;
    if (!first) throw new Error('there is no scene');
    const hosts = await Promise.all(scenes.map(({ idp }) => startHost(stage, idp)));
    for (const [index, mode] of MODES.entries()) {
      await node.api('PUT', `/tenants/idp-${mode}/idp`, {
        metadataUrl: `${hosts[index]?.origin ?? ''}/${mode}`,
      });
    }
    const loads = scenes.map((scene) => new LoginLoad({ scene, origins: [node.origin], connections: 2 }));
    await Promise.all(loads.map((load) => load.answered(20, isAccepted)));

    for (const host of hosts) host.spoil();
    const spoilt = performance.now();
    const refreshes = MODES.flatMap((mode) => Array.from({ length: 5 }, () => refresh(node, `idp-${mode}`)));
    const told = await Promise.all(refreshes);
    const took = performance.now() - spoilt;
    await Promise.all(loads.map((load) => load.more(20, isAccepted)));
    const answers = (await Promise.all(loads.map((load) => load.stop()))).flat();

    expect(answers.filter((answer) => !isAccepted(answer))).toEqual([]);
    expect(told.filter((code) => !FAILURES.includes(code))).toEqual([]);
    expect(told.filter((code) => code === 'idp.metadata_unreachable').length).toBeGreaterThan(0);
    const kept = await readKeptLogins((sql) => cluster.query(sql), answers);
    expect(kept).toMatchObject({ ...NOTHING_LOST, doubledUsers: [] });
    expect(await node.isReady()).toBe(true);
    const during = answers.filter(({ begun }) => begun > spoilt && begun < spoilt + took);
    const p99 = percentile(
      during.map(({ milliseconds }) => milliseconds),
      0.99,
    );
    record({
      row: 8,
      fault: "an IdP's metadata address hangs, trickles, answers rubbish, redirects in a loop",
      held: 'sign-ins go on, those of that tenant too; each refresh fails with its code and is given up in time',
      measured: `${during.length} of ${during.length} sign-ins while ${refreshes.length} refreshes failed, p99 ${p99.toFixed(0)} ms; the last refresh was given up after ${seconds(took)}`,
    });
  });
});

const FAILURES = ['idp.metadata_unreachable', 'idp.metadata_invalid', 'request.rate_limited', 'conflict'];

async function refresh(node: ServiceNode, alias: string): Promise<string> {
  const said = await node
    .api('POST', `/tenants/${alias}/idp/refresh`)
    .catch((error: unknown) => String(error));
  return /"code":"([^"]*)"/.exec(said)?.[1] ?? said;
}
