import type { SpKeyUse } from './sp-key.entity';

/** What an SP key is sealed for: one that is put into another tenant's row, or under another use, does not open there. */
export function spKeyPurpose(tenantId: string, use: SpKeyUse): string {
  return `sp-key:${tenantId}:${use}`;
}
