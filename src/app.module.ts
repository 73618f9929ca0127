import { type DynamicModule, Module } from '@nestjs/common';
import { AccessModule } from './access/access.module';
import { AuditExportModule } from './audit-export/audit-export.module';
import { AuditModule } from './audit/audit.module';
import { AuditSealsModule } from './audit-seals/audit-seals.module';
import { ConsoleModule } from './console/console.module';
import { DashboardModule } from './dashboard/dashboard.module';
import { HealthModule } from './health/health.module';
import { IdempotencyModule } from './idempotency/idempotency.module';
import { IdpTrustModule } from './idp-trust/idp-trust.module';
import { LoginCountsModule } from './login-counts/login-counts.module';
import { MetricsModule } from './metrics/metrics.module';
import { PagesModule } from './pages/pages.module';
import { PlatformModule, type PlatformOptions } from './platform.module';
import { RamUsersModule } from './ram-users/ram-users.module';
import { SamlLoginModule } from './saml-login/saml-login.module';
import { SessionsModule } from './sessions/sessions.module';
import { SetupLinksModule } from './setup-links/setup-links.module';
import { SpKeysModule } from './sp-keys/sp-keys.module';
import { SpSetupModule } from './sp-setup/sp-setup.module';
import { SsoSwitchModule } from './sso-switch/sso-switch.module';
import { TenantsModule } from './tenants/tenants.module';
import { TrustHealthModule } from './trust-health/trust-health.module';
import { WebhooksModule } from './webhooks/webhooks.module';

/** Every feature room of the house, each named once; what they know of each other they import themselves. */
@Module({
  imports: [
    AuditModule,
    TenantsModule,
    AuditSealsModule,
    AuditExportModule,
    SpKeysModule,
    AccessModule,
    IdempotencyModule,
    IdpTrustModule,
    LoginCountsModule,
    RamUsersModule,
    SessionsModule,
    SetupLinksModule,
    SpSetupModule,
    WebhooksModule,
    SamlLoginModule,
    PagesModule,
    HealthModule,
    MetricsModule,
    TrustHealthModule,
    SsoSwitchModule,
    DashboardModule,
    ConsoleModule,
  ],
})
export class AppModule {
  static of(options: PlatformOptions): DynamicModule {
    return { module: AppModule, imports: [PlatformModule.of(options)] };
  }
}
