import { Injectable } from '@nestjs/common';
import { isForeignKeyViolation } from '../database/driver-error';
import { Problem } from '../http/problem';
import type { TenantRef } from '../http/tenant-ref';
import { makeEcKeys } from '../secrets/ec-keys';
import { newId } from '../secrets/ids';
import { RsaKeys } from '../secrets/rsa-keys';
import { Clock } from '../settings/clock';
import { MasterKey } from '../tenants/master-key.service';
import { makeSelfSigned, type SelfSigned } from './self-signed';
import type { SpKeyAlgorithm } from './sp-key-algorithm';
import type { SpKeyEntity } from './sp-key.entity';
import { spKeyPurpose } from './sp-key-purpose';
import { say } from '../sentences/sentence';

/** IdPs take a certificate for a container of the key; a short life would only break logins on the day it ends. */
const CERTIFICATE_YEARS = 10;

type Place = Pick<SpKeyEntity, 'use' | 'status'>;

export interface WantedSpKey extends Place {
  readonly algorithm: SpKeyAlgorithm;
}

@Injectable()
export class MakeSpKey {
  constructor(
    private readonly clock: Clock,
    private readonly masterKey: MasterKey,
    private readonly rsaKeys: RsaKeys,
  ) {}

  /**
   * Makes a key with its certificate, and gives it to `store`, sealed: once more where the master key was rotated just now. Throws
   * `tenant.not_found` where the tenant has gone meanwhile, `unavailable` without the master key.
   */
  async run<T>(
    tenant: TenantRef,
    { algorithm, ...place }: WantedSpKey,
    store: (key: SpKeyEntity) => Promise<T>,
  ): Promise<T> {
    const now = this.clock.now();
    const options = { commonName: tenant.alias, notBefore: now, years: CERTIFICATE_YEARS };
    const keys = await (algorithm === 'ec-p256' ? makeEcKeys() : this.rsaKeys.make());
    const made = await makeSelfSigned(keys, options);
    const storeSealed = async () => store(await this.seal(tenant, place, made, now));
    try {
      return await storeSealed().catch((error: unknown) => {
        if (isForeignKeyViolation(error, 'fk_sp_keys_master_key')) return storeSealed();
        throw error;
      });
    } catch (error) {
      throw isForeignKeyViolation(error, 'fk_sp_keys_tenant') ? tenantGone() : error;
    }
  }

  private async seal(tenant: TenantRef, place: Place, made: SelfSigned, now: Date): Promise<SpKeyEntity> {
    const purpose = spKeyPurpose(tenant.id, place.use);
    const { sealed, masterKeyId } = await this.masterKey.seal(Buffer.from(made.privateKeyPem), purpose);
    return {
      tenantId: tenant.id,
      id: newId(),
      ...place,
      sealedPrivateKey: sealed,
      masterKeyId,
      certificate: made.certificateDer,
      notAfter: made.notAfter,
      createdAt: now,
      updatedAt: now,
    };
  }
}

export function tenantGone(): Problem {
  return new Problem('tenant.not_found', say`The tenant was deleted while its keys were being made.`);
}
