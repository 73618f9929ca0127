import type { DataSource } from 'typeorm';

/** Of one tenant: whoever opens session after session, and leaves 25 MiB in each, fills no disk. */
const MOST_DRAFTS = 10;

/** Takes away what a tenant has beyond the limit, the oldest first. */
export async function deleteSurplusDrafts(
  dataSource: DataSource,
  table: 'console_trust_drafts' | 'console_user_drafts',
  tenantId: string,
): Promise<void> {
  await dataSource.query(
    `DELETE FROM ${table} WHERE tenant_id = $1 AND session_id IN
       (SELECT session_id FROM ${table} WHERE tenant_id = $1
         ORDER BY created_at DESC, session_id DESC OFFSET $2 FOR UPDATE SKIP LOCKED)`,
    [tenantId, MOST_DRAFTS],
  );
}
