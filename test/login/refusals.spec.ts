import { makeKeyPair } from '../support/idp/key-pair';
import { minutesAfter, type ResponsePlan } from '../support/idp/response-plan';
import type { ResponseOptions } from '../support/idp/test-idp';
import { codeOf, createUser } from '../support/api';
import { startApp, type TestApp } from '../support/app';
import {
  auditEvents,
  type LoginScene,
  makeScene,
  planFor,
  postResponse,
  setCookies,
} from '../support/login-scene';

interface Refused {
  readonly why: string;
  readonly status: number;
  readonly code: string;
  readonly change?: (plan: ResponsePlan, scene: LoginScene) => void;
  readonly options?: ResponseOptions;
}

const confirmation = (change: Partial<ResponsePlan['confirmations'][number]>) => (plan: ResponsePlan) => {
  plan.confirmations = plan.confirmations.map((each) => ({ ...each, ...change }));
};
const conditions = (change: Partial<NonNullable<ResponsePlan['conditions']>>) => (plan: ResponsePlan) => {
  if (plan.conditions) plan.conditions = { ...plan.conditions, ...change };
};

const refused: Refused[] = [
  { why: 'another version', status: 400, code: 'saml.malformed', change: (plan) => (plan.version = '1.1') },
  {
    why: 'a failed Status, though signed with an assertion',
    status: 401,
    code: 'saml.status_not_success',
    change: (plan) =>
      (plan.statusCodes = [
        'urn:oasis:names:tc:SAML:2.0:status:Responder',
        'urn:oasis:names:tc:SAML:2.0:status:AuthnFailed',
      ]),
    options: { signed: 'both' },
  },
  { why: 'nothing is signed', status: 401, code: 'saml.signature_missing', options: { signed: 'neither' } },
  {
    why: 'SHA-1',
    status: 401,
    code: 'saml.signature_invalid',
    options: { signatureAlgorithm: 'http://www.w3.org/2000/09/xmldsig#rsa-sha1' },
  },
  {
    why: 'a SHA-1 digest',
    status: 401,
    code: 'saml.signature_invalid',
    options: { digestAlgorithm: 'http://www.w3.org/2000/09/xmldsig#sha1' },
  },
  {
    why: 'another Issuer of the assertion',
    status: 401,
    code: 'saml.issuer_mismatch',
    change: (plan) => (plan.assertionIssuer = 'https://other.example'),
  },
  {
    why: 'another Issuer of the Response',
    status: 401,
    code: 'saml.issuer_mismatch',
    change: (plan) => (plan.responseIssuer = 'https://other.example'),
  },
  {
    why: 'another Destination',
    status: 401,
    code: 'saml.destination_mismatch',
    change: (plan) => (plan.destination = 'https://other.example/acs'),
  },
  {
    why: 'a signed Response without Destination',
    status: 401,
    code: 'saml.destination_mismatch',
    change: (plan) => (plan.destination = undefined),
    options: { signed: 'response' },
  },
  {
    why: 'another Recipient',
    status: 401,
    code: 'saml.recipient_mismatch',
    change: confirmation({ recipient: 'https://other.example/acs' }),
  },
  {
    why: 'no Recipient',
    status: 401,
    code: 'saml.recipient_mismatch',
    change: confirmation({ recipient: undefined }),
  },
  {
    why: 'no bearer confirmation',
    status: 400,
    code: 'saml.malformed',
    change: confirmation({ method: 'urn:oasis:names:tc:SAML:2.0:cm:sender-vouches' }),
  },
  {
    why: 'no SubjectConfirmation',
    status: 400,
    code: 'saml.malformed',
    change: (plan) => (plan.confirmations = []),
  },
  {
    why: 'a confirmation that has expired',
    status: 401,
    code: 'saml.expired',
    change: (plan, { app }) => {
      confirmation({ notOnOrAfter: minutesAfter(app.clock.now(), -2) })(plan);
    },
  },
  {
    why: 'Conditions that have expired',
    status: 401,
    code: 'saml.expired',
    change: (plan, { app }) => {
      conditions({ notOnOrAfter: minutesAfter(app.clock.now(), -2) })(plan);
    },
  },
  {
    why: 'Conditions that lie ahead',
    status: 401,
    code: 'saml.not_yet_valid',
    change: (plan, { app }) => {
      conditions({ notBefore: minutesAfter(app.clock.now(), 2) })(plan);
    },
  },
  {
    why: 'a session at the IdP that is over',
    status: 401,
    code: 'saml.expired',
    change: (plan, { app }) => {
      if (plan.authnStatement) plan.authnStatement.sessionNotOnOrAfter = minutesAfter(app.clock.now(), -1);
    },
  },
  {
    why: 'another Audience',
    status: 401,
    code: 'saml.audience_mismatch',
    change: conditions({ audienceRestrictions: [['https://other.example']] }),
  },
  {
    why: 'no Conditions',
    status: 401,
    code: 'saml.audience_mismatch',
    change: (plan) => (plan.conditions = undefined),
  },
  {
    why: 'no AudienceRestriction',
    status: 401,
    code: 'saml.audience_mismatch',
    change: conditions({ audienceRestrictions: [] }),
  },
  {
    why: 'one of two AudienceRestrictions names somebody else',
    status: 401,
    code: 'saml.audience_mismatch',
    change: (plan, scene) => {
      conditions({ audienceRestrictions: [[scene.tenant.sp.entityId], ['https://other.example']] })(plan);
    },
  },
  {
    why: 'no AuthnStatement',
    status: 400,
    code: 'saml.malformed',
    change: (plan) => (plan.authnStatement = undefined),
  },
  {
    why: 'a request that nobody made',
    status: 401,
    code: 'saml.in_response_to_mismatch',
    change: (plan) => {
      plan.inResponseTo = '_unknown';
      confirmation({ inResponseTo: '_unknown' })(plan);
    },
  },
  {
    why: 'an InResponseTo on the unsigned Response alone',
    status: 401,
    code: 'saml.in_response_to_mismatch',
    change: (plan) => (plan.inResponseTo = '_unknown'),
  },
  { why: 'no NameID', status: 401, code: 'saml.nameid_missing', change: (plan) => (plan.nameId = undefined) },
  {
    why: 'an empty NameID',
    status: 401,
    code: 'saml.nameid_missing',
    change: (plan) => (plan.nameId = ' \t\n'),
  },
  {
    why: 'a NameID of another domain',
    status: 403,
    code: 'saml.nameid_domain_mismatch',
    change: (plan) => (plan.nameId = 'alice@other.example'),
  },
  {
    why: 'a NameID without domain',
    status: 403,
    code: 'saml.nameid_domain_mismatch',
    change: (plan) => (plan.nameId = 'alice'),
  },
  {
    why: 'a NameID with two @',
    status: 403,
    code: 'saml.nameid_domain_mismatch',
    change: (plan) => (plan.nameId = `alice@x@${plan.nameId?.split('@')[1] ?? ''}`),
  },
  {
    why: 'a NameID whose k is the Kelvin sign',
    status: 401,
    code: 'user.not_found',
    change: (plan) => (plan.nameId = `mar\u212A@${plan.nameId?.split('@')[1] ?? ''}`),
  },
  {
    why: 'a NameID in a no-break space',
    status: 401,
    code: 'user.not_found',
    change: (plan) => (plan.nameId = `\u00A0${plan.nameId ?? ''}`),
  },
  {
    why: 'nobody of that name',
    status: 401,
    code: 'user.not_found',
    change: (plan) => (plan.nameId = `nobody@${plan.nameId?.split('@')[1] ?? ''}`),
  },
  {
    why: 'a disabled user',
    status: 403,
    code: 'user.disabled',
    change: (plan) => (plan.nameId = `mark@${plan.nameId?.split('@')[1] ?? ''}`),
  },
];

