import { connect } from 'node:net';
import { createToken } from '../support/api';
import { encryptionCertificate } from '../support/encryption-certificate';
import { type LoginScene, makeScene, planFor, postResponse, setCookieLines } from '../support/login-scene';
import { ADMIN_TOKEN, type ProcessApp, startProcess } from '../support/process-app';
import { Workshop } from '../support/service-process';

const ENCRYPTED = { tenant: { saml: { assertionEncryption: 'optional' } } };

type Line = Readonly<Record<string, unknown>>;

/** What a log must never have, though it was all sent here. */
interface Sent {
  readonly scene: LoginScene;
  readonly secrets: readonly string[];
}

describe('the log', () => {
  const workshop = new Workshop();
  let started: ProcessApp;
  let sent: Sent;
  let lines: readonly Line[];
  beforeAll(async () => {
    started = await startProcess(workshop, { LOG_LEVEL: 'debug' });
    sent = await askForEverything(started);
    await started.service.stop();
    lines = started.service.stdout.split('\n').slice(0, -1).map(read);
  }, 60_000);
  afterAll(async () => {
    await workshop.clean();
    await started.database.drop();
  });

  const requests = (): Line[] => lines.filter(({ msg }) => msg === 'request');
  const of = (requestId: string): Line | undefined => requests().find((line) => line.requestId === requestId);

  it('is JSON, each line with its level and time', () => {
    expect(
      lines.filter(({ level, time, msg }) => !isLevel(level) || !isTime(time) || typeof msg !== 'string'),
    ).toEqual([]);
    expect(lines.length).toBeGreaterThan(20);
  });

  it('has one line a request, of whatever kind, with request id, tenant, method, path and status', () => {
    const ids = requests().map(({ requestId }) => requestId);
    expect(new Set(ids).size).toBe(ids.length);
    const fields = ['requestId', 'tenant', 'method', 'path', 'status', 'ms', 'ip'];
    expect(requests().filter((line) => fields.some((field) => !(field in line)))).toEqual([]);
  });

  it.each([
    ['login', { method: 'POST', status: 303 }],
    ['refused-login', { status: 400, code: 'saml.malformed' }],
    ['api', { status: 200, actor: 'platform' }],
    ['forbidden', { status: 403, code: 'auth.forbidden' }],
    ['login-start', { status: 302 }],
  ])('names the tenant of %s', (requestId, expected) => {
    expect(of(requestId)).toMatchObject({ tenant: sent.scene.tenant.alias, ...expected });
  });

  it.each([
    ['unauthorised', { status: 401, code: 'auth.required' }],
    ['nowhere', { status: 404, code: 'not_found' }],
    ['wrong-method', { status: 405, code: 'request.method_not_allowed' }],
    ['console', { status: 200 }],
    ['undecodable', { status: 400, code: 'request.invalid' }],
  ])('has a line of %s, without a tenant', (requestId, expected) => {
    expect(of(requestId)).toMatchObject({ tenant: null, ...expected });
  });

  it('has a line of what was no request at all', () => {
    const broken = requests().find(({ method }) => method === null);
    expect(broken).toMatchObject({
      status: 400,
      code: 'request.invalid',
      tenant: null,
      path: null,
      ip: '127.0.0.1',
    });
  });

  it('carries the request id in every line that is written within a request', () => {
    const within = lines.filter(({ msg }) => String(msg).startsWith('saml.'));
    expect(within.map(({ level, requestId, tenant }) => [level, requestId, tenant])).toEqual([
      ['warn', 'unopened', sent.scene.tenant.alias],
    ]);
  });

  it('has no secret in it, nor who signed in', () => {
    const { stdout, stderr } = started.service;
    expect(sent.secrets.every((secret) => secret.length >= 5)).toBe(true);
    expect(sent.secrets.filter((secret) => stdout.includes(secret) || stderr.includes(secret))).toEqual([]);
  });
});

/** A login, a refused one, the API, a console page, and what goes wrong before any route is found. */
async function askForEverything({ app, origin }: ProcessApp): Promise<Sent> {
  const scene = await makeScene(app, ENCRYPTED);
  const { alias } = scene.tenant;
  const ask = (requestId: string, method: string, path: string, options: object = {}) =>
    app.request(method, path, { headers: { 'x-request-id': requestId }, ...options });
  const response = scene.idp.post(planFor(scene));
  const login = await postResponse(scene, response, { headers: { 'x-request-id': 'login' } });
  await postResponse(scene, 'bm8geG1s', { headers: { 'x-request-id': 'refused-login' } });
  const foreign = await encryptionCertificate(await makeScene(app, ENCRYPTED));
  const options = { signed: 'assertion', cipher: 'aes256-gcm' } as const;
  const unopened = scene.idp.postEncrypted(planFor(scene), foreign, options);
  await postResponse(scene, unopened, { headers: { 'x-request-id': 'unopened' } });
  await ask('api', 'GET', `/api/v1/tenants/${alias}`);
  const viewer = await createToken(app, 'viewer', alias);
  await ask('forbidden', 'DELETE', `/api/v1/tenants/${alias}`, { token: viewer });
  await ask('unauthorised', 'GET', '/api/v1/tenants', { token: 'a-wrong-token-of-some-length' });
  await ask('login-start', 'GET', `/saml/${alias}/login?RelayState=a-secret-place`);
  await ask('nowhere', 'GET', '/nowhere?token=a-secret-query');
  await ask('wrong-method', 'DELETE', '/healthz');
  await ask('console', 'GET', '/admin/sign-in');
  await ask('undecodable', 'GET', '/%zz');
  await sayNonsense(Number(new URL(origin).port));
  const cookies = setCookieLines(login).map((line) => /=([^;]+)/.exec(line)?.[1] ?? '');
  return {
    scene,
    secrets: [
      ...cookies.filter((value) => value !== ''),
      ADMIN_TOKEN,
      viewer,
      response.slice(0, 100),
      'a-wrong-token',
      'a-secret-place',
      'a-secret-query',
      scene.alice,
      Buffer.alloc(32, 7).toString('base64'),
    ],
  };
}

/** What Node can read as no request. */
function sayNonsense(port: number): Promise<void> {
  return new Promise((done, fail) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('NONSENSE\r\n\r\n'));
    socket.on('error', fail).on('close', () => {
      done();
    });
    socket.resume();
  });
}

function read(line: string): Line {
  return JSON.parse(line) as Line;
}

function isLevel(level: unknown): boolean {
  return ['fatal', 'error', 'warn', 'info', 'debug', 'trace'].includes(String(level));
}

function isTime(time: unknown): boolean {
  return typeof time === 'string' && new Date(time).toISOString() === time;
}
