import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AuditService } from '../audit/audit.service';
import { type Sweep, Sweeper } from '../database/sweeper';
import { Transactions } from '../database/transactions';
import { ownContext } from '../http/request';
import { IdpTrustService } from '../idp-trust/idp-trust.service';
import { Clock } from '../settings/clock';
import { SpKeys } from '../sp-keys/sp-keys.service';
import { DAY_MS } from './days';
import { type ExpiryNotice, noticesOfSpKeys, noticesOfTrust, THRESHOLDS } from './expiry-notices';
import { ExpiryNoticesRepository } from './expiry-notices.repository';

/** Tenants at once. */
const BATCH = 50;
const ROUND_MS = 3_600_000;
const SWEEP_BATCH = 250;

/** A page of tenants, and what is to be told of them. */
interface Page {
  readonly tenantIds: readonly string[];
  readonly notices: readonly ExpiryNotice[];
}

type Source = (until: Date, after: string | undefined, now: Date) => Promise<Page>;

/** How far a round is with one source: after which tenant it goes on. */
interface Progress {
  readonly source: Source;
  after: string | undefined;
  isDone: boolean;
}

/** Tells of what ends in 30, 7 and 1 days, each once: an audit event, and whatever follows from that. A round over all tenants each hour. */
@Injectable()
export class TellExpiries implements Sweep, OnModuleInit {
  readonly name = 'expiry-notices';
  private round: readonly Progress[] = [];
  private roundBegan: Date | undefined;

  constructor(
    private readonly sweeper: Sweeper,
    private readonly clock: Clock,
    private readonly trusts: IdpTrustService,
    private readonly spKeys: SpKeys,
    private readonly transactions: Transactions,
    private readonly repository: ExpiryNoticesRepository,
    private readonly audit: AuditService,
  ) {}

  onModuleInit(): void {
    this.sweeper.register(this);
    this.sweeper.register({
      name: 'expiry-notices-ended',
      run: () => this.repository.deleteEnded(this.clock.now(), SWEEP_BATCH),
    });
  }

  /** One page of each source. @returns how many tenants were looked at: none where the round is over and the next not due */
  async run(): Promise<number> {
    const now = this.clock.now();
    if (this.round.every(({ isDone }) => isDone)) {
      if (!this.isDue(now)) return 0;
      this.roundBegan = now;
      this.round = [this.ofTrusts, this.ofSpKeys].map((source) => ({
        source,
        after: undefined,
        isDone: false,
      }));
    }
    let seen = 0;
    for (const progress of this.round) if (!progress.isDone) seen += await this.goOn(progress, now);
    return seen;
  }

  private isDue(now: Date): boolean {
    const since = this.roundBegan && now.getTime() - this.roundBegan.getTime();
    // A clock that was set back must not keep it waiting.
    return since === undefined || since >= ROUND_MS || since < 0;
  }

  private async goOn(progress: Progress, now: Date): Promise<number> {
    const until = new Date(now.getTime() + Math.max(...THRESHOLDS) * DAY_MS);
    const { tenantIds, notices } = await progress.source(until, progress.after, now);
    await this.tell(notices, now);
    progress.after = tenantIds.at(-1);
    progress.isDone = tenantIds.length < BATCH;
    return tenantIds.length;
  }

  private async tell(notices: readonly ExpiryNotice[], now: Date): Promise<void> {
    if (notices.length === 0) return;
    await this.transactions.run(async (tx) => {
      const untold = await this.repository.claim(tx, notices, now);
      const context = ownContext('watch');
      const events = untold.map(({ tenantId, type, details }) => ({ tenantId, type, details, context }));
      await this.audit.appendAll(tx, events);
    });
  }

  private readonly ofTrusts: Source = async (until, after, now) => {
    const trusts = await this.trusts.listExpiring(until, after, BATCH);
    return {
      tenantIds: trusts.map(({ tenantId }) => tenantId),
      notices: trusts.flatMap((trust) => noticesOfTrust(trust, now)),
    };
  };

  private readonly ofSpKeys: Source = async (until, after, now) => {
    const keys = await this.spKeys.listExpiring(until, after, BATCH);
    return {
      tenantIds: keys.map(({ tenantId }) => tenantId),
      notices: keys.flatMap((one) => noticesOfSpKeys(one, now)),
    };
  };
}
