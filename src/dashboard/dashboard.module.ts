import { Module } from '@nestjs/common';
import { IdpTrustModule } from '../idp-trust/idp-trust.module';
import { LoginCountsModule } from '../login-counts/login-counts.module';
import { RamUsersModule } from '../ram-users/ram-users.module';
import { SessionsModule } from '../sessions/sessions.module';
import { SpKeysModule } from '../sp-keys/sp-keys.module';
import { TenantsModule } from '../tenants/tenants.module';
import { TrustHealthModule } from '../trust-health/trust-health.module';
import { DashboardController } from './dashboard.controller';
import { PlatformDashboardService } from './platform-dashboard.service';
import { TenantDashboardService } from './tenant-dashboard.service';
import { UnusableTrustsRepository } from './unusable-trusts.repository';

/**
 * Owns no table: it puts together what an administrator looks at first, of one tenant and of all of them. Logins and refusals a day,
 * what ends soon, and who can not sign in. Routes: `/api/v1/dashboard`, `/api/v1/tenants/{alias}/dashboard`. Asks the rooms below by their
 * services, in bounded lists, so that ten thousand tenants cost it no more than a hundred.
 */
@Module({
  imports: [
    IdpTrustModule,
    LoginCountsModule,
    RamUsersModule,
    SessionsModule,
    SpKeysModule,
    TenantsModule,
    TrustHealthModule,
  ],
  controllers: [DashboardController],
  providers: [PlatformDashboardService, TenantDashboardService, UnusableTrustsRepository],
  exports: [PlatformDashboardService, TenantDashboardService],
})
export class DashboardModule {}
