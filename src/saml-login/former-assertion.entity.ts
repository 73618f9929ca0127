import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/**
 * An assertion that signed somebody in at a tenant that was deleted since. By its alias: to the IdP, the next tenant of that alias
 * is the same service provider.
 */
@Entity('former_assertions')
@Index('ix_former_assertions_expires_at', ['expiresAt'])
export class FormerAssertionEntity {
  @PrimaryColumn('text', { primaryKeyConstraintName: 'pk_former_assertions' })
  alias: string;

  @PrimaryColumn('bytea', { primaryKeyConstraintName: 'pk_former_assertions' })
  assertionHash: Buffer;

  @Column('timestamptz')
  expiresAt: Date;
}
