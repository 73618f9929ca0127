import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/audit.module';
import { CreateSpKey } from './create-sp-key';
import { CreateTenant } from './create-tenant';
import { DeleteSpKey } from './delete-sp-key';
import { DeleteTenant } from './delete-tenant';
import { MakeSpKey } from './make-sp-key';
import { MasterKeyEntity } from './master-key.entity';
import { MasterKey } from './master-key.service';
import { MasterKeysRepository } from './master-keys.repository';
import { PromoteSpKey } from './promote-sp-key';
import { SpKeyEntity } from './sp-key.entity';
import { SpKeysController } from './sp-keys.controller';
import { SpKeysRepository } from './sp-keys.repository';
import { SpKeys } from './sp-keys.service';
import { SpMetadataController } from './sp-metadata.controller';
import { TenantDomainEntity } from './tenant-domain.entity';
import { TenantDomainsRepository } from './tenant-domains.repository';
import { TenantDomains } from './tenant-domains';
import { TenantEntity } from './tenant.entity';
import { TenantsController } from './tenants.controller';
import { TenantsRepository } from './tenants.repository';
import { TenantsService } from './tenants.service';
import { UpdateTenant } from './update-tenant';

/**
 * Owns the cloud accounts: their settings, their domains, each of one tenant only, the version that grows with every change of
 * what logins are checked against, the SP identity and keys by which their IdPs know them, and which master key those are sealed
 * under. Routes: `/api/v1/tenants`, `/api/v1/tenants/{alias}`, `.../{alias}/sp/keys`, `/saml/{alias}/metadata`. Knows neither the IdP's trust nor users
 * and sessions, which go with the tenant by foreign keys, nor who may call.
 */
@Module({
  imports: [
    TypeOrmModule.forFeature([TenantEntity, TenantDomainEntity, MasterKeyEntity, SpKeyEntity]),
    AuditModule,
  ],
  controllers: [TenantsController, SpKeysController, SpMetadataController],
  providers: [
    CreateSpKey,
    CreateTenant,
    DeleteSpKey,
    DeleteTenant,
    MakeSpKey,
    MasterKey,
    MasterKeysRepository,
    PromoteSpKey,
    SpKeys,
    SpKeysRepository,
    TenantDomains,
    TenantDomainsRepository,
    TenantsRepository,
    TenantsService,
    UpdateTenant,
  ],
  exports: [MasterKey, SpKeys, TenantsService],
})
export class TenantsModule {}
