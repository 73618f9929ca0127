import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/audit.module';
import { CreateTenant } from './create-tenant';
import { DeleteTenant } from './delete-tenant';
import { MasterKeyEntity } from './master-key.entity';
import { MasterKey } from './master-key.service';
import { MasterKeysRepository } from './master-keys.repository';
import { PlatformAuditController } from './platform-audit.controller';
import { SsoTrials } from './sso-trials.service';
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
 * what logins are checked against, the addresses by which their IdPs know them, and which master key is in force. Routes:
 * `/api/v1/tenants`, `/api/v1/tenants/{alias}`, and `/api/v1/audit-events`, which names the tenant of an event. Knows neither the SP keys, nor the IdP's trust, nor users and sessions, which go with
 * the tenant by foreign keys, nor who may call.
 */
@Module({
  imports: [TypeOrmModule.forFeature([TenantEntity, TenantDomainEntity, MasterKeyEntity]), AuditModule],
  controllers: [PlatformAuditController, TenantsController],
  providers: [
    CreateTenant,
    DeleteTenant,
    MasterKey,
    MasterKeysRepository,
    SsoTrials,
    TenantDomains,
    TenantDomainsRepository,
    TenantsRepository,
    TenantsService,
    UpdateTenant,
  ],
  exports: [CreateTenant, DeleteTenant, MasterKey, SsoTrials, TenantsService, UpdateTenant],
})
export class TenantsModule {}
