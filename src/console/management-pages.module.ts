import { Module } from '@nestjs/common';
import { AccessModule } from '../access/access.module';
import { DashboardModule } from '../dashboard/dashboard.module';
import { IdpTrustModule } from '../idp-trust/idp-trust.module';
import { SpKeysModule } from '../sp-keys/sp-keys.module';
import { TenantsModule } from '../tenants/tenants.module';
import { TrustHealthModule } from '../trust-health/trust-health.module';
import { WebhooksModule } from '../webhooks/webhooks.module';
import { ApiTokenPagesController } from './api-tokens/api-token-pages.controller';
import { DashboardPagesController } from './dashboard/dashboard-pages.controller';
import { SpKeyPagesController } from './sp-keys/sp-key-pages.controller';
import { TenantListController } from './tenants/tenant-list.controller';
import { TenantSettingsController } from './tenants/tenant-settings.controller';
import { TrustPagesController } from './trust/trust-pages.controller';
import { PlatformWebhookPagesController } from './webhooks/platform-webhook-pages.controller';
import { TenantWebhookPagesController } from './webhooks/tenant-webhook-pages.controller';
import { WebhookScreens } from './webhooks/webhook-screens';

/** Those pages of the console that show and change what there is: dashboards, tenants and what belongs to them. */
@Module({
  imports: [
    AccessModule,
    DashboardModule,
    IdpTrustModule,
    SpKeysModule,
    TenantsModule,
    TrustHealthModule,
    WebhooksModule,
  ],
  controllers: [
    ApiTokenPagesController,
    DashboardPagesController,
    PlatformWebhookPagesController,
    SpKeyPagesController,
    TenantListController,
    TenantSettingsController,
    TenantWebhookPagesController,
    TrustPagesController,
  ],
  providers: [WebhookScreens],
})
export class ManagementPagesModule {}
