import { Injectable } from '@nestjs/common';
import { createPrivateKey, type KeyObject } from 'node:crypto';
import { isForeignKeyViolation } from '../database/driver-error';
import { Problem } from '../http/problem';
import { makeSelfSigned, type SelfSigned } from './self-signed';
import { Clock } from '../settings/clock';
import { MasterKey } from './master-key.service';
import { SpKeyEntity, type SpKeyUse } from './sp-key.entity';
import { spKeyPurpose } from './sp-key-purpose';
import { SpKeysRepository } from './sp-keys.repository';

export interface SpKey {
  readonly privateKey: KeyObject;
  readonly certificateDer: Buffer;
}

/** IdPs take a certificate for a container of the key; a short life would only break logins on the day it ends. */
const CERTIFICATE_YEARS = 10;

@Injectable()
export class SpKeys {
  /** Requests that come while a tenant's key is made wait for it instead of making another. */
  private readonly underway = new Map<string, Promise<SpKeyEntity>>();

  constructor(
    private readonly clock: Clock,
    private readonly masterKey: MasterKey,
    private readonly repository: SpKeysRepository,
  ) {}

  /** Made on first use. Throws `tenant.not_found` where the tenant has gone meanwhile, `unavailable` without the master key. */
  async require(tenantId: string, use: SpKeyUse): Promise<SpKey> {
    return this.open(await this.requireStored(tenantId, use));
  }

  /** DER; the private key stays sealed. Made on first use, as `require` says. */
  async requireCertificate(tenantId: string, use: SpKeyUse): Promise<Buffer> {
    return (await this.requireStored(tenantId, use)).certificate;
  }

  private async requireStored(tenantId: string, use: SpKeyUse): Promise<SpKeyEntity> {
    const stored = await this.repository.find(tenantId, use);
    if (stored) return stored;
    const name = spKeyPurpose(tenantId, use);
    const underway = this.underway.get(name) ?? this.make(tenantId, use);
    this.underway.set(name, underway);
    try {
      return await underway;
    } finally {
      this.underway.delete(name);
    }
  }

  /** Another node may do the same at once: what is stored counts, not what was made here. */
  private async make(tenantId: string, use: SpKeyUse): Promise<SpKeyEntity> {
    const alias = await this.repository.findAlias(tenantId);
    if (alias === null) throw tenantGone();
    const notBefore = this.clock.now();
    const made = await makeSelfSigned({ commonName: alias, notBefore, years: CERTIFICATE_YEARS });
    try {
      await this.storeUnderKeyInForce({ tenantId, use, createdAt: notBefore }, made);
    } catch (error) {
      throw isForeignKeyViolation(error, 'fk_sp_keys_tenant') ? tenantGone() : error;
    }
    const stored = await this.repository.find(tenantId, use);
    if (!stored) throw tenantGone();
    return stored;
  }

  /** Once more where the master key was rotated just now. */
  private async storeUnderKeyInForce(key: NewKey, made: SelfSigned): Promise<void> {
    try {
      await this.store(key, made);
    } catch (error) {
      if (!isForeignKeyViolation(error, 'fk_sp_keys_master_key')) throw error;
      await this.store(key, made);
    }
  }

  private async store(key: NewKey, { privateKeyPem, certificateDer }: SelfSigned): Promise<void> {
    const purpose = spKeyPurpose(key.tenantId, key.use);
    const { sealed, masterKeyId } = await this.masterKey.seal(Buffer.from(privateKeyPem), purpose);
    const row = { ...key, sealedPrivateKey: sealed, masterKeyId, certificate: certificateDer };
    await this.repository.insertIfMissing(row);
  }

  private open({ tenantId, use, sealedPrivateKey, masterKeyId, certificate }: SpKeyEntity): SpKey {
    const pem = this.masterKey.open(sealedPrivateKey, masterKeyId, spKeyPurpose(tenantId, use));
    return { privateKey: createPrivateKey(pem), certificateDer: certificate };
  }
}

type NewKey = Pick<SpKeyEntity, 'tenantId' | 'use' | 'createdAt'>;

function tenantGone(): Problem {
  return new Problem('tenant.not_found', 'The tenant was deleted while its keys were being made.');
}