describe('a response is refused for', () => {
  let app: TestApp;
  let scene: LoginScene;

  beforeAll(async () => {
    app = await startApp();
  });
  beforeEach(async () => {
    scene = await makeScene(app);
    await createUser(app, scene.tenant.alias, { userName: 'mark', status: 'disabled' });
  });
  afterAll(() => app.close());

  it.each(refused)('$why: $code', async ({ status, code, change, options }) => {
    const plan = planFor(scene, undefined, (each) => change?.(each, scene));
    const response = await postResponse(scene, scene.idp.post(plan, options));

    expect([response.status, codeOf(response)]).toEqual([status, code]);
    expect(setCookies(response)).toEqual({});
    const [event] = await auditEvents(scene, '?type=login');
    expect(event).toMatchObject({ outcome: 'refused', code, requestId: response.headers['x-request-id'] });
    expect(Object.keys(event?.details as object)).toEqual(
      expect.arrayContaining(['expected', 'actual', 'hint']),
    );
    expect(response.text).not.toContain('expected');
  });

  it('a user whom the IdP vouched for, under whose name the event is found', async () => {
    const domain = scene.tenant.defaultDomain;
    await postResponse(
      scene,
      scene.idp.post(planFor(scene, undefined, (plan) => (plan.nameId = `Mark@${domain}`))),
    );
    const [event, ...more] = await auditEvents(scene, '?type=login&userName=mark');
    expect(more).toEqual([]);
    expect(event).toMatchObject({ userName: 'Mark', code: 'user.disabled' });
  });

  it('a stranger’s signature: saml.signature_invalid, whatever KeyInfo says', async () => {
    const response = await postResponse(
      scene,
      scene.idp.post(planFor(scene), { keys: scene.idp.strangersKeys }),
    );
    expect([response.status, codeOf(response)]).toEqual([401, 'saml.signature_invalid']);
  });

  it('an RSA key of 1024 bits, though it is in the metadata: saml.signature_invalid', async () => {
    const weak = await makeScene(app, { keys: await makeKeyPair({ bits: 1024 }) });
    const response = await postResponse(weak, weak.idp.post(planFor(weak)));
    expect([response.status, codeOf(response)]).toEqual([401, 'saml.signature_invalid']);
  });

  it.each([
    ['no field at all', ''],
    ['no Base64', 'SAMLResponse=%3Cxml%3E'],
    ['no XML', `SAMLResponse=${encodeURIComponent(Buffer.from('hello').toString('base64'))}`],
    ['a DOCTYPE', `SAMLResponse=${encodeURIComponent(Buffer.from('<!DOCTYPE x><x/>').toString('base64'))}`],
    [
      'an HTML page',
      `SAMLResponse=${encodeURIComponent(Buffer.from('<html><body/></html>').toString('base64'))}`,
    ],
  ])('what is no SAML (%s): saml.malformed', async (_, body) => {
    const response = await app.request('POST', `/saml/${scene.tenant.alias}/acs`, {
      token: null,
      body,
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
    });
    expect([response.status, codeOf(response)]).toEqual([400, 'saml.malformed']);
  });

  it('an unknown tenant: tenant.not_found', async () => {
    const stranger = { ...scene, tenant: { ...scene.tenant, alias: 'nobody-here' } };
    const response = await postResponse(stranger, scene.idp.post(planFor(scene)));
    expect([response.status, codeOf(response)]).toEqual([404, 'tenant.not_found']);
  });

  it('HTTP-Artifact, and the administrators are told so: saml.malformed', async () => {
    const path = `/saml/${scene.tenant.alias}/acs`;
    const posted = await app.request('POST', path, {
      body: new URLSearchParams({ SAMLart: 'AAQAAA' }),
      headers: { accept: 'application/json' },
    });
    expect([posted.status, codeOf(posted)]).toEqual([400, 'saml.malformed']);
    const [event] = await auditEvents(scene, '?type=login');
    expect(event?.details).toMatchObject({
      expected: expect.stringContaining('HTTP-POST') as string,
      actual: expect.stringContaining('HTTP-Artifact') as string,
    });

    const led = await app.request('GET', `${path}?SAMLart=AAQAAA`, { headers: { accept: 'text/html' } });
    expect(led.status).toBe(405);
    expect(led.text).toContain('HTTP-POST');
  });

  it('a page, unless the browser asks for JSON', async () => {
    const plan = planFor(scene, undefined, (each) => (each.nameId = undefined));
    const response = await postResponse(scene, scene.idp.post(plan), {
      headers: { accept: 'text/html,*/*;q=0.8' },
    });

    expect(response.status).toBe(401);
    expect(response.headers['content-type']).toContain('text/html');
    expect(response.text).toContain('saml.nameid_missing');
    expect(response.text).toContain(String(response.headers['x-request-id']));
  });
});
