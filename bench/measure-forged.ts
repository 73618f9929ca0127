import { FORGERIES, VICTIM } from './forged-responses';
import { formRequest, type AnswerCount, type LoadRequest } from './load/load';
import type { Loader } from './load/loader';
import { USERS } from './login-turns';
import type { ForgedFigures } from './report/results';
import {
  addresseeOf,
  makeResponses,
  makeScene,
  type RunningService,
  type Scene,
  SESSION_COOKIE,
} from './scene';

/** Of all that is sent, one in so many is forged: 5 %. */
const ONE_IN = 20;
const CONNECTIONS = 64;
const GOOD = 'good';
const REPLAYED = 'replayed';

/** Full load of logins, with forged responses of every kind among them. */
export async function measureForged(
  service: RunningService,
  loader: Loader,
  logins: number,
): Promise<{ figures: ForgedFigures; faults: string[] }> {
  const scene = await makeScene(service, 'bench-forged', USERS);
  await service.api('POST', `/tenants/${scene.tenant.alias}/users`, { userName: VICTIM });
  const forgeries = Math.ceil(logins / (ONE_IN - 1) / (FORGERIES.length + 1));
  const earlier = goodRequests(scene, forgeries);
  const accepted = (await send(scene, loader, earlier)).reduce((sum, answer) => sum + countOf(answer), 0);
  const forged = interleave([
    ...FORGERIES.map(({ kind, forge }) => forgedRequests(scene, kind, forge, forgeries)),
    earlier.map((request) => ({ ...request, kind: REPLAYED })),
  ]);
  const good = goodRequests(scene, forged.length * (ONE_IN - 1));
  const answers = await send(scene, loader, mix(good, forged));
  const figures = figuresOf(answers, good.length);
  const sessions = await victimsSessions(scene);
  const faults = [
    ...(accepted === earlier.length ? [] : ['what was to be replayed was not accepted at first']),
    ...(sessions === 0 ? [] : [`${sessions} sessions are open for whom only forged responses named`]),
    ...figures.kinds
      .filter((kind) => kind.accepted > 0)
      .map(({ kind }) => `a forged response got in: ${kind}`),
    ...(figures.goodAccepted === good.length ? [] : ['good logins were refused beside forged ones']),
  ];
  return { figures, faults };
}

function goodRequests({ idp, tenant }: Scene, count: number): LoadRequest[] {
  const to = addresseeOf(tenant);
  return makeResponses(idp, to, count, USERS).map((response) => formRequest(to.acsUrl, response, GOOD));
}

function forgedRequests(
  { idp, tenant }: Scene,
  kind: string,
  forge: (typeof FORGERIES)[number]['forge'],
  count: number,
): LoadRequest[] {
  const to = addresseeOf(tenant);
  return Array.from({ length: count }, () => formRequest(to.acsUrl, forge(idp, to), kind));
}

async function send(
  { tenant }: Scene,
  loader: Loader,
  requests: readonly LoadRequest[],
): Promise<readonly AnswerCount[]> {
  const { hostname: host, port } = new URL(tenant.sp.acsUrl);
  const load = { host, port: Number(port), connections: CONNECTIONS, session: SESSION_COOKIE, requests };
  return (await loader.run(load)).answers;
}

/** One of each kind, then the next of each. */
function interleave<T>(lists: readonly (readonly T[])[]): T[] {
  const [first = []] = lists;
  return first.flatMap((_, index) => lists.map((list) => list[index])).filter((one) => one !== undefined);
}

function mix<T>(good: readonly T[], forged: readonly T[]): T[] {
  return forged.flatMap((one, index) => [
    ...good.slice(index * (ONE_IN - 1), (index + 1) * (ONE_IN - 1)),
    one,
  ]);
}

function countOf({ status, hasSession, count }: AnswerCount): number {
  return hasSession || status === 303 ? count : 0;
}

function figuresOf(answers: readonly AnswerCount[], good: number): ForgedFigures {
  const of = (kind: string) => answers.filter((answer) => answer.kind === kind);
  const kinds = [...FORGERIES.map(({ kind }) => kind), REPLAYED].map((kind) => ({
    kind,
    sent: of(kind).reduce((sum, { count }) => sum + count, 0),
    accepted: of(kind).reduce((sum, answer) => sum + countOf(answer), 0),
  }));
  const goodAccepted = of(GOOD).filter(({ status, hasSession }) => status === 303 && hasSession);
  return { good, goodAccepted: goodAccepted.reduce((sum, { count }) => sum + count, 0), kinds };
}

async function victimsSessions({ service, tenant }: Scene): Promise<number> {
  let victims = 0;
  for (let cursor: string | null = ''; cursor !== null;) {
    const after: string = cursor === '' ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const page = (await service.api(
      'GET',
      `/tenants/${tenant.alias}/sessions?limit=500${after}`,
    )) as SessionPage;
    victims += page.items.filter(({ userName }) => userName === VICTIM).length;
    cursor = page.nextCursor;
  }
  return victims;
}

interface SessionPage {
  readonly items: readonly { readonly userName: string }[];
  readonly nextCursor: string | null;
}
