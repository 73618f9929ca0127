import { deflateRawSync } from 'node:zlib';
import { codeOf, createTenant } from '../support/api';
import { startApp, type TestApp, type TestRequest } from '../support/app';
import { type LoginScene, makeScene, planFor } from '../support/login-scene';
import { watchingCpu } from './runs';

const KIBIBYTE = 1024;
const FORM = { accept: 'application/json', 'content-type': 'application/x-www-form-urlencoded' };

/** What is large, deep or many: refused by its code, and in `npm run test:fuzz` within 100 ms of CPU time. */
describe('what is there to keep us busy', () => {
  let app: TestApp;
  let scene: LoginScene;
  beforeAll(async () => {
    app = await startApp();
    scene = await makeScene(app, { metadata: { slo: true } });
  });
  afterAll(() => app.close());

  const cheaply = (method: string, path: string, options: TestRequest) =>
    watchingCpu(() => app.request(method, path, options));

  const acs = () => `/saml/${scene.tenant.alias}/acs`;

  const postToAcs = (xml: string) => {
    const body = new URLSearchParams({ SAMLResponse: Buffer.from(xml).toString('base64') }).toString();
    return cheaply('POST', acs(), { token: null, body, headers: FORM });
  };

  const response = (content: string, attributes = '') =>
    `<samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion" ID="_r" Version="2.0" ${attributes}>${content}</samlp:Response>`;

  const repeated = (times: number, write: (index: number) => string) =>
    Array.from({ length: times }, (_, index) => write(index)).join('');

  /** As long as a form may be, in Base64. */
  const LONG = 300 * KIBIBYTE;

  it.each<[string, () => string]>([
    ['elements in elements', () => response('<a>'.repeat(5000) + '</a>'.repeat(5000))],
    ['elements side by side', () => response('<a/>'.repeat(LONG / 4 - 100))],
    [
      'attributes',
      () =>
        response(
          '',
          repeated(30_000, (index) => `a${index}="" `),
        ),
    ],
    [
      'namespaces',
      () =>
        response(
          '',
          repeated(10_000, (index) => `xmlns:n${index}="urn:x" `),
        ),
    ],
    ['namespaces in each other', () => response(repeated(3000, (index) => `<a xmlns:n${index}="urn:x">`))],
    ['comments', () => response('<!---->'.repeat(LONG / 7 - 100))],
    ['references', () => response('&amp;'.repeat(LONG / 5 - 100))],
    ['carriage returns', () => response('\r'.repeat(LONG - 1000))],
    ['blanks in a tag', () => `<a${' '.repeat(LONG - 1000)}`],
    ['blanks in a declaration', () => `<?xml${' '.repeat(LONG - 1000)}version="1.0"?><a/>`],
    ['a name', () => `<${'a'.repeat(LONG - 1000)}/>`],
    ['colons', () => `<${'a:'.repeat(LONG / 2 - 1000)}/>`],
    ['a namespace name', () => `<a xmlns="urn:${'%41'.repeat(LONG / 3 - 1000)}"/>`],
    [
      'digits of an instant',
      () => response('', `IssueInstant="2026-03-01T00:00:00.${'1'.repeat(LONG - 1000)}Z"`),
    ],
    ['angle brackets', () => '<'.repeat(LONG)],
    ['entities', () => `<!DOCTYPE a [<!ENTITY b "${'x'.repeat(LONG - 1000)}">]><a>&b;</a>`],
  ])('is refused: %s', async (_, write) => {
    expect(codeOf(await postToAcs(write()))).toBe('saml.malformed');
  });

  /** A good response with something of its signature made large. */
  const grown = (from: RegExp | string, to: string) => scene.idp.xml(planFor(scene)).replace(from, () => to);
  const TRANSFORM = '<Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"/>';

  it.each<[string, () => string]>([
    ['transforms', () => grown(TRANSFORM, TRANSFORM.repeat(4000))],
    [
      'prefixes',
      () =>
        grown(
          TRANSFORM,
          `<Transform Algorithm="http://www.w3.org/2001/10/xml-exc-c14n#"><InclusiveNamespaces xmlns="http://www.w3.org/2001/10/xml-exc-c14n#" PrefixList="${'a '.repeat(150_000)}"/></Transform>`,
        ),
    ],
    ['digest', () => grown(/<DigestValue>[^<]*/, `<DigestValue>${'A'.repeat(300_000)}`)],
    ['signature', () => grown(/<SignatureValue>[^<]*/, `<SignatureValue>${'A'.repeat(300_000)}`)],
    [
      'namespaces, which each element of a canonical form repeats',
      () => {
        const declared = repeated(40, (index) => `xmlns:n${index}="urn:${'x'.repeat(900)}${index}" `);
        const used = repeated(4000, (index) => `<n${index % 40}:a/>`);
        return grown('<saml:AttributeStatement>', `<saml:AttributeStatement ${declared}>${used}`);
      },
    ],
    [
      'elements that could bear the ID',
      () => grown('<saml:AttributeStatement>', `<saml:AttributeStatement>${'<a id=""/>'.repeat(9000)}`),
    ],
  ])('is refused in a signature: %s', async (_, write) => {
    expect(codeOf(await postToAcs(write()))).toBe('saml.signature_invalid');
  });

  it.each<[string, string, () => [string, string, TestRequest]]>([
    [
      'a form',
      'request.too_large',
      () => ['POST', acs(), { body: `SAMLResponse=${'A'.repeat(513 * KIBIBYTE)}`, headers: FORM }],
    ],
    [
      'fields of a form',
      'request.invalid',
      () => ['POST', acs(), { body: 'a=&'.repeat(100_000), headers: FORM }],
    ],
    [
      'parts of a form',
      'request.unsupported_media_type',
      () => [
        'POST',
        acs(),
        {
          body: '--x\r\n\r\n'.repeat(50_000),
          headers: { ...FORM, 'content-type': 'multipart/form-data; boundary=x' },
        },
      ],
    ],
    [
      'blanks in Base64',
      'saml.malformed',
      () => ['POST', acs(), { body: `SAMLResponse=${'+'.repeat(500_000)}`, headers: FORM }],
    ],
    [
      'what was deflated',
      'saml.malformed',
      () => {
        const bomb = encodeURIComponent(
          deflateRawSync(Buffer.alloc(10_000 * KIBIBYTE, 'a')).toString('base64'),
        );
        return [
          'GET',
          `/saml/${scene.tenant.alias}/slo?SAMLRequest=${bomb}`,
          { headers: { accept: 'application/json' } },
        ];
      },
    ],
    [
      'parameters',
      'request.invalid',
      () => [
        'GET',
        `/saml/${scene.tenant.alias}/login?${'RelayState=%00&'.repeat(500)}`,
        { headers: { accept: 'application/json' } },
      ],
    ],
    [
      'lists in JSON',
      'request.invalid',
      () => [
        'PATCH',
        `/api/v1/tenants/${scene.tenant.alias}`,
        { token: undefined, body: '['.repeat(500_000), headers: { 'content-type': 'application/json' } },
      ],
    ],
    [
      'digits of a number',
      'request.invalid',
      () => [
        'PATCH',
        `/api/v1/tenants/${scene.tenant.alias}`,
        {
          token: undefined,
          body: `{"sessionTtlSeconds":${'9'.repeat(500_000)}}`,
          headers: { 'content-type': 'application/json' },
        },
      ],
    ],
    [
      'an API token',
      'auth.required',
      () => ['GET', '/api/v1/tenants', { headers: { authorization: `Bearer ${'a'.repeat(30_000)}` } }],
    ],
    [
      'cookies',
      'auth.required',
      () => ['GET', '/session', { headers: { cookie: 'ram_session=x; '.repeat(2000) } }],
    ],
  ])('is refused by %s', async (_, code, write) => {
    const [method, path, options] = write();
    expect(codeOf(await cheaply(method, path, { token: null, ...options }))).toBe(code);
  });

  it('is read in bounded time as metadata', async () => {
    const { alias } = await createTenant(app);
    const put = (metadataXml: string) =>
      cheaply('PUT', `/api/v1/tenants/${alias}/idp`, { body: { metadataXml } });
    for (const xml of [
      '<a>'.repeat(30_000),
      `<a ${'b="" '.repeat(30_000)}/>`,
      `<a>${'&amp;'.repeat(30_000)}`,
    ])
      expect(codeOf(await put(xml))).toBe('idp.metadata_invalid');
  });
});
