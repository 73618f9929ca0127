import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditArrivalsRepository } from './audit-arrivals.repository';
import { AuditCursorEntity } from './audit-cursor.entity';
import { AuditEventEntity } from './audit-event.entity';
import { AuditEventsController } from './audit-events.controller';
import { AuditListeners } from './audit-listeners';
import { AuditMonths } from './audit-months.service';
import { AuditPartitionsRepository } from './audit-partitions.repository';
import { AuditRepository } from './audit.repository';
import { AuditService } from './audit.service';
import { AuditStream } from './audit-stream.service';
import { AuditTrails } from './audit-trails.service';
import { AuditTrailsRepository } from './audit-trails.repository';
import { MakeAuditPartitions } from './make-audit-partitions';

/**
 * Owns what happened, to whom, and why it was refused: append-only, written in the transaction of what it tells of, in partitions
 * by month, and numbered as it arrives. Routes: `/api/v1/tenants/{alias}/audit-events`. Knows a tenant by its id alone, which may outlive the tenant, and
 * nothing of what the events are about.
 */
@Module({
  imports: [TypeOrmModule.forFeature([AuditEventEntity, AuditCursorEntity])],
  controllers: [AuditEventsController],
  providers: [
    AuditArrivalsRepository,
    AuditListeners,
    AuditMonths,
    AuditPartitionsRepository,
    AuditRepository,
    AuditService,
    AuditStream,
    AuditTrails,
    AuditTrailsRepository,
    MakeAuditPartitions,
  ],
  exports: [AuditListeners, AuditMonths, AuditService, AuditStream, AuditTrails],
})
export class AuditModule {}
