import { createPrivateKey } from 'node:crypto';
import fc from 'fast-check';
import { LOGIN_CHECKS } from '../../../src/saml/explain/expected-by-check';
import { explainLogin } from '../../../src/saml/explain/explain-login';
import { NOT_SHOWN } from '../../../src/saml/explain/received-login';
import { readIdpMetadata } from '../../../src/saml/metadata/read-idp-metadata';
import type { LoginExpectations } from '../../../src/saml/login/expectations';
import type { LoginCheck } from '../../../src/saml/login/progress';
import { checkLogin } from '../../../src/saml/login/check-login';
import { SamlRefusal } from '../../../src/saml/refusal';
import { responseFamilies } from '../../attacks/catalogue/families';
import { Loot } from '../../attacks/support/loot';
import { byteMutant } from '../../fuzz/mutate-bytes';
import { makeKeyPair, type TestKeyPair } from '../../support/idp/key-pair';
import { readIdpShapes, shapedResponse } from '../../support/idp/idp-shapes';
import { TestIdp } from '../../support/idp/test-idp';
import type { LoginScene, SceneOptions } from '../../support/login-scene';
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

/** Which checks can refuse with a code, as the catalogue of refusals says it; `saml.malformed` nearly all of them. */
const CHECKS_OF: Partial<Record<string, readonly LoginCheck[]>> = {
  'saml.status_not_success': ['status'],
  'saml.signature_missing': ['signature'],
  'saml.signature_invalid': ['signature'],
  'saml.issuer_mismatch': ['response_issuer', 'issuer'],
  'saml.destination_mismatch': ['destination'],
  'saml.recipient_mismatch': ['recipient'],
  'saml.audience_mismatch': ['conditions', 'audience'],
  'saml.expired': ['confirmation_validity', 'validity', 'authn_statement'],
  'saml.not_yet_valid': ['validity'],
  'saml.in_response_to_mismatch': ['confirmation', 'in_response_to'],
  'saml.nameid_missing': ['name_id'],
};

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
  const { code, facts } = verdict;
  const { expected: wanted, actual, hint } = facts;
  expect(CHECKS_OF[code] ?? LOGIN_CHECKS).toContain(checks[failed]?.check);
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

/** What the form of our addresses matters to in the attacks. */
const ADDRESSES = {
  audience: 'http://localhost:3000/saml/acme/metadata',
  acsUrl: 'http://localhost:3000/saml/acme/acs',
};
/** Of what only the service knows: its users and their domains, its requests, what was used before. */
const DECIDED_BY_SERVICE = [
  'user.not_found',
  'user.disabled',
  'saml.nameid_domain_mismatch',
  'saml.in_response_to_mismatch',
  'saml.replayed',
];
/** And where a tenant has the name in an attribute. */
const DECIDED_OF_ATTRIBUTES = [...DECIDED_BY_SERVICE, 'saml.nameid_missing', 'saml.malformed'];

/** As much of a scene as the catalogue of attacks asks for, without a service. */
async function pureScene(options: SceneOptions = {}): Promise<LoginScene> {
  return {
    app: { clock: { now: () => NOW } },
    tenant: { alias: 'acme', sp: { entityId: ADDRESSES.audience, acsUrl: ADDRESSES.acsUrl } },
    idp: await TestIdp.create(options.keys, options.idpEntityId ?? expected.issuer),
    alice: 'alice@acme.example',
  } as unknown as LoginScene;
}

/** Those that a login at the service is held against. */
function keysOf({ idp }: LoginScene, { metadata, editMetadata = (xml) => xml }: SceneOptions = {}) {
  const bytes = Buffer.from(editMetadata(idp.metadata(metadata)));
  const { signingCertificates } = readIdpMetadata(bytes);
  return signingCertificates.flatMap((one) => (one.isTrustworthy ? one.publicKey : []));
}

describe.each(responseFamilies)('of attacks: $name', ({ attacks, scene: options, isEncrypting }) => {
  it.each(attacks)('$name', async ({ from, forge, code }) => {
    const given = await options?.();
    const scene = await pureScene(given);
    const held = { ...expected, ...ADDRESSES, issuer: scene.idp.entityId, keys: keysOf(scene, given) };
    const loot = new Loot(scene, ours.certificateDer);
    const start = from ?? ((from: Loot) => (isEncrypting ? from.encrypted() : from.genuine()));
    const accepted = start(loot);
    expect(expectSameVerdict(post(accepted), held)).not.toBeInstanceOf(SamlRefusal);
    const genuine = start(loot);
    const forged = forge(genuine, loot, accepted);
    expect(forged).not.toBe(genuine);
    const verdict = expectSameVerdict(post(forged), held);
    if (verdict instanceof SamlRefusal) expect(verdict.code).toBe(code);
    else expect(given?.tenant ? DECIDED_OF_ATTRIBUTES : DECIDED_BY_SERVICE).toContain(code);
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
