import { inflateRawSync } from 'node:zlib';
import { startApp, type TestApp, type TestResponse } from '../support/app';
import { redirectQuery } from '../support/idp/logout-xml';
import { setCookieLines, setCookies, signIn } from '../support/login-scene';
import { hostAttacks } from './catalogue/hosts';
import { acsOf } from './support/login-stage';
import { type LogoutStage, requestXml, setLogoutStage, sloOf } from './support/logout-stage';
import { get, post, send, type Sent, withHeaders } from './support/sent';

let direct: TestApp;
let proxied: TestApp;
let stage: LogoutStage;
beforeAll(async () => {
  direct = await startApp();
  proxied = await startApp({ trustedProxies: ['127.0.0.1'] }, direct);
  stage = await setLogoutStage(direct);
});
afterAll(async () => {
  await proxied.close();
  await direct.close();
});

const unsolicited = (): Sent =>
  post(acsOf(stage), {
    SAMLResponse: Buffer.from(stage.loot.genuine()).toString('base64'),
    RelayState: '/here',
  });

interface Question {
  readonly what: string;
  readonly status: number;
  readonly ask: () => Sent | Promise<Sent>;
}

const page = (sent: Sent) => withHeaders(sent, { accept: 'text/html' });

/** Wherever an answer holds an address of ours. */
const questions: readonly Question[] = [
  { what: 'the start of a sign-in', status: 302, ask: () => get(`/saml/${stage.tenant.alias}/login`) },
  { what: 'the metadata', status: 200, ask: () => get(`/saml/${stage.tenant.alias}/metadata`) },
  { what: 'the sign-in page', status: 200, ask: () => page(get('/')) },
  { what: 'the way from it', status: 303, ask: () => get(`/?login=${stage.tenant.alias}`) },
  { what: 'the console', status: 303, ask: () => get(`/console?tenant=${stage.tenant.alias}`) },
  { what: 'the end of a sign-in', status: 303, ask: unsolicited },
  { what: 'a refusal', status: 400, ask: () => page(post(acsOf(stage), { SAMLResponse: 'x' })) },
  { what: 'what is not there', status: 404, ask: () => page(get('/nothing')) },
  { what: 'a sign-out', status: 303, ask: async () => post('/logout', {}, setCookies(await signIn(stage))) },
  {
    what: 'a sign-out by the IdP',
    status: 302,
    ask: () => get(`${sloOf(stage)}?${redirectQuery('SAMLRequest', requestXml(stage), stage.idp.keys)}`),
  },
  { what: 'the description of the API', status: 200, ask: () => get('/openapi.json') },
];

/** All that a browser, a cache or an IdP would go by. */
function readable({ headers, text }: TestResponse): string {
  const { location = '' } = headers;
  const [address = '', query = ''] = String(location).split('?');
  const parameters = [...new URLSearchParams(query)].map(([name, value]) =>
    name.startsWith('SAML') ? inflateRawSync(Buffer.from(value, 'base64')).toString() : `${name} ${value}`,
  );
  const policy = String(headers['content-security-policy'] ?? '');
  return [address, ...parameters, policy, text].join('\n');
}

const addressesIn = (text: string) => new Set(text.match(/[a-z]+:\/\/[^\s"'<>\\]+/gi) ?? []);
/** With what protects a cookie, and without its value. */
const cookiesIn = (response: TestResponse) =>
  setCookieLines(response).map((line) => line.replace(/^((?:__\w+-)?ram_[a-z]+)[^;]*/, '$1'));

describe(hostAttacks.name, () => {
  it.each(hostAttacks.attacks)('$name', async ({ headers }) => {
    for (const node of [direct, proxied]) {
      for (const { what, status, ask } of questions) {
        const honest = await send(node, await ask());
        const forged = await send(node, withHeaders(await ask(), headers));
        const expected = {
          what,
          status,
          addresses: addressesIn(readable(honest)),
          cookies: cookiesIn(honest),
        };
        expect(honest.status).toBe(status);
        expect({
          what,
          status: forged.status,
          addresses: addressesIn(readable(forged)),
          cookies: cookiesIn(forged),
        }).toEqual(expected);
        expect(readable(forged) + JSON.stringify(forged.headers)).not.toContain('evil.example');
      }
    }
  });
});
