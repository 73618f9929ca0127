import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AuditService } from '../audit/audit.service';
import type { Counter } from '../counters/counter';
import { Counters } from '../counters/counters';
import { Transactions } from '../database/transactions';
import { Problem } from '../http/problem';
import type { RequestContext } from '../http/request';
import { Clock } from '../settings/clock';
import { TenantsService } from '../tenants/tenants.service';
import { IdpTrustVersionsRepository } from './idp-trust-versions.repository';
import { type FoundTrust, IdpTrustsRepository, type TrustColumns } from './idp-trusts.repository';
import { MetadataIntake, type TakenMetadata } from './metadata-intake';
import { newTrust, NO_REFRESH_FAILURE } from './new-trust';
import { nextAttempt, nextRefresh } from './refresh-schedule';
import { StoreIdpTrust } from './store-idp-trust';
import { isSameTrust } from './trust-change';

export type RefreshOutcome =
  | { readonly kind: 'changed' | 'unchanged' }
  /** Somebody set or deleted the trust meanwhile: nothing was written. */
  | { readonly kind: 'superseded' }
  | { readonly kind: 'failed'; readonly problem: Problem };

/** Fetches a trust's metadata again. What is no better than the trust that there is never takes its place. */
@Injectable()
export class RefreshIdpTrust {
  private readonly refreshes: Counter<'outcome'>;

  constructor(
    private readonly clock: Clock,
    private readonly intake: MetadataIntake,
    private readonly transactions: Transactions,
    private readonly tenants: TenantsService,
    private readonly trusts: IdpTrustsRepository,
    private readonly versions: IdpTrustVersionsRepository,
    private readonly storing: StoreIdpTrust,
    private readonly audit: AuditService,
    counters: Counters,
  ) {
    this.refreshes = counters.counter({
      name: 'ram_sso_metadata_refreshes_total',
      help: 'Metadata that were fetched again from their address, by what came of it.',
      labels: ['outcome'],
    });
    for (const outcome of ['changed', 'unchanged', 'failed']) this.refreshes.of({ outcome });
  }

  /** Of a trust from an address; the outcome is stored and, where it is news, in the audit trail. */
  async run(trust: FoundTrust, context: RequestContext): Promise<RefreshOutcome> {
    try {
      return await this.tryOnce(trust, context);
    } catch (error) {
      if (!(error instanceof Problem)) throw error;
      await this.unlessSuperseded((tx) => this.storeFailure(tx, trust, error, context));
      return { kind: 'failed', problem: error };
    }
  }

  /** The same, but a failure leaves no trace. Throws `idp.metadata_invalid`, `idp.metadata_unreachable`. */
  async tryOnce(trust: FoundTrust, context: RequestContext, timeoutMs?: number): Promise<RefreshOutcome> {
    let outcome: RefreshOutcome['kind'] = 'failed';
    try {
      const found = await this.fetchAndStore(trust, context, timeoutMs);
      outcome = found.kind;
      return found;
    } finally {
      this.refreshes.of({ outcome }).add();
    }
  }

  private async fetchAndStore(
    trust: FoundTrust,
    context: RequestContext,
    timeoutMs?: number,
  ): Promise<RefreshOutcome> {
    const taken = await this.intake.refetch(trust, timeoutMs);
    const isChanged =
      taken !== null && !isSameTrust(trust, newTrust(trust.tenantId, taken, trust, this.clock.now()));
    const isStored = await this.unlessSuperseded(async (tx) => {
      // In the order in which PutIdpTrust locks.
      if (isChanged) await this.tenants.bumpVersion(tx, trust.tenantId);
      const stored = await this.lockSame(tx, trust);
      await (taken ? this.store(tx, stored, taken, isChanged, context) : this.touch(tx, stored));
      if (stored.refreshFailedSince) await this.auditRecovery(tx, stored, stored.refreshFailedSince, context);
    });
    if (!isStored) return { kind: 'superseded' };
    return { kind: isChanged ? 'changed' : 'unchanged' };
  }

  /** One that reads the same stays the same trust, whose document is the latest. */
  private async store(
    tx: EntityManager,
    stored: FoundTrust,
    taken: TakenMetadata,
    isChanged: boolean,
    context: RequestContext,
  ): Promise<void> {
    const trust = newTrust(stored.tenantId, taken, stored, this.clock.now());
    if (isChanged) {
      await this.storing.put(tx, { former: stored, trust, taken, reason: 'refresh' }, context);
      return;
    }
    Object.assign(trust, { id: stored.id, updatedAt: stored.updatedAt });
    await this.trusts.put(tx, trust);
    await this.versions.replaceDocument(tx, stored.tenantId, stored.versionNumber, taken.document);
  }

  private async touch(tx: EntityManager, stored: FoundTrust): Promise<void> {
    const now = this.clock.now();
    const columns = { refreshedAt: now, nextRefreshAt: nextRefresh(stored, now), ...NO_REFRESH_FAILURE };
    await this.trusts.update(tx, stored.tenantId, columns);
  }

  private async storeFailure(
    tx: EntityManager,
    trust: FoundTrust,
    { code, detail }: Problem,
    context: RequestContext,
  ): Promise<void> {
    const stored = await this.lockSame(tx, trust);
    const now = this.clock.now();
    const refreshFailureCount = stored.refreshFailureCount + 1;
    const columns: TrustColumns = {
      nextRefreshAt: nextAttempt(refreshFailureCount, now),
      refreshFailedSince: stored.refreshFailedSince ?? now,
      refreshFailureCount,
      refreshFailureCode: code,
      refreshFailureMessage: detail,
    };
    await this.trusts.update(tx, stored.tenantId, columns);
    // Told when it begins, and not at each try.
    if (stored.refreshFailedSince) return;
    const { tenantId, entityId, metadataUrl } = stored;
    const details = { entityId, metadataUrl, message: detail };
    await this.audit.append(tx, { tenantId, type: 'idp.refresh_failed', code, details, context });
  }

  private async auditRecovery(
    tx: EntityManager,
    { tenantId, entityId, metadataUrl, refreshFailureCount }: FoundTrust,
    failedSince: Date,
    context: RequestContext,
  ): Promise<void> {
    const details = {
      entityId,
      metadataUrl,
      failedSince: failedSince.toISOString(),
      failures: refreshFailureCount,
    };
    await this.audit.append(tx, { tenantId, type: 'idp.refresh_recovered', details, context });
  }

  private async lockSame(tx: EntityManager, { tenantId, id }: FoundTrust): Promise<FoundTrust> {
    const stored = await this.trusts.lock(tx, tenantId);
    if (stored?.id !== id) throw new Superseded();
    return stored;
  }

  private async unlessSuperseded(work: (tx: EntityManager) => Promise<void>): Promise<boolean> {
    try {
      await this.transactions.run(work);
      return true;
    } catch (error) {
      if (error instanceof Superseded) return false;
      throw error;
    }
  }
}

/** Undoes the transaction. */
class Superseded extends Error {}
