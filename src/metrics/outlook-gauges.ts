import { Injectable } from '@nestjs/common';
import { Counters } from '../counters/counters';
import type { Sample } from '../counters/metric';
import { KeptOutlook } from './kept-outlook';
import { ENDING_KINDS, type Ending, type EndingKind, type Outlook } from './outlook';

const DAY_MS = 86_400_000;
const WITHIN_DAYS = [7, 30] as const;

/** Tells the outlook: of all processes of all nodes the same, so it is never added up. */
@Injectable()
export class OutlookGauges {
  constructor(
    private readonly counters: Counters,
    private readonly outlook: KeptOutlook,
  ) {
    this.tell('ram_sso_expiring', 'What ends soon, counted up to a thousand of a kind.', countsOf);
    this.tell(
      'ram_sso_soonest_expiry_timestamp_seconds',
      'When the first of a kind ends, where one does within ninety days.',
      soonestOf,
    );
    this.tell(
      'ram_sso_tenant_expiry_timestamp_seconds',
      'When the first of a kind ends, of as many tenants as TENANT_LABELS says.',
      byTenant,
    );
    this.tell(
      'ram_sso_metadata_refresh_failing',
      'Trusts whose metadata can not be fetched again now.',
      ({ failingRefreshes }) => [{ labels: {}, value: failingRefreshes }],
    );
    this.tell(
      'ram_sso_webhook_messages_pending',
      'Messages that wait to be sent to webhooks.',
      ({ pendingMessages }) => [{ labels: {}, value: pendingMessages }],
    );
    this.tellExports();
  }

  private tellExports(): void {
    this.tell(
      'ram_sso_audit_export_position',
      'The number of the last audit event that was exported.',
      ({ auditExports }) => auditExports.map(({ sink, position }) => ({ labels: { sink }, value: position })),
    );
    this.tell('ram_sso_audit_export_pending', 'Audit events that are not exported yet.', ({ auditExports }) =>
      auditExports.map(({ sink, count }) => ({ labels: { sink }, value: count })),
    );
    this.tell(
      'ram_sso_audit_export_oldest_timestamp_seconds',
      'The time of the oldest audit event that is not exported, where there is one.',
      ({ auditExports }) =>
        auditExports.flatMap(({ sink, oldest }) =>
          oldest ? [{ labels: { sink }, value: oldest.getTime() / 1000 }] : [],
        ),
    );
  }

  private tell(name: `ram_sso_${string}`, help: string, read: (outlook: Outlook) => Sample[]): void {
    this.counters.gauge({ name, help, across: 'max' }, async () => {
      const outlook = await this.outlook.find();
      return outlook ? read(outlook) : [];
    });
  }
}

function countsOf({ endings, readAt }: Outlook): Sample[] {
  return ENDING_KINDS.flatMap((kind) =>
    WITHIN_DAYS.map((days) => {
      const until = readAt.getTime() + days * DAY_MS;
      const soon = endings.filter((one) => one.kind === kind && one.notAfter.getTime() <= until);
      return { labels: { kind, within_days: String(days) }, value: soon.length };
    }),
  );
}

function soonestOf({ endings }: Outlook): Sample[] {
  return ENDING_KINDS.flatMap((kind) => soonest(endings, kind, {}));
}

function byTenant({ endings, named }: Outlook): Sample[] {
  return [...named].flatMap(([tenantId, tenant]) => {
    const own = endings.filter((one) => one.tenantId === tenantId);
    return ENDING_KINDS.flatMap((kind) => soonest(own, kind, { tenant }));
  });
}

/** Of those of a kind, which come the soonest first. */
function soonest(endings: readonly Ending[], kind: EndingKind, labels: Sample['labels']): Sample[] {
  const first = endings.find((one) => one.kind === kind);
  return first ? [{ labels: { ...labels, kind }, value: first.notAfter.getTime() / 1000 }] : [];
}
