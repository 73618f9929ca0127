import { warningsNow } from '../saml/metadata/warn-of-dates';
import type { DatedCertificate } from '../saml/signature/certificates';
import type { StoredCertificate, TrustWarning } from './idp-trust.entity';
import type { FoundTrust } from './idp-trusts.repository';

/** What is told of a trust at this time, whenever its metadata were read. */
export function warningsOf(
  { warnings, validUntil, signingCertificates }: FoundTrust,
  now: Date,
): TrustWarning[] {
  return warningsNow({ warnings, validUntil, signingCertificates: signingCertificates.map(toDated) }, now);
}

function toDated({ subject, sha256Fingerprint, notBefore, notAfter }: StoredCertificate): DatedCertificate {
  return { subject, sha256Fingerprint, notBefore: new Date(notBefore), notAfter: new Date(notAfter) };
}
