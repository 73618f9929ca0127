import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type LoginScene, makeScene, planFor, postResponse, signIn } from '../support/login-scene';
import { launchProcess, type ProcessApp, startProcess } from '../support/process-app';
import { type ServiceProcess, Workshop } from '../support/service-process';
import { attributesOf, type CollectedSpan, TraceCollector } from '../support/trace-collector';

const GIVEN = { traceId: '0af7651916cd43dd8448eb211c80319c', spanId: 'b7ad6b7169203331' };
const traceparent = `00-${GIVEN.traceId}-${GIVEN.spanId}-01`;
const ACS = 'POST /saml/:alias/acs';

/** Says on stderr, at SIGUSR2, how much of what makes spans the process has loaded; prom-client has its types' package, `api`, for itself. */
const TELL_LOADED = `process.on('SIGUSR2', () => process.stderr.write('loaded ' +
  Object.keys(require.cache).filter((file) => /open-telemetry-traces|@opentelemetry.(?!api.)/.test(file)).length + ';'));`;

describe('traces', () => {
  const workshop = new Workshop();
  let collector: TraceCollector;
  let started: ProcessApp | undefined;
  beforeEach(async () => {
    collector = await TraceCollector.start();
  });
  afterEach(async () => {
    await workshop.clean();
    await started?.database.drop();
    started = undefined;
    await collector.close();
  });

  const start = async (env: Record<string, string> = {}): Promise<LoginScene> => {
    started = await startProcess(workshop, env);
    return makeScene(started.app);
  };
  const asked = (): Record<string, string> => ({
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
    OTEL_BSP_SCHEDULE_DELAY: '50',
  });
  const postAs = (scene: LoginScene, headers: Record<string, string>) =>
    postResponse(scene, scene.idp.post(planFor(scene)), { headers });
  const rootOf = (requestId: string): Promise<CollectedSpan> =>
    collector.find((span) => attributesOf(span)['ram_sso.request_id'] === requestId);

  it('have a login as one, with its steps, and tell nothing of whom it was for', async () => {
    const scene = await start(asked());
    const { status } = await postAs(scene, { 'x-request-id': 'the-login', traceparent });
    expect(status).toBe(303);
    const root = await rootOf('the-login');
    const commit = await collector.find(({ name }) => name === 'login.commit');
    const own = collector.spans.filter(({ traceId }) => traceId === root.traceId);
    expect(own.map(({ name }) => name).sort()).toEqual([ACS, 'login.commit', 'login.parse', 'login.verify']);
    const steps = own.filter((span) => span !== root && span.spanId !== root.spanId);
    expect(steps.map(({ parentSpanId }) => parentSpanId)).toEqual([root.spanId, root.spanId, root.spanId]);
    expect(BigInt(commit.startTimeUnixNano)).toBeGreaterThan(BigInt(root.startTimeUnixNano));
    // When a span began the SDK knows by whole milliseconds, how long it took to the last digit.
    expect(lengthOf(commit)).toBeGreaterThan(0n);
    expect(lengthOf(commit)).toBeLessThan(lengthOf(root));
    expect(attributesOf(root)).toEqual({
      'http.request.method': 'POST',
      'http.route': '/saml/:alias/acs',
      'http.response.status_code': 303,
      'ram_sso.request_id': 'the-login',
      'ram_sso.outcome': 'success',
    });
    expect([collector.paths[0], collector.resource]).toEqual([
      '/v1/traces',
      { 'service.name': 'ram-sso', 'service.version': expect.any(String) as unknown },
    ]);
    for (const secret of [scene.tenant.alias, scene.tenant.id, 'alice', scene.idp.entityId, '127.0.0.1'])
      expect(collector.bodies.join()).not.toContain(secret);
    // A stranger's header: neither his trace nor a part of it.
    expect([root.traceId === GIVEN.traceId, root.parentSpanId ?? '']).toEqual([false, '']);
    expect(await lineOf(started?.service, 'the-login')).toMatchObject({
      traceId: root.traceId,
      spanId: root.spanId,
    });
  }, 60_000);

  it('have a refusal with its code, and of a trusted proxy the trace that it says; the tenant where that may be named', async () => {
    const env = { TRUSTED_PROXIES: '127.0.0.0/8', TENANT_LABELS: '1', OTEL_SERVICE_NAME: 'sign-in' };
    const scene = await start({ ...asked(), ...env });
    const headers = { accept: 'application/json', 'x-request-id': 'refused', traceparent };
    await postResponse(scene, 'bm8geG1s', { headers });
    const root = await rootOf('refused');
    expect([root.traceId, root.parentSpanId]).toEqual([GIVEN.traceId, GIVEN.spanId]);
    expect(attributesOf(root)).toMatchObject({
      'ram_sso.outcome': 'refused',
      'ram_sso.code': 'saml.malformed',
      'ram_sso.tenant': scene.tenant.alias,
    });
    expect(collector.resource).toMatchObject({ 'service.name': 'sign-in' });
    const broken = { 'x-request-id': 'broken', traceparent: `00-${'0'.repeat(32)}-<script>-01` };
    await scene.app.request('GET', '/made-up', { headers: broken });
    expect(await rootOf('broken')).toMatchObject({ name: 'GET unmatched' });
  }, 60_000);

  it('are off by default: nothing is sent and nothing loaded', async () => {
    const directory = workshop.directory();
    const preload = join(directory, 'tell-loaded.cjs');
    writeFileSync(preload, TELL_LOADED);
    const NODE_OPTIONS = `--require=${preload}`;
    const scene = await start({ NODE_OPTIONS });
    expect((await signIn(scene)).status).toBe(303);
    expect(await loaded(started?.service)).toBe(0);
    expect(collector.bodies).toEqual([]);
    const traced = await startProcess(workshop, { ...asked(), NODE_OPTIONS });
    expect(await loaded(traced.service)).toBeGreaterThan(10);
    await traced.service.stop();
    await traced.database.drop();
  }, 60_000);

  it('are refused at start where they are asked for and the SDK is not there', async () => {
    const hooks = join(workshop.directory(), 'without-sdk.mjs');
    const resolve = `export const resolve = (name, context, next) => {
      if (name === '@opentelemetry/sdk-node') throw Object.assign(new Error(name), { code: 'ERR_MODULE_NOT_FOUND' });
      return next(name, context);
    };`;
    const data = JSON.stringify(`data:text/javascript,${encodeURIComponent(resolve)}`);
    writeFileSync(hooks, `import { register } from 'node:module'; register(${data});`);
    const { service, database } = await launchProcess(workshop, {
      ...asked(),
      // A later Node warns of such hooks, in lines of its own.
      NODE_OPTIONS: `--no-warnings --import=${hooks}`,
    });
    expect(await service.exited).toBe(2);
    expect(service.stderr).toContain('npm install @opentelemetry/sdk-node');
    expect(service.stderr.trim().split('\n')).toHaveLength(1);
    await database.drop();
  }, 60_000);
});

function lengthOf({ startTimeUnixNano, endTimeUnixNano }: CollectedSpan): bigint {
  return BigInt(endTimeUnixNano) - BigInt(startTimeUnixNano);
}

/** The line of a request. */
async function lineOf(service: ServiceProcess | undefined, requestId: string): Promise<unknown> {
  for (;;) {
    const lines = service?.stdout.split('\n').slice(0, -1) ?? [];
    const line = lines.find((one) => one.includes(`"${requestId}"`));
    if (line !== undefined) return JSON.parse(line) as unknown;
    await new Promise((later) => setImmediate(later));
  }
}

async function loaded(service: ServiceProcess | undefined): Promise<number> {
  service?.signal('SIGUSR2');
  for (;;) {
    const [, count] = /loaded (\d+);/.exec(service?.stderr ?? '') ?? [];
    if (count !== undefined) return Number(count);
    await new Promise((later) => setImmediate(later));
  }
}
