import { MetadataError } from '../../src/saml/metadata/metadata-error';
import { readIdpMetadata } from '../../src/saml/metadata/read-idp-metadata';
import { SamlRefusal } from '../../src/saml/refusal';
import { say } from '../../src/sentences/sentence';
import { startApp, type TestApp } from '../support/app';
import { responseXml } from '../support/idp/response-xml';
import type { ResponsePlan } from '../support/idp/response-plan';
import { TestIdp } from '../support/idp/test-idp';
import {
  auditEvents,
  type LoginScene,
  makeScene,
  planFor,
  postResponse,
  signIn,
} from '../support/login-scene';

/** Two UTF-16 units each, so that a cut anywhere may fall between them. */
const ASTRAL = '\u{1F4A5}'.repeat(600);

/** A refusal is written into the audit trail with what came: it must be writable, or a stranger makes the service fail. */
describe('text that is cut where it can not be', () => {
  let app: TestApp;
  let scene: LoginScene;
  beforeAll(async () => {
    app = await startApp();
  });
  beforeEach(async () => {
    scene = await makeScene(app);
  });
  afterAll(() => app.close());

  const unsigned = (change: (plan: ResponsePlan) => void) =>
    postResponse(scene, Buffer.from(responseXml(planFor(scene, undefined, change))).toString('base64'));

  it.each(['', 'a'])(
    'is refused by its code, unsigned: a Version of characters beyond U+FFFF after "%s"',
    async (pad) => {
      const response = await unsigned((plan) => (plan.version = pad + ASTRAL));
      expect(response.body).toMatchObject({ status: 400, code: 'saml.malformed' });
      expect(await auditEvents(scene)).toContainEqual(expect.objectContaining({ code: 'saml.malformed' }));
    },
  );

  it.each(['', 'a'])('is refused by its code, unsigned: such a StatusMessage after "%s"', async (pad) => {
    const response = await unsigned((plan) => {
      plan.statusCodes = ['urn:x'];
      plan.statusMessage = pad + ASTRAL;
    });
    expect(response.body).toMatchObject({ status: 401, code: 'saml.status_not_success' });
  });

  it.each(['', 'a'])('is refused by its code, signed: such an Issuer after "%s"', async (pad) => {
    expect((await signIn(scene)).status).toBe(303);
    const response = await signIn(scene, (plan) => (plan.assertionIssuer = pad + ASTRAL));
    expect(response.body).toMatchObject({ status: 401, code: 'saml.issuer_mismatch' });
  });

  it('keeps a refusal short, in the log too', () => {
    const refusal = new SamlRefusal('saml.malformed', {
      expected: say`a`,
      actual: say`${'x'.repeat(100_000)}`,
      hint: say`c`,
    });
    expect(refusal.message.length).toBeLessThan(1200);
  });
});

describe('text of a message', () => {
  let app: TestApp;
  beforeAll(async () => {
    app = await startApp();
  });
  afterAll(() => app.close());

  // CVE-2018-2371, CVE-2019-12346, CVE-2019-3872, CVE-2022-32286, CVE-2022-46823 and CVE-2023-52240:
  // script in a message that is reflected.
  it('is never part of what an unsigned one is answered', async () => {
    const scene = await makeScene(app);
    const xml = responseXml(planFor(scene, undefined, (plan) => (plan.version = 'secret-in-the-message')));
    const response = await postResponse(scene, Buffer.from(xml).toString('base64'));
    expect(response.body).toMatchObject({ code: 'saml.malformed' });
    expect(response.text).not.toContain('secret-in-the-message');
  });
});

describe('an address in metadata', () => {
  it.each(['https://idp.example;frame-ancestors/sso', 'https://idp.example,x/sso', "https://'self'/sso"])(
    'may not end a directive of Content-Security-Policy: %s',
    async (address) => {
      const idp = await TestIdp.create();
      const read = (xml: string) => readIdpMetadata(Buffer.from(xml));
      expect(read(idp.metadata()).ssoServices[0]?.location).toBe(idp.ssoUrl);
      expect(() => read(idp.metadata().replaceAll(idp.ssoUrl, address))).toThrow(MetadataError);
    },
  );
});
