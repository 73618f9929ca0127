import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** An assertion that signed somebody in, remembered for as long as it could be shown again. */
@Entity('consumed_assertions')
@ForeignKey('TenantEntity', ['tenantId'], ['id'], {
  name: 'fk_consumed_assertions_tenant',
  onDelete: 'CASCADE',
})
@Index('ix_consumed_assertions_expires_at', ['expiresAt'])
export class ConsumedAssertionEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_consumed_assertions' })
  tenantId: string;

  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'pk_consumed_assertions' })
  assertionHash: Buffer;

  @Column('timestamptz')
  expiresAt: Date;
}
