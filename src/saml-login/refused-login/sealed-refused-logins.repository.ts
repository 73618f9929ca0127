import type { EntityManager } from 'typeorm';
import type { SealedRow, SealedStore } from '../../tenants/sealed-store';
import { refusedLoginPurpose } from './refused-login-purpose';
import type { RefusedLoginEntity } from './refused-login.entity';

type Position = Pick<RefusedLoginEntity, 'tenantId' | 'id'>;
type Row = SealedRow & Position;

/** The responses of refused logins. */
export class SealedRefusedLogins implements SealedStore<Row> {
  async lockSealedOtherwise(
    tx: EntityManager,
    masterKeyId: string,
    after: Row | undefined,
    limit: number,
  ): Promise<Row[]> {
    const rows = await tx.query<(Position & Pick<SealedRow, 'sealed' | 'masterKeyId'>)[]>(
      `SELECT tenant_id AS "tenantId", id, sealed, master_key_id AS "masterKeyId" FROM refused_logins
        WHERE master_key_id <> $1 AND ($2::uuid IS NULL OR (tenant_id, id) > ($2::uuid, $3::uuid))
        ORDER BY tenant_id, id LIMIT $4 FOR NO KEY UPDATE`,
      [masterKeyId, after?.tenantId ?? null, after?.id ?? null, limit],
    );
    return rows.map((row) => ({ ...row, purpose: refusedLoginPurpose(row) }));
  }

  async updateSealed(tx: EntityManager, masterKeyId: string, rows: readonly Row[]): Promise<void> {
    await tx.query(
      `UPDATE refused_logins SET sealed = fresh.sealed, master_key_id = $1
         FROM unnest($2::uuid[], $3::uuid[], $4::bytea[]) AS fresh (tenant_id, id, sealed)
        WHERE refused_logins.tenant_id = fresh.tenant_id AND refused_logins.id = fresh.id`,
      [
        masterKeyId,
        rows.map(({ tenantId }) => tenantId),
        rows.map(({ id }) => id),
        rows.map(({ sealed }) => sealed),
      ],
    );
  }

  describe({ tenantId, id }: Row): { what: string; remedy: string } {
    return {
      what: `The refused login ${id} of the tenant ${tenantId}`,
      remedy: 'Delete that row of refused_logins: nothing but the look into it is lost.',
    };
  }
}
