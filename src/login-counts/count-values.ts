import type { ProblemCode } from '../http/codes';
import { BINDING, SIGNATURE_ALGORITHM } from '../saml/names';

/** What is counted of logins. All but `outcome` are of those that opened a session: nobody else can say anything of them. */
export type CountKind =
  | 'outcome'
  | 'clock_difference'
  | 'signature_algorithm'
  | 'digest_algorithm'
  | 'signature_place'
  | 'signing_key'
  | 'binding'
  | 'name_id_format';

/** Of few values each, whatever comes: the codes of the contract, what is accepted, what the field knows, and the trust's keys. */
export interface CountedValue {
  readonly kind: CountKind;
  readonly value: string;
}

/** What a login that opened a session was like. */
export interface SignInFacts {
  /** When the IdP issued the assertion, by its own clock. */
  readonly issueInstant: Date;
  readonly signatureAlgorithm: string;
  readonly digestAlgorithm: string;
  readonly signaturePlace: string;
  /** Of the certificate whose key signed. */
  readonly signedBy: string | undefined;
  /** By which the request went; undefined for a login that began at the IdP. */
  readonly requestBinding: string | undefined;
  readonly nameIdFormat: string | undefined;
}

export const SUCCESS = 'success';
export const NO_REQUEST = 'unsolicited';
const NONE = 'none';
const OTHER = 'other';

const ALGORITHMS: ReadonlyMap<string, string> = new Map(
  Object.values(SIGNATURE_ALGORITHM).map((uri) => [uri, uri.slice(uri.indexOf('#') + 1)]),
);

const BINDINGS: ReadonlyMap<string, string> = new Map(
  Object.entries(BINDING).map(([name, uri]) => [uri, name]),
);

/** saml-core 8.3. */
const NAME_ID_FORMATS: ReadonlySet<string> = new Set([
  ...['unspecified', 'emailAddress', 'X509SubjectName', 'WindowsDomainQualifiedName'].map(
    (name) => `urn:oasis:names:tc:SAML:1.1:nameid-format:${name}`,
  ),
  ...['kerberos', 'entity', 'persistent', 'transient'].map(
    (name) => `urn:oasis:names:tc:SAML:2.0:nameid-format:${name}`,
  ),
]);

/** In seconds: what is nearer to zero than the bound is told as the value. */
const CLOCK_STEPS = [
  { below: 3, value: 0 },
  { below: 10, value: 5 },
  { below: 22, value: 15 },
  { below: 45, value: 30 },
  { below: 90, value: 60 },
  { below: 210, value: 120 },
  { below: 600, value: 300 },
  { below: Number.POSITIVE_INFINITY, value: 900 },
] as const;

export function valuesOfRefusal(code: ProblemCode): CountedValue[] {
  return [{ kind: 'outcome', value: code }];
}

export function valuesOfSignIn(facts: SignInFacts, now: Date): CountedValue[] {
  const { requestBinding: binding, nameIdFormat: format } = facts;
  return [
    { kind: 'outcome', value: SUCCESS },
    { kind: 'clock_difference', value: String(clockStep(facts.issueInstant, now)) },
    { kind: 'signature_algorithm', value: ALGORITHMS.get(facts.signatureAlgorithm) ?? OTHER },
    { kind: 'digest_algorithm', value: facts.digestAlgorithm },
    { kind: 'signature_place', value: facts.signaturePlace },
    { kind: 'signing_key', value: facts.signedBy ?? OTHER },
    { kind: 'binding', value: binding === undefined ? NO_REQUEST : (BINDINGS.get(binding) ?? OTHER) },
    { kind: 'name_id_format', value: format === undefined ? NONE : nameIdFormat(format) },
  ];
}

function nameIdFormat(format: string): string {
  return NAME_ID_FORMATS.has(format) ? format : OTHER;
}

/** By how many seconds the IdP's clock is ahead of ours, in steps; what the way took counts as being behind. */
function clockStep(issued: Date, now: Date): number {
  const seconds = (issued.getTime() - now.getTime()) / 1000;
  const step = CLOCK_STEPS.find(({ below }) => Math.abs(seconds) < below)?.value ?? 0;
  return step === 0 ? 0 : step * Math.sign(seconds);
}
