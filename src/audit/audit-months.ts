/** A calendar month in UTC: one partition of the audit table. */
export interface AuditMonth {
  readonly partition: string;
  readonly from: Date;
  /** Exclusive. */
  readonly to: Date;
}

/** The month that `now` lies in and the `ahead` months after it. */
export function monthsFrom(now: Date, ahead: number): AuditMonth[] {
  return Array.from({ length: ahead + 1 }, (_, offset) =>
    monthAt(now.getUTCFullYear(), now.getUTCMonth() + offset),
  );
}

function monthAt(year: number, month: number): AuditMonth {
  const from = new Date(Date.UTC(year, month, 1));
  const name = from.toISOString().slice(0, 7).replace('-', '_');
  return { partition: `audit_events_${name}`, from, to: new Date(Date.UTC(year, month + 1, 1)) };
}

/** The month that a partition of such a name holds; null: it is none of ours. */
export function monthOf(partition: string): AuditMonth | null {
  const [, year, month] = /^audit_events_(\d{4})_(0[1-9]|1[0-2])$/.exec(partition) ?? [];
  return year === undefined || month === undefined ? null : monthAt(Number(year), Number(month) - 1);
}
