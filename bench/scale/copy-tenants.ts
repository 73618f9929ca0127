import { Client } from 'pg';
import { databaseUrl, type RunningService } from '../scene';

/** What there is once for each tenant: as a whole row of it, so that columns that come later are copied too. */
const TABLES: Readonly<Record<string, string>> = {
  tenants: `jsonb_build_object('id', copy.id, 'alias', copy.alias)`,
  tenant_domains: `jsonb_build_object('tenant_id', copy.id, 'domain', copy.alias || '.ram.localhost')`,
  sp_keys: `jsonb_build_object('tenant_id', copy.id)`,
  idp_trusts: `jsonb_build_object('tenant_id', copy.id, 'id', gen_random_uuid())`,
  idp_trust_versions: `jsonb_build_object('tenant_id', copy.id)`,
  idp_trust_certificates: `jsonb_build_object('tenant_id', copy.id)`,
};
/** Where it is not `tenant_id` that says whose a row is. */
const OWNER: Readonly<Record<string, string>> = { tenants: 'id' };

export interface CopiedTenants {
  readonly from: string;
  readonly tenants: number;
  readonly usersEach: number;
}

/**
 * By SQL: so many tenants, each with keys of its own, would take hours by the API. Each is `t<n>`, a copy of one that was made by it
 * (with the same IdP, and a user to copy), and has the users `u0` to `u<m>`.
 */
export async function copyTenants(service: RunningService, copied: CopiedTenants): Promise<void> {
  const client = new Client({ connectionString: databaseUrl(service) });
  await client.connect();
  try {
    await client.query(
      `CREATE TEMPORARY TABLE copies AS
         SELECT gen_random_uuid() AS id, 't' || lpad(number::text, 5, '0') AS alias FROM generate_series(0, ${copied.tenants - 1}) AS number`,
    );
    for (const [table, change] of Object.entries(TABLES)) {
      await client.query(
        `INSERT INTO ${table} SELECT (jsonb_populate_record(original, ${change})).*
           FROM ${table} original JOIN tenants tenant ON tenant.id = original.${OWNER[table] ?? 'tenant_id'}, copies AS copy
          WHERE tenant.alias = $1`,
        [copied.from],
      );
    }
    await withoutIndexes(client, 'ram_users', () => copyUsers(client, copied));
    await client.query('VACUUM ANALYZE');
  } finally {
    await client.end();
  }
}

async function copyUsers(client: Client, { from, usersEach }: CopiedTenants): Promise<void> {
  await client.query(
    `INSERT INTO ram_users
       SELECT (jsonb_populate_record(original, jsonb_build_object('tenant_id', copy.id, 'id', gen_random_uuid(),
                'user_name', 'u' || number, 'user_name_key', 'u' || number, 'search_key', 'u' || number))).*
         FROM ram_users original JOIN tenants tenant ON tenant.id = original.tenant_id,
              copies AS copy, generate_series(0, ${usersEach - 1}) AS number
        WHERE tenant.alias = $1 AND original.user_name = 'u0'`,
    [from],
  );
}

/** An index that is made at the end takes a fraction of one that grows row by row. */
async function withoutIndexes(client: Client, table: string, fill: () => Promise<void>): Promise<void> {
  const { rows } = await client.query<{ name: string; definition: string }>(
    `SELECT indexrelid::regclass::text AS name, pg_get_indexdef(indexrelid) AS definition FROM pg_index
      WHERE indrelid = $1::regclass AND NOT EXISTS (SELECT FROM pg_constraint WHERE conindid = indexrelid)`,
    [table],
  );
  for (const { name } of rows) await client.query(`DROP INDEX ${name}`);
  // Whose tenant is there needs no proof row by row.
  await client.query(`SET session_replication_role = replica`);
  await fill();
  await client.query(`SET session_replication_role = DEFAULT`);
  await client.query(`SET maintenance_work_mem = '512MB'`);
  for (const { definition } of rows) await client.query(definition);
}

export function aliasOfCopy(number: number): string {
  return `t${String(number).padStart(5, '0')}`;
}
