import { Sweeper } from '../../src/database/sweeper';
import { packJson } from '../../src/saml-login/packed-json';
import { testReportPurpose } from '../../src/saml-login/test-login/test-report.entity';
import { TestReportsRepository } from '../../src/saml-login/test-login/test-reports.repository';
import { MasterKey } from '../../src/tenants/master-key.service';
import { codeOf, createToken } from '../support/api';
import { startApp, type TestApp, type TestResponse } from '../support/app';
import { auditEvents, type LoginScene, makeScene } from '../support/login-scene';
import { answerTest, type ReportBody, runTest } from '../support/test-login';

let app: TestApp;
let scene: LoginScene;
beforeAll(async () => {
  app = await startApp();
});
beforeEach(async () => {
  scene = await makeScene(app);
});
afterEach(() => {
  jest.restoreAllMocks();
});
afterAll(() => app.close());

interface KeptReport extends Omit<ReportBody, 'checks'> {
  readonly testId: string;
  readonly testedAt: string;
  readonly product: string | null;
  readonly steps: ReportBody['checks'];
}

const pathOf = ({ tenant }: LoginScene) => `/api/v1/tenants/${tenant.alias}/idp/test-login`;
const ask = (token?: string): Promise<TestResponse> => app.request('GET', pathOf(scene), { token });
const keptReport = async () => {
  const { status, body } = await ask();
  expect(status).toBe(200);
  return body as KeptReport;
};
const setKeeping = (keepRefusedLogins: boolean) =>
  app.request('PATCH', `/api/v1/tenants/${scene.tenant.alias}`, { body: { saml: { keepRefusedLogins } } });
const answerOfNone = async () => {
  const answer = await ask();
  return [answer.status, codeOf(answer)];
};
const NONE = [404, 'not_found'];

describe('the report of the last test', () => {
  it('is all that its browser was shown', async () => {
    expect(await answerOfNone()).toEqual(NONE);
    const { report } = await runTest(scene, (plan) => (plan.attributes = { department: ['Sales'] }));
    const { testId, steps, outcome, code, received, signedBy, user, testedAt } = await keptReport();
    expect(steps).toEqual(report.checks);
    expect({ outcome, code, signedBy, user }).toEqual({
      outcome: 'success',
      code: null,
      signedBy: report.signedBy,
      user: report.user,
    });
    expect(testedAt).toBe((report as unknown as { testedAt: string }).testedAt);
    expect(received.message).toBe(report.received.message);
    expect(received.message).toContain('Sales');
    const [event] = await auditEvents(scene, '?type=login.tested');
    expect(event).toMatchObject({ details: { testId } });
  });

  it('is none where another version of the service kept it in another form', async () => {
    await runTest(scene);
    const { testId } = await keptReport();
    const position = { tenantId: scene.tenant.id, testId };
    const packed = await packJson({ testId, report: { user: { source: 'NameID' } } });
    const sealed = await app.nest.get(MasterKey).seal(packed, testReportPurpose(position));
    await app.nest.get(TestReportsRepository).put({ ...position, ...sealed });
    expect(await answerOfNone()).toEqual(NONE);
  });

  it('of one that is refused says where to mend it', async () => {
    const { report } = await runTest(scene, (plan) => {
      if (plan.conditions) plan.conditions.audienceRestrictions = [['https://elsewhere.example']];
    });
    const kept = await keptReport();
    expect([report.code, kept.outcome, kept.code]).toEqual([
      'saml.audience_mismatch',
      'refused',
      'saml.audience_mismatch',
    ]);
    const [failed] = kept.steps.filter(({ result }) => result === 'failed');
    expect(failed).toMatchObject({
      check: 'audience',
      where: { guide: expect.stringContaining('any-idp') as string },
    });
  });

  it('is read by viewers, and gives way to the next one, not to the same once more', async () => {
    const first = await runTest(scene);
    const second = await runTest(scene, (plan) => (plan.nameId = undefined));
    const answers = await ask(await createToken(app, 'viewer', scene.tenant.alias));
    expect(answers.body).toMatchObject({ code: 'saml.nameid_missing' });
    const again = await answerTest(scene, first.begun, first.samlResponse);
    expect(again.body).toMatchObject({ outcome: 'success' });
    expect(await keptReport()).toMatchObject({ code: second.report.code });
  });

  it('is not kept of a tenant that keeps no messages, and is lost by the change that says so', async () => {
    await runTest(scene);
    await setKeeping(false);
    expect(await answerOfNone()).toEqual(NONE);
    expect((await runTest(scene)).report.outcome).toBe('success');
    await setKeeping(true);
    expect(await answerOfNone()).toEqual(NONE);
  });

  it('goes after the days of the setting', async () => {
    const age = (interval: string) =>
      app.dataSource.query('UPDATE test_reports SET time = now() - $2::interval WHERE tenant_id = $1', [
        scene.tenant.id,
        interval,
      ]);
    const sweep = () => app.nest.get(Sweeper, { strict: false }).sweepAll();
    await runTest(scene);
    await age('6 days 23 hours');
    await sweep();
    await keptReport();
    await age('7 days 1 minute');
    await sweep();
    expect(await answerOfNone()).toEqual(NONE);
  });

  it('goes with its tenant', async () => {
    await runTest(scene);
    await app.request('DELETE', `/api/v1/tenants/${scene.tenant.alias}`);
    const rows: unknown[] = await app.dataSource.query('SELECT FROM test_reports WHERE tenant_id = $1', [
      scene.tenant.id,
    ]);
    expect(rows).toEqual([]);
  });

  it('is sealed for its own row alone', async () => {
    await runTest(scene);
    const other = await makeScene(app);
    await runTest(other);
    await app.dataSource.query(
      `UPDATE test_reports SET sealed = (SELECT sealed FROM test_reports WHERE tenant_id = $1) WHERE tenant_id = $2`,
      [other.tenant.id, scene.tenant.id],
    );
    expect((await ask()).status).toBe(500);
  });

  it('is shown to its browser where it cannot be stored', async () => {
    const put = jest
      .spyOn(app.nest.get(TestReportsRepository, { strict: false }), 'put')
      .mockRejectedValue(new Error('full'));
    const { response, report } = await runTest(scene);
    expect([put.mock.calls.length, response.status, report.outcome]).toEqual([1, 200, 'success']);
    expect(await answerOfNone()).toEqual(NONE);
  });
});

it('is kept by no service that keeps no messages', async () => {
  const silent = await startApp({ refusedLoginDays: 0 });
  try {
    const there = await makeScene(silent);
    await runTest(there);
    expect((await silent.request('GET', pathOf(there))).status).toBe(404);
  } finally {
    await silent.close();
  }
});
