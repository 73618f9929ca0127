import { createPrivateKey } from 'node:crypto';
import fc from 'fast-check';
import { LOGIN_CHECKS } from '../../../src/saml/explain/expected-by-check';
import { explainLogin } from '../../../src/saml/explain/explain-login';
import { NOT_SHOWN } from '../../../src/saml/explain/received-login';
import type { LoginExpectations } from '../../../src/saml/login/expectations';
import { checkLogin } from '../../../src/saml/login/check-login';
import { SamlRefusal } from '../../../src/saml/refusal';
import { responseFamilies } from '../../attacks/catalogue/families';
import { Loot } from '../../attacks/support/loot';
import { byteMutant } from '../../fuzz/mutate-bytes';
import { makeKeyPair, type TestKeyPair } from '../../support/idp/key-pair';
import { readIdpShapes, shapedResponse } from '../../support/idp/idp-shapes';
import { TestIdp } from '../../support/idp/test-idp';
import type { LoginScene } from '../../support/login-scene';
import { type LoginBench, makeLoginBench, NOW } from '../login/login-bench';

let bench: LoginBench;
let ours: TestKeyPair;
let expected: LoginExpectations;
beforeAll(async () => {
  [bench, ours] = await Promise.all([makeLoginBench(), makeKeyPair()]);
  expected = {
    ...bench.expected,
    decryption: { keys: [createPrivateKey(ours.privateKeyPem)], refuseCbc: false },
  };
});

type Verdict = ReturnType<typeof explainLogin>['verdict'];

/** All that may be compared: a parse of the same bytes is another tree, and of what was decrypted the cause has random in it. */
function comparable(verdict: Verdict): unknown {
  if (verdict instanceof SamlRefusal) {
    const { code, expected: wanted, actual, hint } = verdict;
    return { code, wanted, actual, hint };
  }
  return { ...verdict, signedAssertion: undefined };
}

function decided(samlResponse: string, held: LoginExpectations): Verdict {
  try {
    return checkLogin(samlResponse, held, NOW);
  } catch (refusal) {
    if (refusal instanceof SamlRefusal) return refusal;
    throw refusal;
  }
}

/** The explanation says what the check says: one verdict, one check that failed, all before it passed, none after it reached. */
function expectSameVerdict(samlResponse: string, held = expected): Verdict {
  const { verdict, checks, received } = explainLogin(samlResponse, held, NOW, undefined);
  expect(comparable(verdict)).toEqual(comparable(decided(samlResponse, held)));
  const failed = checks.findIndex(({ result }) => result === 'failed');
  const results = checks.map(({ result }) => result);
  if (!(verdict instanceof SamlRefusal)) {
    expect(new Set(results)).toEqual(new Set(['passed']));
    return verdict;
  }
  const { code, expected: wanted, actual, hint } = verdict;
  // What was opened answers no request of ours: that it failed is told, and nothing of what stood in it.
  const isOpened = received.encryption === 'not_shown' && failed > LOGIN_CHECKS.indexOf('destination');
  const told = isOpened
    ? { fault: { code, actual: NOT_SHOWN, hint } }
    : { expected: wanted, fault: { code, actual, hint } };
  expect(checks[failed]).toMatchObject(told);
  expect(results).toEqual([
    ...Array<string>(failed).fill('passed'),
    'failed',
    ...Array<string>(checks.length - failed - 1).fill('not_reached'),
  ]);
  return verdict;
}

const post = (xml: string | Buffer) => Buffer.from(xml).toString('base64');

/** As much of a scene as the catalogue of attacks asks for, without a service. */
async function pureScene(options: { keys?: TestKeyPair; idpEntityId?: string } = {}): Promise<LoginScene> {
  const { acsUrl, audience, issuer } = expected;
  return {
    app: { clock: { now: () => NOW } },
    tenant: { sp: { entityId: audience, acsUrl } },
    idp: await TestIdp.create(options.keys, options.idpEntityId ?? issuer),
    alice: 'alice@acme.example',
  } as unknown as LoginScene;
}

describe.each(responseFamilies)('of attacks: $name', ({ attacks, scene: options, isEncrypting }) => {
  it.each(attacks)('$name', async ({ from, forge }) => {
    const scene = await pureScene(await options?.());
    const held = { ...expected, issuer: scene.idp.entityId };
    const loot = new Loot(scene, ours.certificateDer);
    const start = from ?? ((given: Loot) => (isEncrypting ? given.encrypted() : given.genuine()));
    const accepted = start(loot);
    expectSameVerdict(post(accepted), held);
    expectSameVerdict(post(forge(start(loot), loot, accepted)), held);
  });
});

it.each(readIdpShapes().map((shape) => [shape.product, shape] as const))(
  'of a response of %s, which passes',
  (_, shape) => {
    const facts = {
      acsUrl: expected.acsUrl,
      audience: expected.audience,
      nameId: 'alice@acme.example',
      requestId: '_request',
      now: NOW,
    };
    const { xml } = shapedResponse(shape, facts, bench.idp.keys);
    expect(expectSameVerdict(post(xml), { ...expected, issuer: shape.issuer })).not.toBeInstanceOf(
      SamlRefusal,
    );
  },
);

it('of whatever else is posted', () => {
  const genuine = [
    bench.idp.xml(bench.plan('_request'), { signed: 'both' }),
    Buffer.from(bench.idp.postEncrypted(bench.plan(), ours.certificateDer), 'base64').toString(),
  ].map((xml) => Buffer.from(xml));
  fc.assert(
    fc.property(byteMutant(genuine), (mutant) => {
      expectSameVerdict(post(mutant));
    }),
    { numRuns: 100 },
  );
  fc.assert(
    fc.property(fc.string(), (field) => {
      expect(expectSameVerdict(field)).toMatchObject({ code: 'saml.malformed' });
    }),
  );
});
