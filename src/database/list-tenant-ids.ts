import type { EntityManager } from 'typeorm';

/**
 * Whose rows a table has, by id, after one; from one tenant's to the next by an index that begins with `tenant_id`, however many rows each has.
 * @param table ours to write: nothing that came from outside goes in here
 */
export async function listTenantIds(
  tx: EntityManager,
  table: string,
  after: string,
  limit: number,
): Promise<string[]> {
  const rows = await tx.query<{ id: string }[]>(
    `WITH RECURSIVE found (id) AS (
       (SELECT tenant_id FROM ${table} WHERE tenant_id > $1 ORDER BY tenant_id LIMIT 1)
       UNION ALL
       SELECT (SELECT tenant_id FROM ${table} WHERE tenant_id > found.id ORDER BY tenant_id LIMIT 1)
         FROM found WHERE found.id IS NOT NULL)
     SELECT id FROM found WHERE id IS NOT NULL LIMIT $2`,
    [after, limit],
  );
  return rows.map(({ id }) => id);
}
