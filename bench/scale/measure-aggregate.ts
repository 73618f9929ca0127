import { TestIdp } from '../../test/support/idp/test-idp';
import { Loader } from '../load/loader';
import { residentMegabytes } from '../process-cost';
import { median, percentile } from '../report/statistics';
import type { AggregateFigures } from '../report/results';
import { addresseeOf, makeScene, type RunningService, SESSION_COOKIE } from '../scene';
import { makersFor, requestsTo } from './spread-logins';

const USERS = 10;
const CONNECTIONS = 8;
const LOOK_MS = 20;
const PICKED = 'https://idp.example/picked';

/** A tenant takes its identity provider out of a federation's document, again and again, while those of another sign in. */
export async function measureAggregate(
  service: RunningService,
  { entities, logins }: { readonly entities: number; readonly logins: number },
): Promise<AggregateFigures> {
  const { tenant, idp } = await makeScene(service, 'bench-beside', USERS);
  await service.api('POST', '/tenants', { alias: 'bench-aggregate' });
  const body = await aggregateOf(entities);
  const requests = requestsTo(makersFor(idp, [addresseeOf(tenant)]), USERS, 3 * logins);
  const loader = Loader.start();
  const { hostname: host, port } = new URL(service.url);
  const load = { host, port: Number(port), connections: CONNECTIONS, session: SESSION_COOKIE, requests };
  const nth = (n: number) => loader.run({ ...load, requests: requests.slice(n * logins, (n + 1) * logins) });
  await nth(0);
  const alone = await nth(1);
  let most = 0;
  const timer = setInterval(() => (most = Math.max(most, residentMegabytes(service.pid))), LOOK_MS);
  const over = new AbortController();
  const beside = nth(2).finally(() => {
    over.abort();
  });
  const seconds: number[] = [];
  do {
    const begun = performance.now();
    await put(service, body);
    seconds.push((performance.now() - begun) / 1000);
  } while (!over.signal.aborted);
  const { milliseconds } = await beside;
  clearInterval(timer);
  return {
    entities,
    megabytes: Buffer.byteLength(body) / 1024 ** 2,
    seconds: median(seconds),
    residentMegabytes: most,
    aloneP99: percentile(alone.milliseconds, 0.99),
    besideP99: percentile(milliseconds, 0.99),
    slowestLoginMilliseconds: milliseconds.at(-1) ?? NaN,
  };
}

/** Of about 4 KB each: three certificates, as after a roll-over. */
async function aggregateOf(entities: number): Promise<string> {
  const { keys } = await TestIdp.create();
  const certificates = [keys.certificateDer, keys.certificateDer, keys.certificateDer];
  const all: string[] = [];
  for (let entity = 0; entity < entities; entity += 1) {
    const entityId = entity === Math.floor(entities / 2) ? PICKED : `https://idp.example/${entity}`;
    all.push((await TestIdp.create(keys, entityId)).metadata({ certificates, slo: true }));
  }
  return `<md:EntitiesDescriptor xmlns:md="urn:oasis:names:tc:SAML:2.0:metadata" Name="bench">${all.join('')}</md:EntitiesDescriptor>`;
}

async function put({ url, token }: RunningService, body: string): Promise<void> {
  const address = `${url}/api/v1/tenants/bench-aggregate/idp?entityId=${encodeURIComponent(PICKED)}`;
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/samlmetadata+xml' };
  const answer = await fetch(address, { method: 'PUT', headers, body });
  if (!answer.ok) throw new Error(`the aggregate was answered ${answer.status}: ${await answer.text()}`);
}
