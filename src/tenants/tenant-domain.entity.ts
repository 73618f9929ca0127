import { Check, Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { TenantEntity } from './tenant.entity';

export type DomainKind = 'default' | 'alias' | 'auxiliary';

/** A domain belongs to one tenant, of whatever kind it is: it alone is the key. */
@Entity('tenant_domains')
@Unique('uq_tenant_domains_kind', ['tenantId', 'kind'])
@Check('ck_tenant_domains_kind', `kind IN ('default', 'alias', 'auxiliary')`)
export class TenantDomainEntity {
  @PrimaryColumn({ type: 'text', collation: 'C', primaryKeyConstraintName: 'pk_tenant_domains' })
  domain: string;

  @Column({ name: 'tenant_id', type: 'uuid' })
  @ForeignKey(() => TenantEntity, { name: 'fk_tenant_domains_tenant', onDelete: 'CASCADE' })
  tenantId: string;

  @Column({ type: 'text' })
  kind: DomainKind;
}
