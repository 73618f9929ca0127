import { Injectable } from '@nestjs/common';
import { Problem } from '../http/problem';
import type { TenantRef } from '../http/tenant-ref';
import type { Endpoint, SloEndpoint } from '../saml/metadata/idp-metadata';
import {
  type DatedCertificate,
  readCertificate,
  type SigningCertificate,
} from '../saml/signature/certificates';
import { Clock } from '../settings/clock';
import type { StoredCertificate, TrustSource, TrustWarning } from './idp-trust.entity';
import { IdpTrustVersionsRepository } from './idp-trust-versions.repository';
import { type FoundTrust, IdpTrustsRepository } from './idp-trusts.repository';
import { type RefreshFailure, refreshFailureOf } from './refresh-failure';
import { warningsOf } from './trust-dates';
import { type TrustEnd, TrustEndsRepository } from './trust-ends.repository';
import { say } from '../sentences/sentence';

/** A tenant's IdP as its logins are checked against it. */
export interface IdpTrust {
  readonly id: string;
  readonly entityId: string;
  readonly ssoServices: readonly Endpoint[];
  readonly sloServices: readonly SloEndpoint[];
  readonly signingCertificates: readonly SigningCertificate[];
  readonly wantAuthnRequestsSigned: boolean;
  /** Null for an upload. */
  readonly metadataUrl: string | null;
}

/** When a certificate ends, and whether its key is believed at all. */
export type JudgedCertificate = DatedCertificate & Pick<SigningCertificate, 'isTrustworthy'>;

/** A trust something of which ends. */
export interface ExpiringTrust {
  readonly tenantId: string;
  readonly entityId: string;
  readonly source: TrustSource;
  readonly validUntil: Date | null;
  /** Since when the metadata say it. */
  readonly validUntilSince: Date | null;
  readonly isRefreshFailing: boolean;
  readonly certificates: readonly JudgedCertificate[];
}

/** How a tenant's trust fares. */
export interface IdpTrustStatus {
  readonly entityId: string;
  readonly source: TrustSource;
  readonly metadataUrl: string | null;
  readonly certificates: readonly JudgedCertificate[];
  /** Whether any of their keys is believed: without one nobody signs in. */
  readonly isUsable: boolean;
  readonly validUntil: Date | null;
  /** Since when the metadata say it. */
  readonly validUntilSince: Date | null;
  readonly refreshedAt: Date;
  /** When what logins are checked against last became another. */
  readonly updatedAt: Date;
  /** Null for an upload. */
  readonly nextRefreshAt: Date | null;
  /** Null while refreshes succeed. */
  readonly refreshFailure: RefreshFailure | null;
  readonly warnings: readonly TrustWarning[];
}

@Injectable()
export class IdpTrustService {
  constructor(
    private readonly trusts: IdpTrustsRepository,
    private readonly versions: IdpTrustVersionsRepository,
    private readonly ends: TrustEndsRepository,
    private readonly clock: Clock,
  ) {}

  async findTrust(tenantId: string): Promise<IdpTrust | null> {
    const found = await this.trusts.find(tenantId);
    if (!found) return null;
    const { id, entityId, ssoServices, sloServices, wantAuthnRequestsSigned, metadataUrl } = found;
    const signingCertificates = found.signingCertificates.map(toSigningCertificate);
    return {
      id,
      entityId,
      ssoServices,
      sloServices,
      signingCertificates,
      wantAuthnRequestsSigned,
      metadataUrl,
    };
  }

  async findStatus(tenantId: string): Promise<IdpTrustStatus | null> {
    const found = await this.trusts.find(tenantId);
    if (!found) return null;
    const { entityId, source, metadataUrl } = found;
    const certificates = found.signingCertificates.map(toSigningCertificate);
    return {
      entityId,
      source,
      metadataUrl,
      certificates,
      isUsable: certificates.some(({ isTrustworthy }) => isTrustworthy),
      validUntil: found.validUntil,
      validUntilSince: found.validUntilSince,
      refreshedAt: found.refreshedAt,
      updatedAt: found.updatedAt,
      nextRefreshAt: found.nextRefreshAt,
      refreshFailure: refreshFailureOf(found),
      warnings: warningsOf(found, this.clock.now()),
    };
  }

  /**
   * The trusts of which something, the metadata or a certificate in it, ends by `until` or has ended since it was written; in the
   * order of their tenants' ids.
   * @param after the last tenant's id of the page before
   */
  async listExpiring(until: Date, after: string | undefined, limit: number): Promise<ExpiringTrust[]> {
    const found = await this.trusts.listEnding(until, after, limit);
    return found.map((trust) => ({
      tenantId: trust.tenantId,
      entityId: trust.entityId,
      source: trust.source,
      validUntil: trust.validUntil,
      validUntilSince: trust.validUntilSince,
      isRefreshFailing: trust.refreshFailedSince !== null,
      certificates: trust.signingCertificates.map(toSigningCertificate),
    }));
  }

  /** Of all tenants, what of a trust ends between now and `until`, the soonest first. */
  listSoonestEnds(until: Date, limit: number): Promise<TrustEnd[]> {
    return this.ends.listSoonest(this.clock.now(), until, limit);
  }

  /** Of how many tenants the metadata can't be fetched again now; counted up to `most`. */
  countRefreshFailing(most: number): Promise<number> {
    return this.ends.countRefreshFailing(most);
  }

  /** Throws `idp.not_configured`. */
  async require(tenant: TenantRef): Promise<FoundTrust> {
    const trust = await this.trusts.find(tenant.id);
    if (!trust) throw notConfigured(tenant);
    return trust;
  }

  /** The document as it came. Throws `idp.not_configured`. */
  async requireMetadata(tenant: TenantRef): Promise<Buffer> {
    const { versionNumber } = await this.require(tenant);
    const version = await this.versions.find(tenant.id, versionNumber);
    // Set anew in between.
    if (!version)
      throw new Problem('unavailable', say`The trust is being changed right now. Try again in a moment.`);
    return version.metadata;
  }
}

export function notConfigured({ alias }: TenantRef): Problem {
  return new Problem(
    'idp.not_configured',
    say`The tenant ${alias} has no identity provider: upload its metadata with PUT /api/v1/tenants/${alias}/idp.`,
  );
}

function toSigningCertificate({ der, sha256Fingerprint }: StoredCertificate): SigningCertificate {
  const certificate = readCertificate(Buffer.from(der, 'base64'));
  if (!certificate) throw new Error(`the stored certificate ${sha256Fingerprint} can not be read any more`);
  return certificate;
}
