import { Injectable } from '@nestjs/common';
import type { KeyObject } from 'node:crypto';
import type { DecryptionKeys } from '../saml/encryption/decrypt';
import { IdpTrustService, type IdpTrust } from '../idp-trust/idp-trust.service';
import { matchedByOf } from '../ram-users/matched-by';
import { Settings } from '../settings/settings';
import { spIdentity, type SpIdentity } from '../tenants/sp-identity';
import { SpKeys, type SpKey } from '../sp-keys/sp-keys.service';
import { TenantsService, type LoginTenant } from '../tenants/tenants.service';

/** All that a login of one tenant is checked against, as it stood at `tenant.version`. */
export interface LoginTrust {
  readonly tenant: LoginTenant;
  readonly sp: SpIdentity;
  readonly idp: IdpTrust;
  /** Whose assertion names a user, as the user's row remembers it. */
  readonly matchedBy: Buffer;
  /** The public keys of `idp.signingCertificates` that are strong enough to be believed, and their certificates' fingerprints. */
  readonly keys: readonly KeyObject[];
  readonly keyFingerprints: readonly string[];
  /** Undefined while the tenant's `assertionEncryption` is off. */
  readonly decryption: DecryptionKeys | undefined;
  /** Our signing key: looked up at the first use, since a login that begins at the IdP needs none. */
  readonly signing: () => Promise<SpKey>;
}

/** A tenant, and its trust where it has one. */
export interface FoundTenant {
  readonly tenant: LoginTenant;
  readonly trust: LoginTrust | null;
}

@Injectable()
export class LoginTrusts {
  constructor(
    private readonly settings: Settings,
    private readonly tenants: TenantsService,
    private readonly idpTrusts: IdpTrustService,
    private readonly spKeys: SpKeys,
  ) {}

  /**
   * Reads the tenant, with its version, before the trust: where a change falls in between, the version is the older one, and
   * the statement that commits the login refuses it.
   */
  async find(alias: string): Promise<FoundTenant | null> {
    const tenant = await this.tenants.findLoginTenant(alias);
    if (!tenant) return null;
    const idp = await this.idpTrusts.findTrust(tenant.id);
    if (!idp) return { tenant, trust: null };
    const believed = idp.signingCertificates.filter((certificate) => certificate.isTrustworthy);
    const trust: LoginTrust = {
      tenant,
      sp: spIdentity(this.settings.baseUrl, tenant.alias),
      idp,
      matchedBy: matchedByOf(idp.entityId),
      keys: believed.map(({ publicKey }) => publicKey),
      keyFingerprints: believed.map(({ sha256Fingerprint }) => sha256Fingerprint),
      decryption: await this.decryptionOf(tenant),
      signing: once(() => this.spKeys.require(tenant.id, 'signing')),
    };
    return { tenant, trust };
  }

  private async decryptionOf({ id, saml }: LoginTenant): Promise<DecryptionKeys | undefined> {
    if (saml.assertionEncryption === 'off') return undefined;
    return { keys: await this.spKeys.requireDecrypting(id), refuseCbc: saml.refuseCbcEncryption };
  }
}

/** Remembers what was found, and a failure not. */
function once<T>(find: () => Promise<T>): () => Promise<T> {
  let found: Promise<T> | undefined;
  return () => {
    found ??= find().catch((error: unknown) => {
      found = undefined;
      throw error;
    });
    return found;
  };
}
