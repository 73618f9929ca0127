import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/audit.module';
import { Sweeper } from '../database/sweeper';
import { OutgoingModule } from '../outgoing/outgoing.module';
import { TenantsModule } from '../tenants/tenants.module';
import { DeleteIdpTrust } from './delete-idp-trust';
import { EarlyRefresh } from './early-refresh';
import { FetchLimits } from './fetch-limits';
import { IdpTrustCertificateEntity } from './idp-trust-certificate.entity';
import { IdpTrustController } from './idp-trust.controller';
import { IdpTrustEntity } from './idp-trust.entity';
import { IdpTrustService } from './idp-trust.service';
import { IdpTrustsRepository } from './idp-trusts.repository';
import { MetadataFetcher } from './metadata-fetcher';
import { MetadataIntake } from './metadata-intake';
import { MetadataReader } from './metadata-reader';
import { MetadataThreads } from './metadata-threads';
import { PutIdpTrust } from './put-idp-trust';
import { ReadingLimits } from './reading-limits';
import { RefreshDueTrusts } from './refresh-due-trusts';
import { RefreshIdpTrust } from './refresh-idp-trust';
import { RefreshOnDemand } from './refresh-on-demand';
import { StoreIdpTrust } from './store-idp-trust';
import { TrustEndsRepository } from './trust-ends.repository';
import { TrustVersionsController } from './trust-versions.controller';
import { TrustVersions } from './trust-versions.service';
import { IdpTrustVersionEntity } from './idp-trust-version.entity';
import { IdpTrustVersionsRepository } from './idp-trust-versions.repository';

/**
 * Owns a tenant's one IdP: the intake of its metadata, by upload or from an address that is asked again from time to time, and
 * the trust that logins are checked against. Routes: `/api/v1/tenants/{alias}/idp`, `/idp/metadata`, `/idp/refresh` and `/idp/versions`. Does not know users, sessions or logins: a changed trust
 * reaches those by the tenant's version.
 */
@Module({
  imports: [
    TypeOrmModule.forFeature([IdpTrustCertificateEntity, IdpTrustEntity, IdpTrustVersionEntity]),
    AuditModule,
    OutgoingModule,
    TenantsModule,
  ],
  controllers: [IdpTrustController, TrustVersionsController],
  providers: [
    DeleteIdpTrust,
    EarlyRefresh,
    FetchLimits,
    IdpTrustService,
    IdpTrustsRepository,
    IdpTrustVersionsRepository,
    MetadataFetcher,
    MetadataIntake,
    MetadataReader,
    MetadataThreads,
    PutIdpTrust,
    ReadingLimits,
    RefreshDueTrusts,
    RefreshIdpTrust,
    RefreshOnDemand,
    StoreIdpTrust,
    TrustEndsRepository,
    TrustVersions,
  ],
  exports: [DeleteIdpTrust, EarlyRefresh, IdpTrustService, PutIdpTrust, RefreshOnDemand, TrustVersions],
})
export class IdpTrustModule implements OnModuleInit {
  constructor(
    private readonly sweeper: Sweeper,
    private readonly due: RefreshDueTrusts,
  ) {}

  onModuleInit(): void {
    this.sweeper.register({ name: 'idp-trusts', isSlow: true, run: () => this.due.run() });
  }
}
