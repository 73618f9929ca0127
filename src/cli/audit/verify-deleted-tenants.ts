import type { AuditVerification, RamSso } from '../../sdk/sdk';
import { isUnsealed } from './show-verification';

/** A trail of a tenant that is gone, and what was found. */
export interface DeletedTenantTrail extends AuditVerification {
  readonly tenantId: string;
  readonly alias: string | null;
  readonly deletedAt: string | null;
}

/** Of all tenants that are gone: named are those whose trails are not intact, or not sealed yet. */
export interface DeletedTenantTrails {
  readonly trails: number;
  readonly seals: number;
  readonly events: number;
  readonly flawed: readonly DeletedTenantTrail[];
  readonly unsealed: readonly DeletedTenantTrail[];
}

/** One trail after the other, as the list of them comes: of those that are intact only their numbers are kept. */
export async function verifyDeletedTenants(api: RamSso): Promise<DeletedTenantTrails> {
  const counts = { trails: 0, seals: 0, events: 0 };
  const flawed: DeletedTenantTrail[] = [];
  const unsealed: DeletedTenantTrail[] = [];
  for await (const { id: tenantId, alias, deletedAt } of api.deletedTenants()) {
    const found = await api.verifyAudit({ tenantId });
    counts.trails += 1;
    counts.seals += found.seals;
    counts.events += found.events;
    const named = { tenantId, alias, deletedAt, ...found };
    if (isUnsealed(found)) unsealed.push(named);
    else if (!found.intact) flawed.push(named);
  }
  return { ...counts, flawed, unsealed };
}
