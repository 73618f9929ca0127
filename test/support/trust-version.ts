import type { Tenant } from './api';
import type { TestApp } from './app';

/** What a login that began before is checked against when it ends. */
export async function trustVersion(app: TestApp, { id }: Tenant): Promise<string> {
  const rows: { version: string }[] = await app.dataSource.query(
    'SELECT version FROM tenants WHERE id = $1',
    [id],
  );
  return rows[0]?.version ?? '';
}
