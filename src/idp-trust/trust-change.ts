import { isDeepStrictEqual } from 'node:util';
import type { Endpoint, SloEndpoint } from '../saml/metadata/idp-metadata';
import type { StoredCertificate } from './idp-trust.entity';
import type { FoundTrust } from './idp-trusts.repository';

/** `from` is null where there was no trust. */
export interface ValueChange<T> {
  readonly from: T | null;
  readonly to: T;
}

export interface ListChange<T> {
  readonly added: readonly T[];
  readonly removed: readonly T[];
}

export interface CertificateChange extends ListChange<StoredCertificate> {
  readonly kept: readonly StoredCertificate[];
}

/** What differs between two trusts of a tenant, as far as a login depends on it. */
export interface TrustChange {
  readonly entityId: ValueChange<string>;
  readonly ssoServices: ListChange<Endpoint>;
  readonly sloServices: ListChange<SloEndpoint>;
  readonly signingCertificates: CertificateChange;
  readonly wantAuthnRequestsSigned: ValueChange<boolean>;
  readonly nameIdFormats: ListChange<string>;
}

/** The parts of a trust that logins are checked by, or begun by. */
export type ComparedTrust = Pick<FoundTrust, keyof TrustChange>;

export function compareTrusts(former: ComparedTrust | null, next: ComparedTrust): TrustChange {
  return {
    entityId: { from: former?.entityId ?? null, to: next.entityId },
    ssoServices: compareLists(former?.ssoServices ?? [], next.ssoServices),
    sloServices: compareLists(former?.sloServices ?? [], next.sloServices),
    signingCertificates: compareCertificates(former?.signingCertificates ?? [], next.signingCertificates),
    wantAuthnRequestsSigned: {
      from: former?.wantAuthnRequestsSigned ?? null,
      to: next.wantAuthnRequestsSigned,
    },
    nameIdFormats: compareLists(former?.nameIdFormats ?? [], next.nameIdFormats),
  };
}

/** Whether a login could not tell one from the other. */
export function isSameTrust(one: ComparedTrust, other: ComparedTrust): boolean {
  return isDeepStrictEqual(comparable(one), comparable(other));
}

function comparable(trust: ComparedTrust): unknown {
  const { entityId, ssoServices, sloServices, wantAuthnRequestsSigned, nameIdFormats } = trust;
  const keys = trust.signingCertificates.map(({ sha256Fingerprint }) => sha256Fingerprint);
  return { entityId, ssoServices, sloServices, wantAuthnRequestsSigned, nameIdFormats, keys };
}

function compareLists<T>(former: readonly T[], next: readonly T[]): ListChange<T> {
  const lacks = (list: readonly T[]) => (one: T) => !list.some((other) => isDeepStrictEqual(one, other));
  return { added: next.filter(lacks(former)), removed: former.filter(lacks(next)) };
}

function compareCertificates(
  former: readonly StoredCertificate[],
  next: readonly StoredCertificate[],
): CertificateChange {
  const lacks =
    (list: readonly StoredCertificate[]) =>
    ({ sha256Fingerprint }: StoredCertificate) =>
      !list.some((other) => other.sha256Fingerprint === sha256Fingerprint);
  return {
    added: next.filter(lacks(former)),
    removed: former.filter(lacks(next)),
    kept: next.filter((one) => !lacks(former)(one)),
  };
}
