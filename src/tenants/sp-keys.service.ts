import { Injectable } from '@nestjs/common';
import { createPrivateKey, type KeyObject } from 'node:crypto';
import { isForeignKeyViolation } from '../database/driver-error';
import { Problem } from '../http/problem';
import { makeSelfSigned } from './self-signed';
import { Sealing } from '../secrets/sealing';
import { Clock } from '../settings/clock';
import { StartError } from '../settings/start-error';
import { SpKeyEntity, type SpKeyUse } from './sp-key.entity';
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
    private readonly sealing: Sealing,
    private readonly repository: SpKeysRepository,
  ) {}

  /** Made on first use. Throws `tenant.not_found` where the tenant has gone meanwhile. */
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
    const name = purpose(tenantId, use);
    const underway = this.underway.get(name) ?? this.make(tenantId, use);
    this.underway.set(name, underway);
    try {
      return await underway;
    } finally {
      this.underway.delete(name);
    }
  }

  /** Before anything is served: a wrong key would show only at the first login. Throws a `StartError`. */
  async checkMasterKey(): Promise<void> {
    const needed = (await this.repository.findMasterKeyIds()).filter((id) => id !== this.sealing.masterKeyId);
    if (needed.length === 0) return;
    throw new StartError(
      `MASTER_KEY is not the key that this database's private keys are sealed under (it has the fingerprint ${this.sealing.masterKeyId}, they need ${needed.join(' and ')}): set that one, or put back DATA_DIR/master-key.`,
      { exitCode: 2 },
    );
  }

  /** Another node may do the same at once: what is stored counts, not what was made here. */
  private async make(tenantId: string, use: SpKeyUse): Promise<SpKeyEntity> {
    const alias = await this.repository.findAlias(tenantId);
    if (alias === null) throw tenantGone();
    const made = await this.makeKey(tenantId, alias, use);
    try {
      await this.repository.insertIfMissing(made);
    } catch (error) {
      throw isForeignKeyViolation(error, 'fk_sp_keys_tenant') ? tenantGone() : error;
    }
    const stored = await this.repository.find(tenantId, use);
    if (!stored) throw tenantGone();
    return stored;
  }

  private async makeKey(tenantId: string, alias: string, use: SpKeyUse): Promise<SpKeyEntity> {
    const now = this.clock.now();
    const made = await makeSelfSigned({ commonName: alias, notBefore: now, years: CERTIFICATE_YEARS });
    const { sealed, masterKeyId } = this.sealing.seal(
      Buffer.from(made.privateKeyPem),
      purpose(tenantId, use),
    );
    return {
      tenantId,
      use,
      sealedPrivateKey: sealed,
      masterKeyId,
      certificate: made.certificateDer,
      createdAt: now,
    };
  }

  private open({ tenantId, use, sealedPrivateKey, masterKeyId, certificate }: SpKeyEntity): SpKey {
    const pem = this.sealing.open(sealedPrivateKey, masterKeyId, purpose(tenantId, use));
    return { privateKey: createPrivateKey(pem), certificateDer: certificate };
  }
}

function purpose(tenantId: string, use: SpKeyUse): string {
  return `sp-key:${tenantId}:${use}`;
}

function tenantGone(): Problem {
  return new Problem('tenant.not_found', 'The tenant was deleted while its keys were being made.');
}
