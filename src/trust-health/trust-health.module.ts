import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/audit.module';
import { IdpTrustModule } from '../idp-trust/idp-trust.module';
import { LoginCountsModule } from '../login-counts/login-counts.module';
import { SpKeysModule } from '../sp-keys/sp-keys.module';
import { TenantsModule } from '../tenants/tenants.module';
import { ExpiryNoticeEntity } from './expiry-notice.entity';
import { ExpiryNoticesRepository } from './expiry-notices.repository';
import { TellExpiries } from './tell-expiries';
import { TrustHealthController } from './trust-health.controller';
import { TrustHealthService } from './trust-health.service';

/**
 * Looks after what a tenant's sign-in stands on: what ends when, how logins went of late, and what changed since the week before.
 * It owns what was told of what ends soon, and tells it. Routes: `/api/v1/tenants/{alias}/idp/health`. Knows the trust, our own
 * keys and the counts of logins by their services alone, no login and no user.
 */
@Module({
  imports: [
    TypeOrmModule.forFeature([ExpiryNoticeEntity]),
    AuditModule,
    IdpTrustModule,
    LoginCountsModule,
    SpKeysModule,
    TenantsModule,
  ],
  controllers: [TrustHealthController],
  providers: [ExpiryNoticesRepository, TellExpiries, TrustHealthService],
  exports: [TrustHealthService],
})
export class TrustHealthModule {}
