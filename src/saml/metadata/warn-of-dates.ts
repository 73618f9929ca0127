import { inWords, type Sentence, say } from '../../sentences/sentence';
import type { DatedCertificate } from '../signature/certificates';
import type { MetadataWarning } from './idp-metadata';

/** What of metadata begins or ends by itself. */
export interface MetadataDates {
  readonly validUntil: Date | null | undefined;
  readonly signingCertificates: readonly DatedCertificate[];
}

/** What is to be told of metadata at this time: what stands in them, and what of them has ended or not begun. */
export function warningsNow<Warning>(
  metadata: MetadataDates & { readonly warnings: readonly Warning[] },
  now: Date,
): (Warning | MetadataWarning)[] {
  return [...warnOfDates(metadata, now), ...metadata.warnings];
}

function warnOfDates({ validUntil, signingCertificates }: MetadataDates, now: Date): MetadataWarning[] {
  return [
    ...(validUntil && validUntil <= now ? [warnOfEnd(validUntil)] : []),
    ...signingCertificates.flatMap((certificate) => warnOfCertificate(certificate, now)),
  ];
}

function warnOfEnd(validUntil: Date): MetadataWarning {
  return {
    code: 'metadata_expired',
    message: inWords(
      say`Expected metadata that are still valid, got some that ended on ${validUntil.toISOString()}; they are used all the same. Upload the IdP's current metadata.`,
    ),
  };
}

function warnOfCertificate(certificate: DatedCertificate, now: Date): MetadataWarning[] {
  const { notBefore, notAfter } = certificate;
  if (notAfter < now) {
    const message = say`${nameOf(certificate)} expired on ${notAfter.toISOString()}. It is still used, since a certificate only carries the key here; plan the IdP's key roll-over.`;
    return [{ code: 'certificate_expired', message: inWords(message) }];
  }
  if (notBefore > now) {
    const message = say`${nameOf(certificate)} is valid only from ${notBefore.toISOString()} on. It is used already, since a certificate only carries the key here.`;
    return [{ code: 'certificate_not_yet_valid', message: inWords(message) }];
  }
  return [];
}

/** As warnings call it. */
export function nameOf({ subject, sha256Fingerprint }: DatedCertificate): Sentence {
  return say`The certificate ${subject} (${sha256Fingerprint.slice(0, 16)}…)`;
}
