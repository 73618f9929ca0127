import { Injectable, Logger } from '@nestjs/common';
import { ownContext } from '../http/request';
import { Clock } from '../settings/clock';
import { IdpTrustsRepository } from './idp-trusts.repository';
import { RefreshIdpTrust } from './refresh-idp-trust';

/** At once: each may hold a document of 25 MiB, and a host that hangs holds up those of its batch alone, for as long as a fetch may last. */
const BATCH = 8;

/** How long nobody else takes up what was taken up: longer than a fetch may last, for a node that dies meanwhile. */
const LEASE_MS = 10 * 60_000;

/** Fetches again, of the trusts from an address, those that are due. */
@Injectable()
export class RefreshDueTrusts {
  private readonly log = new Logger(RefreshDueTrusts.name);

  constructor(
    private readonly clock: Clock,
    private readonly trusts: IdpTrustsRepository,
    private readonly refresh: RefreshIdpTrust,
  ) {}

  /** One batch, at once. @returns how many */
  async run(): Promise<number> {
    const now = this.clock.now();
    const tenantIds = await this.trusts.claimDue(now, new Date(now.getTime() + LEASE_MS), BATCH);
    await Promise.all(tenantIds.map((tenantId) => this.refreshOne(tenantId)));
    return tenantIds.length;
  }

  /** One that breaks leaves the others their turn: it is due again when its lease ends. */
  private async refreshOne(tenantId: string): Promise<void> {
    try {
      const trust = await this.trusts.find(tenantId);
      if (trust?.metadataUrl) await this.refresh.run(trust, ownContext('refresh'));
    } catch (error) {
      this.log.error({ tenantId, err: error }, 'a refresh broke');
    }
  }
}
