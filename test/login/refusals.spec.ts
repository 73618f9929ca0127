import { makeKeyPair } from '../support/idp/key-pair';
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
import { refusedResponses } from './refused-responses';

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

  it.each(refusedResponses)('$why: $code', async ({ status, code, change, options }) => {
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
