import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/audit.module';
import { Sweeper } from '../database/sweeper';
import { Clock } from '../settings/clock';
import { CreateSetupLink } from './create-setup-link';
import { RevokeSetupLink } from './revoke-setup-link';
import { SetupLinkEntity } from './setup-link.entity';
import { SetupLinksController } from './setup-links.controller';
import { SetupLinksRepository } from './setup-links.repository';
import { SetupLinks } from './setup-links.service';
import { TakeSetupLink } from './take-setup-link';

/** An expired link is still in the list so long. */
const KEPT_MS = 30 * 86_400_000;
const SWEEP_BATCH = 250;

/**
 * Owns the links by which a customer's own administrator sets a tenant up without an account: who made them, who took them, until
 * when. Routes: `/api/v1/tenants/{alias}/setup-links`. Does not know what a link opens: the console asks here whether one still stands.
 */
@Module({
  imports: [TypeOrmModule.forFeature([SetupLinkEntity]), AuditModule],
  controllers: [SetupLinksController],
  providers: [CreateSetupLink, RevokeSetupLink, SetupLinks, SetupLinksRepository, TakeSetupLink],
  exports: [CreateSetupLink, RevokeSetupLink, SetupLinks, TakeSetupLink],
})
export class SetupLinksModule implements OnModuleInit {
  constructor(
    private readonly sweeper: Sweeper,
    private readonly clock: Clock,
    private readonly links: SetupLinksRepository,
  ) {}

  onModuleInit(): void {
    const keptSince = (): Date => new Date(this.clock.now().getTime() - KEPT_MS);
    this.sweeper.register({
      name: 'setup-links',
      run: () => this.links.deleteExpired(keptSince(), SWEEP_BATCH),
    });
  }
}
