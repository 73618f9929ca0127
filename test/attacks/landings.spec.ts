import { startApp, type TestApp, type TestResponse } from '../support/app';
import { beginLogin, planFor } from '../support/login-scene';
import { landings } from './catalogue/landings';
import { type LoginStage, posted, sessionCookies, setLoginStage } from './support/login-stage';
import { send, withField } from './support/sent';

let app: TestApp;
let stage: LoginStage;
beforeAll(async () => {
  app = await startApp();
  stage = await setLoginStage(app, app);
});
afterAll(() => app.close());

/** Where the browser is sent, by nothing but Location and with nothing but a session. */
function landed(response: TestResponse): unknown {
  expect(response.status).toBe(303);
  expect(sessionCookies(response)).toHaveLength(1);
  expect(response.text).toBe('');
  return response.headers.location;
}

const unsolicited = async (wish: string) =>
  send(
    app,
    withField(posted(stage, stage.loot.genuine()), 'RelayState', () => wish),
  );

const answer = (requestId: string) => stage.idp.xml(planFor(stage, requestId));

describe(landings.name, () => {
  it.each(landings.attacks)('$name', async ({ wish, path }) => {
    const { baseUrl, consoleUrl } = app.settings;
    const expected = path === undefined ? consoleUrl : baseUrl + path;
    expect(landed(await unsolicited('/honest?a=b'))).toBe(`${baseUrl}/honest?a=b`);
    expect(landed(await unsolicited(wish))).toBe(expected);

    const honest = await beginLogin(stage, '?RelayState=%2Fhonest');
    const forged = withField(
      posted(stage, answer(honest.requestId), honest.cookies),
      'RelayState',
      () => wish,
    );
    expect(landed(await send(app, forged))).toBe(`${baseUrl}/honest`);

    const query = new URLSearchParams({ RelayState: wish }).toString();
    const { requestId, cookies } = await beginLogin(stage, `?${query}`);
    expect(landed(await send(app, posted(stage, answer(requestId), cookies)))).toBe(expected);
  });
});
