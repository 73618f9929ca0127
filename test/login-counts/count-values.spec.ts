import { codes, type ProblemCode } from '../../src/http/codes';
import { type SignInFacts, valuesOfRefusal, valuesOfSignIn } from '../../src/login-counts/count-values';
import { BINDING, SIGNATURE_ALGORITHM } from '../../src/saml/names';

const NOW = new Date('2026-03-01T10:00:00Z');
const FORMAT = 'urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress';

const facts = (change: Partial<SignInFacts> = {}): SignInFacts => ({
  issueInstant: NOW,
  signatureAlgorithm: SIGNATURE_ALGORITHM.rsaSha256,
  digestAlgorithm: 'sha256',
  signaturePlace: 'assertion',
  signedBy: 'ab'.repeat(32),
  requestBinding: BINDING.redirect,
  nameIdFormat: FORMAT,
  ...change,
});

const counted = (change?: Partial<SignInFacts>): Record<string, string> =>
  Object.fromEntries(valuesOfSignIn(facts(change), NOW).map(({ kind, value }) => [kind, value]));

it('counts what a login was like', () => {
  expect(counted()).toEqual({
    outcome: 'success',
    clock_difference: '0',
    signature_algorithm: 'rsa-sha256',
    digest_algorithm: 'sha256',
    signature_place: 'assertion',
    signing_key: 'ab'.repeat(32),
    binding: 'redirect',
    name_id_format: FORMAT,
  });
});

it.each([
  [0, '0'],
  [2.9, '0'],
  [-2.9, '0'],
  [3, '5'],
  [-3, '-5'],
  [9.9, '5'],
  [10, '15'],
  [22, '30'],
  [-44, '-30'],
  [45, '60'],
  [90, '120'],
  [210, '300'],
  [600, '900'],
  [86_400_000, '900'],
  [-86_400_000, '-900'],
])('tells a clock that is %p seconds ahead as %s', (seconds, value) => {
  const issueInstant = new Date(NOW.getTime() + seconds * 1000);
  expect(counted({ issueInstant }).clock_difference).toBe(value);
});

it.each<[string, Partial<SignInFacts>, Record<string, string>]>([
  ['a login that began at the IdP', { requestBinding: undefined }, { binding: 'unsolicited' }],
  ['a form', { requestBinding: BINDING.post }, { binding: 'post' }],
  ['another binding', { requestBinding: 'urn:x' }, { binding: 'other' }],
  ['no NameID format', { nameIdFormat: undefined }, { name_id_format: 'none' }],
  ['a NameID format of its own', { nameIdFormat: 'urn:x' }, { name_id_format: 'other' }],
  ['an algorithm of its own', { signatureAlgorithm: 'urn:x' }, { signature_algorithm: 'other' }],
  ['ECDSA', { signatureAlgorithm: SIGNATURE_ALGORITHM.ecdsaSha512 }, { signature_algorithm: 'ecdsa-sha512' }],
])('knows %s', (_, change, expected) => {
  expect(counted(change)).toMatchObject(expected);
});

it('counts nothing of a refusal but its code', () => {
  for (const code of Object.keys(codes) as ProblemCode[]) {
    expect(valuesOfRefusal(code)).toEqual([{ kind: 'outcome', value: code }]);
  }
});
