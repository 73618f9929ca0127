import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditEventEntity } from './audit-event.entity';
import { AuditEventsController } from './audit-events.controller';
import { AuditListeners } from './audit-listeners';
import { AuditPartitionsRepository } from './audit-partitions.repository';
import { AuditRepository } from './audit.repository';
import { AuditService } from './audit.service';
import { MakeAuditPartitions } from './make-audit-partitions';

/**
 * Owns what happened, to whom, and why it was refused: append-only, written in the transaction of what it tells of, in partitions
 * by month. Routes: `/api/v1/tenants/{alias}/audit-events`. Knows a tenant by its id alone, which may outlive the tenant, and
 * nothing of what the events are about.
 */
@Module({
  imports: [TypeOrmModule.forFeature([AuditEventEntity])],
  controllers: [AuditEventsController],
  providers: [AuditListeners, AuditPartitionsRepository, AuditRepository, AuditService, MakeAuditPartitions],
  exports: [AuditListeners, AuditService],
})
export class AuditModule {}
