import { Module } from '@nestjs/common';
import { IdpTrustModule } from '../idp-trust/idp-trust.module';
import { LoginCountsModule } from '../login-counts/login-counts.module';
import { TrustHealthController } from './trust-health.controller';
import { TrustHealthService } from './trust-health.service';

/**
 * Looks after what a tenant's sign-in stands on: what ends when, how logins went of late, and what changed since the week before.
 * Routes: `/api/v1/tenants/{alias}/idp/health`. Knows the trust and the counts of logins by their services alone, no login
 * and no user.
 */
@Module({
  imports: [IdpTrustModule, LoginCountsModule],
  controllers: [TrustHealthController],
  providers: [TrustHealthService],
})
export class TrustHealthModule {}
