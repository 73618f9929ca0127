import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/audit.module';
import { OutgoingModule } from '../outgoing/outgoing.module';
import { TenantsModule } from '../tenants/tenants.module';
import { DeleteIdpTrust } from './delete-idp-trust';
import { FetchLimits } from './fetch-limits';
import { IdpTrustController } from './idp-trust.controller';
import { IdpTrustEntity } from './idp-trust.entity';
import { IdpTrustService } from './idp-trust.service';
import { IdpTrustsRepository } from './idp-trusts.repository';
import { MetadataFetcher } from './metadata-fetcher';
import { MetadataIntake } from './metadata-intake';
import { PutIdpTrust } from './put-idp-trust';

/**
 * Owns a tenant's one IdP: the intake of its metadata, by upload or from an address, and the trust that logins are checked
 * against. Routes: `/api/v1/tenants/{alias}/idp` and `/idp/metadata`. Does not know users, sessions or logins: a changed trust
 * reaches those by the tenant's version.
 */
@Module({
  imports: [TypeOrmModule.forFeature([IdpTrustEntity]), AuditModule, OutgoingModule, TenantsModule],
  controllers: [IdpTrustController],
  providers: [
    DeleteIdpTrust,
    FetchLimits,
    IdpTrustService,
    IdpTrustsRepository,
    MetadataFetcher,
    MetadataIntake,
    PutIdpTrust,
  ],
  exports: [IdpTrustService],
})
export class IdpTrustModule {}
