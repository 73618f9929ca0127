import type { RefusedLoginEntity } from './refused-login.entity';

/** What a refused login is sealed for: one that is put into another row does not open there. */
export function refusedLoginPurpose({ tenantId, id }: Pick<RefusedLoginEntity, 'tenantId' | 'id'>): string {
  return `refused-login:${tenantId}:${id}`;
}
