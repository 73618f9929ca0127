import { Module, type OnModuleInit } from '@nestjs/common';
import { Sweeper } from '../database/sweeper';
import { IdpTrustModule } from '../idp-trust/idp-trust.module';
import { SsoTrials } from '../tenants/sso-trials.service';
import { TenantsModule } from '../tenants/tenants.module';
import { SsoTrialController } from './sso-trial.controller';
import { StartSsoTrial } from './start-sso-trial';

const SWEEP_BATCH = 100;

/**
 * Switches a tenant's single sign-on on without locking anybody out: for a trial that goes back by itself unless a login confirms it. Routes: `/api/v1/tenants/{alias}/sso/trial`. Keeps nothing: the trial is the tenant's, and the login
 * that confirms it `saml-login`'s.
 */
@Module({
  imports: [IdpTrustModule, TenantsModule],
  controllers: [SsoTrialController],
  providers: [StartSsoTrial],
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
