import { Module, type OnModuleInit } from '@nestjs/common';
import { AuditModule } from '../audit/audit.module';
import { Sweeper } from '../database/sweeper';
import { IdpTrustModule } from '../idp-trust/idp-trust.module';
import { RamUsersModule } from '../ram-users/ram-users.module';
import { SsoTrials } from '../tenants/sso-trials.service';
import { TenantsModule } from '../tenants/tenants.module';
import { FindReadiness } from './find-readiness';
import { ReadinessController } from './readiness.controller';
import { SsoTrialController } from './sso-trial.controller';
import { StartSsoTrial } from './start-sso-trial';

const SWEEP_BATCH = 100;

/**
 * Switches a tenant's single sign-on on without locking anybody out: who would be, and a trial that goes back by itself unless a login
 * confirms it. Routes: `/api/v1/tenants/{alias}/sso/readiness` and `/sso/trial`. Keeps nothing: the trial is the tenant's, the login that
 * confirms it `saml-login`'s, and whom an assertion named `ram-users`'.
 */
@Module({
  imports: [AuditModule, IdpTrustModule, RamUsersModule, TenantsModule],
  controllers: [ReadinessController, SsoTrialController],
  providers: [FindReadiness, StartSsoTrial],
  exports: [FindReadiness, StartSsoTrial],
})
export class SsoSwitchModule implements OnModuleInit {
  constructor(
    private readonly sweeper: Sweeper,
    private readonly trials: SsoTrials,
  ) {}

  onModuleInit(): void {
    this.sweeper.register({ name: 'sso-trials', run: () => this.trials.revertEnded(SWEEP_BATCH) });
  }
}
