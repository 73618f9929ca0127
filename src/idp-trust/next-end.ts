import type { StoredCertificate } from './idp-trust.entity';

/** The earliest end, of the metadata and of the certificates in it, that is still to come. */
export function findNextEnd(
  validUntil: Date | null,
  certificates: readonly Pick<StoredCertificate, 'notAfter'>[],
  now: Date,
): Date | null {
  const ends = certificates.map(({ notAfter }) => new Date(notAfter));
  if (validUntil) ends.push(validUntil);
  const ahead = ends.filter((end) => end > now).map((end) => end.getTime());
  return ahead.length === 0 ? null : new Date(Math.min(...ahead));
}
