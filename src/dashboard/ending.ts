import type { IdpTrustStatus } from '../idp-trust/idp-trust.service';
import type { DatedSpKey } from '../sp-keys/sp-key-facts';
import { DAY_MS } from '../trust-health/days';
import { metadataEnd } from '../trust-health/metadata-end';

export const ENDING_KINDS = ['idp_certificate', 'idp_metadata', 'sp_key'] as const;

/** Something that ends, and has not ended yet. */
export interface Ending {
  readonly kind: (typeof ENDING_KINDS)[number];
  /** Of the certificate; of metadata the IdP's entityID. */
  readonly subject: string;
  /** Null of metadata. */
  readonly sha256Fingerprint: string | null;
  readonly notAfter: Date;
}

const LOOKED_AHEAD_DAYS = 90;

export function lookedAheadUntil(now: Date): Date {
  return new Date(now.getTime() + LOOKED_AHEAD_DAYS * DAY_MS);
}

/** What of one tenant ends within the time looked ahead, the soonest first. */
export function endingsOf(
  trust: IdpTrustStatus | null,
  spKeys: readonly DatedSpKey[],
  now: Date,
): readonly Ending[] {
  const until = lookedAheadUntil(now);
  return [...endingsOfTrust(trust, now), ...spKeys.map((key) => ofCertificate('sp_key', key))]
    .filter(({ notAfter }) => notAfter > now && notAfter <= until)
    .sort((one, other) => one.notAfter.getTime() - other.notAfter.getTime());
}

function endingsOfTrust(trust: IdpTrustStatus | null, now: Date): Ending[] {
  if (!trust) return [];
  const end = metadataEnd({ ...trust, isRefreshFailing: trust.refreshFailure !== null }, now);
  const certificates = trust.certificates.map((one) => ofCertificate('idp_certificate', one));
  if (!end) return certificates;
  const metadata = { kind: 'idp_metadata' as const, subject: trust.entityId, sha256Fingerprint: null };
  return [...certificates, { ...metadata, notAfter: end }];
}

function ofCertificate(
  kind: Ending['kind'],
  { subject, sha256Fingerprint, notAfter }: Omit<Ending, 'kind'>,
): Ending {
  return { kind, subject, sha256Fingerprint, notAfter };
}
