import { Injectable } from '@nestjs/common';
import { createPrivateKey, type KeyObject } from 'node:crypto';
import type { TenantRef } from '../http/tenant-ref';
import { MakeSpKey, tenantGone } from './make-sp-key';
import { MasterKey } from '../tenants/master-key.service';
import { Clock } from '../settings/clock';
import { type LoginTenant, TenantsService } from '../tenants/tenants.service';
import { type DatedSpKey, toDatedSpKey } from './sp-key-facts';
import type { SpKeyAlgorithm } from './sp-key-algorithm';
import { SP_KEY_STATUSES, SP_KEY_USES, type SpKeyEntity, type SpKeyUse } from './sp-key.entity';
import { spKeyPurpose } from './sp-key-purpose';
import { type PublicSpKey, SpKeysRepository } from './sp-keys.repository';

export interface SpKey {
  readonly privateKey: KeyObject;
  readonly certificateDer: Buffer;
}

/** DER; of each use the one in force first, then the next. */
export interface PublishedCertificates {
  readonly signing: readonly Buffer[];
  readonly encryption: readonly Buffer[];
}

/** A tenant of which the certificate of a published key ends. */
export interface ExpiringSpKeys {
  readonly tenantId: string;
  /** Those that end, by use and status. */
  readonly keys: readonly DatedSpKey[];
}

/** Of a tenant: one of each use and status. */
const MOST_KEYS = SP_KEY_USES.length * SP_KEY_STATUSES.length;

type KeysOfUse = readonly [current: SpKeyEntity, ...others: SpKeyEntity[]];

@Injectable()
export class SpKeys {
  /** Requests that come while a tenant's key is made wait for it instead of making another. */
  private readonly underway = new Map<string, Promise<void>>();

  constructor(
    private readonly clock: Clock,
    private readonly tenants: TenantsService,
    private readonly masterKey: MasterKey,
    private readonly makeSpKey: MakeSpKey,
    private readonly repository: SpKeysRepository,
  ) {}

  /**
   * The current one, made on first use. Throws `tenant.not_found` where the tenant has gone meanwhile, `unavailable` without the
   * master key.
   */
  async require(tenantId: string, use: SpKeyUse): Promise<SpKey> {
    const [current] = await this.requireStored(tenantId, use);
    return { privateKey: this.open(current), certificateDer: current.certificate };
  }

  /**
   * What an IdP is told of, in metadata or otherwise; keys are made on first use as `require` says. Of encryption only where the tenant
   * wants it: some IdPs encrypt as soon as they see a key.
   */
  async requirePublished({ id, saml }: Pick<LoginTenant, 'id' | 'saml'>): Promise<PublishedCertificates> {
    const isEncrypting = saml.assertionEncryption !== 'off';
    return {
      signing: await this.requireCertificates(id, 'signing'),
      encryption: isEncrypting ? await this.requireCertificates(id, 'encryption') : [],
    };
  }

  /** Of the keys that metadata name, DER: the current one, made on first use as `require` says, and then the next. */
  async requireCertificates(tenantId: string, use: SpKeyUse): Promise<Buffer[]> {
    const stored = await this.requireStored(tenantId, use);
    return stored.filter(({ status }) => status !== 'previous').map(({ certificate }) => certificate);
  }

  /** Of the current one, made on first use as `require` says. */
  async requireAlgorithm(tenantId: string, use: SpKeyUse): Promise<SpKeyAlgorithm> {
    const [current] = await this.requireStored(tenantId, use);
    return toDatedSpKey(current).algorithm;
  }

  /**
   * All that an IdP may encrypt with: the current one, made on first use as `require` says, the next, and the previous, which an IdP
   * may go on using until it reads our metadata again.
   */
  async requireDecrypting(tenantId: string): Promise<KeyObject[]> {
    const stored = await this.requireStored(tenantId, 'encryption');
    return stored.map((key) => this.open(key));
  }

  /**
   * The tenants of which the certificate of a published key ends by `until`, or has ended; in the order of their ids.
   * @param after the last tenant's id of the page before
   */
  async listExpiring(until: Date, after: string | undefined, limit: number): Promise<ExpiringSpKeys[]> {
    const byTenant = new Map<string, DatedSpKey[]>();
    for (const key of await this.repository.listEnding(until, after, limit)) {
      byTenant.set(key.tenantId, [...(byTenant.get(key.tenantId) ?? []), toDatedSpKey(key)]);
    }
    return [...byTenant].map(([tenantId, keys]) => ({ tenantId, keys }));
  }

  /** Of all tenants, the published keys whose certificates end between now and `until`, the soonest first. */
  async listSoonestEnds(until: Date, limit: number): Promise<(DatedSpKey & { readonly tenantId: string })[]> {
    const found = await this.repository.listSoonest(this.clock.now(), until, limit);
    return found.map((key) => ({ tenantId: key.tenantId, ...toDatedSpKey(key) }));
  }

  /** All that there are of a tenant, by use and status. */
  listAll({ id }: TenantRef): Promise<PublicSpKey[]> {
    return this.repository.list(id, { limit: MOST_KEYS, after: undefined });
  }

  /** Those of a tenant that its metadata name, as far as there are such yet; by use and status. */
  async listPublished(tenantId: string): Promise<DatedSpKey[]> {
    const stored = await this.repository.list(tenantId, { limit: MOST_KEYS, after: undefined });
    return stored.filter(({ status }) => status !== 'previous').map(toDatedSpKey);
  }

  /** The current one first. */
  private async requireStored(tenantId: string, use: SpKeyUse): Promise<KeysOfUse> {
    const stored = await this.findStored(tenantId, use);
    if (stored) return stored;
    const name = spKeyPurpose(tenantId, use);
    const underway = this.underway.get(name) ?? this.make(tenantId, use);
    this.underway.set(name, underway);
    try {
      await underway;
    } finally {
      this.underway.delete(name);
    }
    const made = await this.findStored(tenantId, use);
    if (!made) throw tenantGone();
    return made;
  }

  private async findStored(tenantId: string, use: SpKeyUse): Promise<KeysOfUse | null> {
    const [first, ...others] = await this.repository.listOfUse(tenantId, use);
    return first?.status === 'current' ? [first, ...others] : null;
  }

  /** Another node may do the same at once: what is stored counts, not what was made here. */
  private async make(tenantId: string, use: SpKeyUse): Promise<void> {
    const alias = await this.tenants.findAlias(tenantId);
    if (alias === null) throw tenantGone();
    await this.makeSpKey.run(
      { id: tenantId, alias },
      { use, status: 'current', algorithm: 'rsa-2048' },
      (key) => this.repository.insertIfMissing(key),
    );
  }

  private open({ tenantId, use, sealedPrivateKey, masterKeyId }: SpKeyEntity): KeyObject {
    return createPrivateKey(this.masterKey.open(sealedPrivateKey, masterKeyId, spKeyPurpose(tenantId, use)));
  }
}
