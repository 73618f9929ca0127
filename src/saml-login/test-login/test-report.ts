import type { Sentence } from '../../sentences/sentence';
import type { ExplainedCheck, ExplainedLogin } from '../../saml/explain/explain-login';
import { tellCheck } from '../../saml/explain/tell-check';
import type { ReceivedLogin } from '../../saml/explain/received-login';
import type { LoginCheck } from '../../saml/login/progress';
import type { SignaturePlace } from '../../saml/login/verified-login';
import type { Refusal } from '../login-refusal';
import type { LoginTrust } from '../login-trust';
import type { ExplainedSignIn, SignInCheck } from './explain-sign-in';

/** All that a test shows to who began it; nothing in it is a secret of ours. */
export interface TestReport {
  /** The alias. */
  readonly tenant: string;
  readonly testedAt: Date;
  /** Whether such a login would sign somebody in. */
  readonly outcome: 'success' | 'refused';
  /** What it would be refused with. */
  readonly code: Refusal['code'] | undefined;
  readonly checks: readonly ExplainedCheck<LoginCheck | SignInCheck, Refusal['code']>[];
  readonly signedBy: SignedBy | undefined;
  readonly trustedFingerprints: readonly string[];
  readonly user: MappedUser | undefined;
  readonly received: ReceivedLogin;
}

export interface SignedBy {
  readonly place: SignaturePlace;
  readonly algorithm: string;
  readonly sha256Fingerprint: string | undefined;
}

/** Whom the response names, by the tenant's rule. */
export interface MappedUser {
  /** Where the name stood. */
  readonly source: Sentence;
  readonly value: string;
  readonly userName: string | undefined;
  readonly status: 'active' | 'disabled' | 'missing';
}

export interface ReportFacts {
  readonly trust: LoginTrust;
  readonly explained: ExplainedLogin;
  readonly signIn: readonly ExplainedSignIn[];
  readonly user: MappedUser | undefined;
  readonly testedAt: Date;
}

export function writeReport({ trust, explained, signIn, user, testedAt }: ReportFacts): TestReport {
  const checks = [...explained.checks, ...signIn];
  const code = checks.find(({ result }) => result === 'failed')?.fault?.code;
  return {
    tenant: trust.tenant.alias,
    testedAt,
    outcome: code === undefined ? 'success' : 'refused',
    code,
    checks,
    signedBy: signedBy(explained, trust),
    trustedFingerprints: trust.keyFingerprints,
    user,
    received: explained.received,
  };
}

/** By which of the trusted keys. */
export function signedBy({ signed }: ExplainedLogin, { keyFingerprints }: LoginTrust): SignedBy | undefined {
  return (
    signed && {
      place: signed.signaturePlace,
      algorithm: signed.signature.signatureAlgorithm,
      sha256Fingerprint: keyFingerprints[signed.signature.keyIndex],
    }
  );
}

/** Of a report, what the audit trail keeps: how it came out, and why. */
export function reportDetails({ checks, signedBy, user, received }: TestReport): Record<string, unknown> {
  const failed = checks.find(({ result }) => result === 'failed');
  const told = failed && tellCheck(failed);
  return {
    ...(told?.fault && {
      check: told.check,
      expected: told.expected,
      actual: told.fault.actual,
      hint: told.fault.hint,
    }),
    idpEntityId: received.assertion?.issuer ?? received.response?.issuer ?? null,
    nameId: user ? (received.assertion?.nameId ?? null) : null,
    signedBy: signedBy?.sha256Fingerprint ?? null,
    signatureAlgorithm: signedBy?.algorithm ?? null,
    clockDifferenceSeconds: received.clockDifferenceSeconds ?? null,
  };
}
