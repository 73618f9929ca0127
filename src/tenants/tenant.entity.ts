import { Check, Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import type { SamlSettings } from './saml-settings';

export type IdpInitiatedLogin = 'allowed' | 'refused';

@Entity('tenants')
@Unique('uq_tenants_alias', ['alias'])
// On the folded name, which only the migration can describe.
@Index('ix_tenants_display_name', { synchronize: false })
@Index('ix_tenants_sso_disabled', ['alias'], { where: 'NOT sso_enabled' })
@Check('ck_tenants_idp_initiated_login', `idp_initiated_login IN ('allowed', 'refused')`)
@Index('ix_tenants_sso_trial_ends_at', ['ssoTrialEndsAt'], { where: 'sso_trial_ends_at IS NOT NULL' })
export class TenantEntity {
  @PrimaryColumn({ type: 'uuid', primaryKeyConstraintName: 'pk_tenants' })
  id: string;

  @Column({ type: 'text', collation: 'C' })
  alias: string;

  @Column({ name: 'display_name', type: 'text', nullable: true })
  displayName: string | null;

  @Column({ name: 'sso_enabled', type: 'boolean' })
  ssoEnabled: boolean;

  /** Until then single sign-on is on although `ssoEnabled` is false; null where no trial was begun, or it is over and was noted. */
  @Column({ name: 'sso_trial_ends_at', type: 'timestamptz', nullable: true })
  ssoTrialEndsAt: Date | null;

  @Column({ name: 'idp_initiated_login', type: 'text' })
  idpInitiatedLogin: IdpInitiatedLogin;

  /** Null: the service's setting. */
  @Column({ name: 'session_ttl_seconds', type: 'integer', nullable: true })
  sessionTtlSeconds: number | null;

  @Column({ name: 'login_network_masks', type: 'text', array: true })
  loginNetworkMasks: string[];

  @Column({ type: 'jsonb' })
  saml: SamlSettings;

  /** Grows with each change of the tenant or its trust; a login names the one that it was checked against. */
  @Column({ type: 'bigint' })
  version: string;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;

  @Column({ name: 'updated_at', type: 'timestamptz' })
  updatedAt: Date;
}
