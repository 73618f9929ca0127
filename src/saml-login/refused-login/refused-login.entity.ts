import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** Who could have made a response: each kind is bounded apart, so that none pushes out a better one. */
export const RESPONSE_KINDS = ['vouched', 'shaped', 'rubbish'] as const;

/** `vouched`: a trusted key signed it. `shaped`: a Response of SAML 2.0 that anybody can have written. `rubbish`: anything else. */
export type ResponseKind = (typeof RESPONSE_KINDS)[number];

/** A login that was refused, and what came: sealed, and gone after some days. */
@Entity('refused_logins')
@ForeignKey('TenantEntity', ['tenantId'], ['id'], { name: 'fk_refused_logins_tenant', onDelete: 'CASCADE' })
@Check('ck_refused_logins_kind', `kind IN ('vouched', 'shaped', 'rubbish')`)
@Index('ix_refused_logins_request', ['tenantId', 'requestId', 'id'])
@Index('ix_refused_logins_kind', ['tenantId', 'kind', 'id', 'size', 'network'])
@Index('ix_refused_logins_time', ['time'])
@Index('ix_refused_logins_master_key', ['masterKeyId'])
export class RefusedLoginEntity {
  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_refused_logins' })
  tenantId: string;

  @PrimaryColumn('uuid', { primaryKeyConstraintName: 'pk_refused_logins' })
  id: string;

  /** By the database's clock, as in the audit trail. */
  @Column('timestamptz')
  time: Date;

  /** The one that the user's page shows. */
  @Column('text')
  requestId: string;

  @Column('text')
  code: string;

  /** Whom the IdP vouched for, where that could be a user of this tenant. */
  @Column('text', { nullable: true })
  userName: string | null;

  @Column('text')
  ip: string;

  @Column('text')
  kind: ResponseKind;

  /** Of the address: what one client has to itself. */
  @Column('text')
  network: string;

  /** Octets of what is sealed. */
  @Column('integer')
  size: number;

  @Column('bytea')
  sealed: Buffer;

  @Column('text')
  @ForeignKey('master_keys', { name: 'fk_refused_logins_master_key' })
  masterKeyId: string;
}
