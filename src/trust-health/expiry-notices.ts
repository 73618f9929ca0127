import type { AuditEventType } from '../audit/audit.service';
import type { ExpiringTrust, JudgedCertificate } from '../idp-trust/idp-trust.service';
import type { ExpiringSpKeys } from '../sp-keys/sp-keys.service';
import { DAY_MS, daysUntil } from './days';
import { metadataEnd } from './metadata-end';

export type ExpiryType = Extract<
  AuditEventType,
  'idp.certificate_expiring' | 'idp.metadata_expiring' | 'sp_key.expiring'
>;

/** How many days before an end it is told. */
export const THRESHOLDS = [1, 7, 30] as const;

/** That something ends soon. */
export interface ExpiryNotice {
  readonly tenantId: string;
  readonly type: ExpiryType;
  /** What of the tenant's ends: a fingerprint, or the one thing of its kind. */
  readonly subject: string;
  readonly notAfter: Date;
  /** The nearest of those that are reached. */
  readonly threshold: (typeof THRESHOLDS)[number];
  readonly details: Readonly<Record<string, unknown>>;
}

interface Ending extends Pick<ExpiryNotice, 'tenantId' | 'type' | 'subject' | 'details'> {
  readonly notAfter: Date;
}

export function noticesOfTrust(trust: ExpiringTrust, now: Date): ExpiryNotice[] {
  const { tenantId, entityId } = trust;
  const end = metadataEnd(trust, now);
  const metadata: Ending[] = end
    ? [
        {
          tenantId,
          type: 'idp.metadata_expiring',
          subject: 'metadata',
          notAfter: end,
          details: { entityId, source: trust.source },
        },
      ]
    : [];
  const certificates = trust.certificates.map(({ sha256Fingerprint, subject, notAfter }): Ending => {
    const details = {
      entityId,
      sha256Fingerprint,
      subject,
      hasSuccessor: hasSuccessor({ notAfter }, trust.certificates),
    };
    return { tenantId, type: 'idp.certificate_expiring', subject: sha256Fingerprint, notAfter, details };
  });
  return [...metadata, ...certificates].flatMap((ending) => noticeOf(ending, now));
}

export function noticesOfSpKeys({ tenantId, keys }: ExpiringSpKeys, now: Date): ExpiryNotice[] {
  return keys.flatMap(({ id, use, status, algorithm, sha256Fingerprint, subject, notAfter }) => {
    const details = { id, purpose: use, status, algorithm, sha256Fingerprint, subject };
    const ending = {
      tenantId,
      type: 'sp_key.expiring' as const,
      subject: sha256Fingerprint,
      notAfter,
      details,
    };
    return noticeOf(ending, now);
  });
}

/** Whether a certificate that ends later stands beside it. One whose key is never believed takes nobody's place. */
export function hasSuccessor(
  { notAfter }: Pick<JudgedCertificate, 'notAfter'>,
  certificates: readonly JudgedCertificate[],
): boolean {
  return certificates.some((other) => other.isTrustworthy && other.notAfter > notAfter);
}

/** None of what has ended: that is no news any more, and `warnings` say it. */
function noticeOf({ details, ...ending }: Ending, now: Date): ExpiryNotice[] {
  const { notAfter } = ending;
  const left = notAfter.getTime() - now.getTime();
  const threshold = left > 0 ? THRESHOLDS.find((days) => left <= days * DAY_MS) : undefined;
  if (threshold === undefined) return [];
  const dates = { notAfter: notAfter.toISOString(), daysLeft: daysUntil(notAfter, now), threshold };
  return [{ ...ending, threshold, details: { ...details, ...dates } }];
}
