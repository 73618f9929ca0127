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

/** Those that are switched off are found as that alone. */
const TENANTS: Readonly<Record<UnusableReason, string>> = {
  not_configured: `
    SELECT alias FROM tenants
     WHERE sso_enabled AND NOT EXISTS (SELECT FROM idp_trusts trust WHERE trust.tenant_id = tenants.id)
     ORDER BY alias LIMIT $1`,
  sso_disabled: `SELECT alias FROM tenants WHERE NOT sso_enabled ORDER BY alias LIMIT $1`,
  certificates_expired: `
    SELECT alias FROM tenants JOIN (
      SELECT DISTINCT tenant_id FROM idp_trust_certificates ended
       WHERE not_after <= $3 AND NOT EXISTS (
         SELECT FROM idp_trust_certificates good WHERE good.tenant_id = ended.tenant_id AND good.not_after > $3)
       LIMIT $1
    ) expired ON expired.tenant_id = tenants.id
     WHERE sso_enabled`,
  refresh_failing: `
    SELECT alias FROM tenants JOIN (
      SELECT tenant_id FROM idp_trusts WHERE refresh_failed_since IS NOT NULL ORDER BY tenant_id LIMIT $1
    ) failing ON failing.tenant_id = tenants.id
     WHERE sso_enabled`,
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
    const bounds = reason === 'certificates_expired' ? [most, shown, now] : [most, shown];
    const rows: { found: number; aliases: string[] }[] = await this.dataSource.query(
      `WITH found AS MATERIALIZED (${TENANTS[reason]})
       SELECT (SELECT count(*)::integer FROM found) AS found,
              ARRAY(SELECT alias FROM found ORDER BY alias LIMIT $2) AS aliases`,
      bounds,
    );
    return { reason, found: rows[0]?.found ?? 0, aliases: rows[0]?.aliases ?? [] };
  }
}
