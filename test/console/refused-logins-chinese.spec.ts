import { startApp, type TestApp } from '../support/app';
import type { ResponsePlan } from '../support/idp/response-plan';
import type { ResponseOptions } from '../support/idp/test-idp';
import { type LoginScene, makeScene, postResponse } from '../support/login-scene';
import { refuse, requestIdOf } from '../support/refused-logins';
import { HAN, mainInChinese } from './support/chinese';
import { ConsoleBrowser } from './support/console-browser';

const CHINESE = { 'accept-language': 'zh-CN' };

let app: TestApp;
let scene: LoginScene;
let browser: ConsoleBrowser;
beforeAll(async () => {
  app = await startApp();
  scene = await makeScene(app);
  browser = await ConsoleBrowser.enter(app);
});
afterAll(() => app.close());

const textsOf = (html: string, pattern: RegExp) =>
  [...html.matchAll(pattern)].map(([, text = '']) => text.replace(/<[^>]+>/g, ''));

/** The page of the trace in Chinese, asked again whether it would pass now. */
async function traceInChinese(requestId: string): Promise<string> {
  const path = `/admin/tenants/${scene.tenant.alias}/refused-logins/${requestId}?check=now`;
  const { status, text } = await browser.get(path, CHINESE);
  expect(status).toBe(200);
  return text;
}

/** @returns the code, and what was expected, found, and is to be done */
function expectChinese(page: string): string[] {
  const main = mainInChinese(page);
  const steps = textsOf(main, /<li class="(?:passed|not_reached)">[\s\S]*?<p class="hint">([\s\S]*?)<\/p>/g);
  expect(steps.length).toBeGreaterThan(10);
  for (const step of steps.filter((one) => !HAN.test(one))) expect(step).not.toMatch(/[a-z] [a-z]/);
  const [, failed = ''] = /<li class="failed">([\s\S]*?)<\/li>/.exec(main) ?? [];
  return textsOf(failed, /<dd>([\s\S]*?)<\/dd>/g);
}

describe('the trace in Chinese has nothing in English, but for names', () => {
  it.each<[string, ((plan: ResponsePlan) => void) | undefined, ResponseOptions?]>([
    ['saml.status_not_success', (plan) => (plan.statusCodes = ['urn:x'])],
    ['saml.signature_missing', undefined, { signed: 'neither' }],
    ['saml.issuer_mismatch', (plan) => (plan.assertionIssuer = 'https://b.example')],
    ['saml.destination_mismatch', (plan) => (plan.destination = 'https://b.example')],
    ['saml.malformed', (plan) => (plan.version = '1.1')],
    ['saml.malformed', (plan) => (plan.authnStatement = undefined)],
    ['saml.audience_mismatch', (plan) => (plan.conditions = undefined)],
    ['saml.nameid_missing', (plan) => (plan.nameId = undefined)],
    ['saml.nameid_domain_mismatch', (plan) => (plan.nameId = 'alice@other.example')],
    ['user.not_found', (plan) => (plan.nameId = `bob@${scene.tenant.defaultDomain}`)],
  ])('%s', async (code, change, options = {}) => {
    const page = await traceInChinese(await refuse(scene, change, options));
    const [expected = '', found = '', mend = '', failedWith] = expectChinese(page);
    expect(failedWith).toBe(code);
    for (const fact of [expected, mend]) expect(fact).toMatch(HAN);
    expect(found).not.toBe('');
  });

  it('for what is no XML either', async () => {
    const posted = Buffer.from('<a><b></a>').toString('base64');
    const page = await traceInChinese(requestIdOf(await postResponse(scene, posted)));
    const [expected, found, mend] = expectChinese(page);
    for (const fact of [expected, found, mend]) expect(fact).toMatch(HAN);
  });
});

it('names the screen of the identity provider by the words that stand there, in a Chinese sentence', async () => {
  const okta = await makeScene(app, { idpEntityId: 'http://www.okta.com/exk1' });
  const requestId = await refuse(okta, (plan) => (plan.destination = 'https://b.example'));
  const path = `/admin/tenants/${okta.tenant.alias}/refused-logins/${requestId}`;
  const [chinese, english] = [await browser.get(path, CHINESE), await browser.get(path)];
  for (const page of [chinese, english]) expect(page.text).toContain('Single sign-on URL');
  expect(chinese.text).toContain('“Applications” → 此应用');
  expect(english.text).toContain('Applications → this one');
});
