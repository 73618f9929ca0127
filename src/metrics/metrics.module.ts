import { Module } from '@nestjs/common';
import { AuditExportModule } from '../audit-export/audit-export.module';
import { IdpTrustModule } from '../idp-trust/idp-trust.module';
import { SpKeysModule } from '../sp-keys/sp-keys.module';
import { TenantsModule } from '../tenants/tenants.module';
import { WebhooksModule } from '../webhooks/webhooks.module';
import { KeptOutlook } from './kept-outlook';
import { MetricsController } from './metrics.controller';
import { Metrics } from './metrics.service';
import { ReadOutlook } from './outlook';
import { OutlookGauges } from './outlook-gauges';

/**
 * Tells Prometheus what was counted: `/metrics`. It owns the text format, what a node's processes say together, and what is read for it
 * from the database. Whatever counts is below it and does not know it: what it does not find in `Counters` or ask of a service it does not tell.
 */
@Module({
  imports: [AuditExportModule, IdpTrustModule, SpKeysModule, TenantsModule, WebhooksModule],
  controllers: [MetricsController],
  providers: [KeptOutlook, Metrics, OutlookGauges, ReadOutlook],
  exports: [Metrics],
})
export class MetricsModule {}
