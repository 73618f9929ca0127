import { Injectable } from '@nestjs/common';
import { Problem } from '../http/problem';
import type { TenantRef } from '../http/tenant-ref';
import type { Endpoint, SloEndpoint } from '../saml/metadata/idp-metadata';
import { readCertificate, type SigningCertificate } from '../saml/signature/certificates';
import type { StoredCertificate } from './idp-trust.entity';
import { type FoundTrust, IdpTrustsRepository } from './idp-trusts.repository';

/** A tenant's IdP as its logins are checked against it. */
export interface IdpTrust {
  readonly id: string;
  readonly entityId: string;
  readonly ssoServices: readonly Endpoint[];
  readonly sloServices: readonly SloEndpoint[];
  readonly signingCertificates: readonly SigningCertificate[];
  readonly wantAuthnRequestsSigned: boolean;
}

@Injectable()
export class IdpTrustService {
  constructor(private readonly trusts: IdpTrustsRepository) {}

  async findTrust(tenantId: string): Promise<IdpTrust | null> {
    const found = await this.trusts.find(tenantId);
    if (!found) return null;
    const { id, entityId, ssoServices, sloServices, wantAuthnRequestsSigned } = found;
    const signingCertificates = found.signingCertificates.map(toSigningCertificate);
    return {
      id,
      entityId,
      ssoServices,
      sloServices,
      signingCertificates,
      wantAuthnRequestsSigned,
    };
  }

  /** Throws `idp.not_configured`. */
  async require(tenant: TenantRef): Promise<FoundTrust> {
    const trust = await this.trusts.find(tenant.id);
    if (!trust) throw notConfigured(tenant);
    return trust;
  }

  /** The document as it came. Throws `idp.not_configured`. */
  async requireMetadata(tenant: TenantRef): Promise<{ readonly id: string; readonly metadata: Buffer }> {
    const found = await this.trusts.findMetadata(tenant.id);
    if (!found) throw notConfigured(tenant);
    return found;
  }
}

export function notConfigured({ alias }: TenantRef): Problem {
  return new Problem(
    'idp.not_configured',
    `The tenant ${alias} has no identity provider: upload its metadata with PUT /api/v1/tenants/${alias}/idp.`,
  );
}

function toSigningCertificate({ der, sha256Fingerprint }: StoredCertificate): SigningCertificate {
  const certificate = readCertificate(Buffer.from(der, 'base64'));
  if (!certificate) throw new Error(`the stored certificate ${sha256Fingerprint} can not be read any more`);
  return certificate;
}
