import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

/** Why a tenant's sign-in stands still, or soon will. */
export const UNUSABLE_REASONS = [
  'not_configured',
  'sso_disabled',
  'certificates_expired',
  'refresh_failing',
] as const;
export type UnusableReason = (typeof UNUSABLE_REASONS)[number];

export interface UnusableTrusts {
  readonly reason: UnusableReason;
  /** Counted up to the bound. */
  readonly found: number;
  /** Of tenants, the first by name. */
  readonly aliases: readonly string[];
}

/** For good or for a trial, as `isSsoOn` has it. */
const ON = '(sso_enabled OR sso_trial_ends_at > $3)';

/** Those that are switched off are found as that alone. */
const TENANTS: Readonly<Record<UnusableReason, string>> = {
  not_configured: `
    SELECT alias FROM tenants
     WHERE ${ON} AND NOT EXISTS (SELECT FROM idp_trusts trust WHERE trust.tenant_id = tenants.id)
     ORDER BY alias LIMIT $1`,
  sso_disabled: `
    SELECT alias FROM tenants
     WHERE NOT sso_enabled AND (sso_trial_ends_at IS NULL OR sso_trial_ends_at <= $3)
     ORDER BY alias LIMIT $1`,
  certificates_expired: `
    SELECT alias FROM tenants JOIN (
      SELECT DISTINCT tenant_id FROM idp_trust_certificates ended
       WHERE not_after <= $3 AND NOT EXISTS (
         SELECT FROM idp_trust_certificates good WHERE good.tenant_id = ended.tenant_id AND good.not_after > $3)
       LIMIT $1
    ) expired ON expired.tenant_id = tenants.id
     WHERE ${ON}`,
  refresh_failing: `
    SELECT alias FROM tenants JOIN (
      SELECT tenant_id FROM idp_trusts WHERE refresh_failed_since IS NOT NULL ORDER BY tenant_id LIMIT $1
    ) failing ON failing.tenant_id = tenants.id
     WHERE ${ON}`,
};

@Injectable()
export class UnusableTrustsRepository {
  constructor(private readonly dataSource: DataSource) {}

  /** @param most how many are looked for; `shown` of them are named */
  async find(
    reason: UnusableReason,
    { most, shown }: { readonly most: number; readonly shown: number },
    now: Date,
  ): Promise<UnusableTrusts> {
    const rows: { found: number; aliases: string[] }[] = await this.dataSource.query(
      `WITH found AS MATERIALIZED (${TENANTS[reason]})
       SELECT (SELECT count(*)::integer FROM found) AS found,
              ARRAY(SELECT alias FROM found ORDER BY alias LIMIT $2) AS aliases`,
      [most, shown, now],
    );
    return { reason, found: rows[0]?.found ?? 0, aliases: rows[0]?.aliases ?? [] };
  }
}
