import { SealedColumn } from '../database/sealed-column';
import type { SpKeyEntity } from './sp-key.entity';
import { spKeyPurpose } from './sp-key-purpose';

/** The private keys of the tenants' service providers. */
export const sealedSpKeys = new SealedColumn<Pick<SpKeyEntity, 'tenantId' | 'id' | 'use' | 'status'>>({
  table: 'sp_keys',
  column: 'sealed_private_key',
  key: { tenantId: { column: 'tenant_id', type: 'uuid' }, id: { column: 'id', type: 'uuid' } },
  others: { use: 'use', status: 'status' },
  purposeOf: ({ tenantId, use }) => spKeyPurpose(tenantId, use),
  describe: ({ tenantId, id, use, status }) => ({
    what: `The ${status} ${use} key of the tenant ${tenantId}`,
    remedy: `Restore the row ${id} of sp_keys from a backup, or delete it: in place of a current one the tenant gets a new key, which its IdP must be told.`,
  }),
});
