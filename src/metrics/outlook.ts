import { Injectable } from '@nestjs/common';
import { AuditExports, type ExportState } from '../audit-export/audit-exports.service';
import { IdpTrustService } from '../idp-trust/idp-trust.service';
import { Clock } from '../settings/clock';
import { SpKeys } from '../sp-keys/sp-keys.service';
import { TenantsService } from '../tenants/tenants.service';
import { Settings } from '../settings/settings';
import { WebhookDeliveries } from '../webhooks/webhook-deliveries.service';

export const ENDING_KINDS = ['idp_certificate', 'idp_metadata', 'sp_key'] as const;
export type EndingKind = (typeof ENDING_KINDS)[number];

export interface Ending {
  readonly tenantId: string;
  readonly kind: EndingKind;
  readonly notAfter: Date;
}

/** What the database knows of all tenants together, for those who watch the service. */
export interface Outlook {
  readonly readAt: Date;
  /** What ends within ninety days, the soonest first; no more than a thousand of a kind. */
  readonly endings: readonly Ending[];
  /** Aliases by id, of those that may be named. */
  readonly named: ReadonlyMap<string, string>;
  /** Counted up to the bound, like the next. */
  readonly failingRefreshes: number;
  readonly pendingMessages: number;
  /** Of this node's exports of audit events. */
  readonly auditExports: readonly ExportState[];
}

const DAY_MS = 86_400_000;
const LOOKED_AHEAD_DAYS = 90;
const MOST_ENDINGS = 1_000;
const MOST_COUNTED = 10_000;

@Injectable()
export class ReadOutlook {
  constructor(
    private readonly clock: Clock,
    private readonly settings: Settings,
    private readonly tenants: TenantsService,
    private readonly trusts: IdpTrustService,
    private readonly spKeys: SpKeys,
    private readonly deliveries: WebhookDeliveries,
    private readonly exports: AuditExports,
  ) {}

  async run(): Promise<Outlook> {
    const readAt = this.clock.now();
    const [endings, failingRefreshes, pendingMessages, auditExports] = await Promise.all([
      this.findEndings(readAt),
      this.trusts.countRefreshFailing(MOST_COUNTED),
      this.deliveries.countPending(MOST_COUNTED),
      this.exports.listStates(),
    ]);
    const named = await this.nameSoonest(endings);
    return { readAt, endings, named, failingRefreshes, pendingMessages, auditExports };
  }

  private async findEndings(now: Date): Promise<Ending[]> {
    const until = new Date(now.getTime() + LOOKED_AHEAD_DAYS * DAY_MS);
    const [ofTrusts, ofKeys] = await Promise.all([
      this.trusts.listSoonestEnds(until, MOST_ENDINGS),
      this.spKeys.listSoonestEnds(until, MOST_ENDINGS),
    ]);
    return [...ofTrusts, ...ofKeys.map((key) => ({ ...key, kind: 'sp_key' as const }))]
      .map(({ tenantId, kind, notAfter }) => ({ tenantId, kind, notAfter }))
      .sort((one, other) => one.notAfter.getTime() - other.notAfter.getTime());
  }

  /** Of as many tenants as the setting allows. */
  private async nameSoonest(endings: readonly Ending[]): Promise<ReadonlyMap<string, string>> {
    const soonest = [...new Set(endings.map(({ tenantId }) => tenantId))].slice(
      0,
      this.settings.tenantLabels,
    );
    return soonest.length === 0 ? new Map() : this.tenants.findAliases(soonest);
  }
}
