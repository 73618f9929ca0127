import { isRamSsoError, type RamSso } from '../../sdk/sdk';
import type { CurrentTenant } from './plan';
import type { DesiredTenant } from './read-declaration';

/** What is there of what is declared; nothing else is asked for. */
export async function readCurrent(
  api: RamSso,
  desired: readonly DesiredTenant[],
): Promise<ReadonlyMap<string, CurrentTenant>> {
  const found = new Map<string, CurrentTenant>();
  for (const one of desired) {
    const current = await readTenant(api, one);
    if (current) found.set(one.alias, current);
  }
  return found;
}

async function readTenant(
  api: RamSso,
  { alias, idp, users, webhooks }: DesiredTenant,
): Promise<CurrentTenant | undefined> {
  const tenant = await unlessMissing(api.tenants.get(alias), 'tenant.not_found');
  if (!tenant) return undefined;
  const trust =
    idp === undefined ? undefined : await unlessMissing(api.idp(alias).get(), 'idp.not_configured');
  return {
    tenant,
    trust,
    metadata: trust && idp?.document ? Buffer.from(await api.idp(alias).metadataBytes()) : undefined,
    users: users ? await api.users(alias).list({ limit: 500 }).toArray() : [],
    webhooks: webhooks ? await api.webhooks(alias).list({ limit: 500 }).toArray() : [],
  };
}

async function unlessMissing<T>(
  asked: Promise<T>,
  code: 'tenant.not_found' | 'idp.not_configured',
): Promise<T | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (isRamSsoError(error, code)) return undefined;
    throw error;
  }
}
