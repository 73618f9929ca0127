import fc from 'fast-check';
import { startApp, type TestApp } from '../support/app';
import { createUser } from '../support/api';
import { type LoginScene, makeScene, planFor, postResponse, setCookies } from '../support/login-scene';
import { expectContractForm } from '../support/contract-answer';
import { byteMutant } from './mutate-bytes';
import { nodeMutant } from './mutate-nodes';
import { FUZZ_TIMEOUT_MS, SLOW_RUNS } from './runs';

describe('a mutant at the ACS', () => {
  let app: TestApp;
  let scene: LoginScene;
  let originals: string[];
  let forged: string[];
  beforeAll(async () => {
    app = await startApp();
    scene = await makeScene(app);
    await createUser(app, scene.tenant.alias, { userName: 'bob' });
    const { idp } = scene;
    originals = (['assertion', 'response', 'both'] as const).map((signed) =>
      idp.xml(planFor(scene), { signed }),
    );
    const asBob = planFor(scene, undefined, (plan) => (plan.nameId = scene.alice.replace('alice', 'bob')));
    forged = [idp.xml(asBob, { signed: 'neither' })];
  });
  afterAll(() => app.close());

  /** A session is alice's or there is none. */
  async function expectNobodyElse(message: string | Uint8Array): Promise<void> {
    const answer = await postResponse(scene, Buffer.from(message).toString('base64'));
    expectContractForm(answer);
    const { ram_session: cookie } = setCookies(answer);
    expect(cookie !== undefined).toBe(answer.status === 303);
    if (cookie === undefined) return;
    const session = await app.request('GET', '/session', { cookies: { ram_session: cookie } });
    expect(session.body).toMatchObject({ user: { userPrincipalName: scene.alice } });
  }

  it(
    'opens no session but of whom the IdP vouched for: changed by nodes',
    async () => {
      const mutants = nodeMutant(originals, [...originals, ...forged]);
      await fc.assert(fc.asyncProperty(mutants, expectNobodyElse), { numRuns: SLOW_RUNS });
    },
    FUZZ_TIMEOUT_MS,
  );

  it(
    'opens no session but of whom the IdP vouched for: changed by bytes',
    async () => {
      const mutants = byteMutant(originals.map((xml) => Buffer.from(xml)));
      await fc.assert(fc.asyncProperty(mutants, expectNobodyElse), { numRuns: SLOW_RUNS });
    },
    FUZZ_TIMEOUT_MS,
  );
});
