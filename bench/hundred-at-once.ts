import { formRequest } from './load/load';
import { Loader } from './load/loader';
import { USERS } from './login-turns';
import { addresseeOf, makeResponses, makeScene, type RunningService, SESSION_COOKIE } from './scene';

/** A hundred people at the same moment: each gets one session, and none an error of ours. */
export async function checkHundredAtOnce(service: RunningService): Promise<string[]> {
  const { tenant, idp } = await makeScene(service, 'bench-at-once', USERS);
  const to = addresseeOf(tenant);
  const requests = makeResponses(idp, to, USERS, USERS).map((response) => formRequest(to.acsUrl, response));
  const { hostname: host, port } = new URL(to.acsUrl);
  const load = { host, port: Number(port), connections: USERS, session: SESSION_COOKIE, requests };
  const { answers } = await Loader.start().run(load);
  const list = await service.api('GET', `/tenants/${tenant.alias}/sessions?limit=500`);
  const sessions = (list as { items: { userName: string }[] }).items;
  const people = new Set(sessions.map(({ userName }) => userName));
  const shown = answers.map(({ status, count }) => `${count} answered ${status}`).join(', ');
  console.log(`${USERS} logins at once: ${shown}; ${sessions.length} sessions of ${people.size} users`);
  const isRight = answers.length === 1 && answers[0]?.status === 303;
  return isRight && sessions.length === USERS && people.size === USERS
    ? []
    : ['a hundred concurrent logins did not leave a hundred sessions'];
}
