import { Module } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module';
import { OutgoingModule } from '../outgoing/outgoing.module';
import { TenantsModule } from '../tenants/tenants.module';
import { AuditExports } from './audit-exports.service';
import { ExportEvents } from './export-events';

/**
 * Owns how audit events leave the service as they come: to a file, to an address. Has no routes. The events, their order and how far somebody has come
 * belong to the audit trail; it knows tenants by their aliases alone, and nothing of what the events are about.
 */
@Module({
  imports: [AuditModule, OutgoingModule, TenantsModule],
  providers: [AuditExports, ExportEvents],
  exports: [AuditExports],
})
export class AuditExportModule {}
