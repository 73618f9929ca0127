import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/audit.module';
import { TenantsModule } from '../tenants/tenants.module';
import { AuditDropEntity } from './audit-drop.entity';
import { AuditDropsRepository } from './audit-drops.repository';
import { AuditSealEntity } from './audit-seal.entity';
import { AuditSealKeyEntity } from './audit-seal-key.entity';
import { AuditSealKeysRepository } from './audit-seal-keys.repository';
import { AuditSealsController } from './audit-seals.controller';
import { AuditSealsRepository } from './audit-seals.repository';
import { DeletedTenantsController } from './deleted-tenants.controller';
import { DeletedTenants } from './deleted-tenants.service';
import { DropOldEvents } from './drop-old-events';
import { PlatformAuditSealsController } from './platform-audit-seals.controller';
import { ReadTrail } from './read-trail';
import { SealAuditEvents } from './seal-audit-events';
import { SealKeys } from './seal-keys.service';
import { VerifyTrail } from './verify-trail';

/**
 * Owns what shows that audit events are those that were written: seals over batches of them, a chain for each trail, and the keys
 * that these are made with; and lets old months go. Routes: `/api/v1/tenants/{alias}/audit-events:verify`, `/api/v1/audit-events:verify` and `/api/v1/deleted-tenants`. Knows a tenant by its id
 * alone, which may outlive the tenant; the events belong to the audit trail, and sealing is no part of writing them.
 */
@Module({
  imports: [
    TypeOrmModule.forFeature([AuditDropEntity, AuditSealEntity, AuditSealKeyEntity]),
    AuditModule,
    TenantsModule,
  ],
  controllers: [AuditSealsController, DeletedTenantsController, PlatformAuditSealsController],
  providers: [
    AuditDropsRepository,
    DeletedTenants,
    DropOldEvents,
    AuditSealKeysRepository,
    AuditSealsRepository,
    ReadTrail,
    SealAuditEvents,
    SealKeys,
    VerifyTrail,
  ],
  exports: [VerifyTrail],
})
export class AuditSealsModule {}
