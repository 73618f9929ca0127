import { Injectable } from '@nestjs/common';
import type { RequestContext } from '../http/request';
import type { TenantRef } from '../http/tenant-ref';
import { Clock } from '../settings/clock';
import { type FoundTrust, IdpTrustsRepository } from './idp-trusts.repository';
import { MetadataIntake, type OfferedMetadata } from './metadata-intake';
import { newTrust } from './new-trust';
import { checkPrecondition, StoreIdpTrust } from './store-idp-trust';

export interface OfferedTrust {
  readonly offered: OfferedMetadata;
  /** Which IdP of an aggregate. */
  readonly entityId: string | undefined;
  readonly ifMatch: string | undefined;
}

/** A trust as it would be, beside the one that there is. */
export interface TrustPreview {
  readonly former: FoundTrust | null;
  readonly next: FoundTrust;
}

@Injectable()
export class PutIdpTrust {
  constructor(
    private readonly clock: Clock,
    private readonly intake: MetadataIntake,
    private readonly trusts: IdpTrustsRepository,
    private readonly store: StoreIdpTrust,
  ) {}

  async run(
    tenant: TenantRef,
    { offered, entityId, ifMatch }: OfferedTrust,
    context: RequestContext,
  ): Promise<FoundTrust> {
    const taken = await this.intake.take(tenant, offered, entityId);
    return this.store.run(tenant, { taken, ifMatch, reason: taken.source }, context);
  }

  /** What `run` would do: refused as that would be, and nothing is written. */
  async preview(tenant: TenantRef, { offered, entityId, ifMatch }: OfferedTrust): Promise<TrustPreview> {
    const taken = await this.intake.take(tenant, offered, entityId);
    const former = await this.trusts.find(tenant.id);
    checkPrecondition(ifMatch, former);
    return { former, next: newTrust(tenant.id, taken, former, this.clock.now()) };
  }
}
