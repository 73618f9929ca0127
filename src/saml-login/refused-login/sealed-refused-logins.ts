import { SealedColumn } from '../../database/sealed-column';
import { refusedLoginPurpose } from './refused-login-purpose';
import type { RefusedLoginEntity } from './refused-login.entity';

/** The responses of refused logins. */
export const sealedRefusedLogins = new SealedColumn<Pick<RefusedLoginEntity, 'tenantId' | 'id'>>({
  table: 'refused_logins',
  column: 'sealed',
  key: { tenantId: { column: 'tenant_id', type: 'uuid' }, id: { column: 'id', type: 'uuid' } },
  purposeOf: refusedLoginPurpose,
  describe: ({ tenantId, id }) => ({
    what: `The refused login ${id} of the tenant ${tenantId}`,
    remedy: 'Delete that row of refused_logins: nothing but the look into it is lost.',
  }),
});
