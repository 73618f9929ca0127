import { SealedColumn } from '../database/sealed-column';
import { sealKeyPurpose } from './seal-key-purpose';

/** What audit events are sealed with. */
export const sealedAuditKeys = new SealedColumn<{ readonly id: string }>({
  table: 'audit_seal_keys',
  column: 'sealed_key',
  key: { id: { column: 'id', type: 'uuid' } },
  purposeOf: ({ id }) => sealKeyPurpose(id),
  describe: ({ id }) => ({
    what: `The key ${id}, by which audit events were sealed,`,
    remedy:
      'Restore that row of audit_seal_keys from a backup, or delete it: what was sealed with it can then not be verified any more.',
  }),
});
