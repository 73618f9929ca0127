import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditModule } from '../audit/audit.module';
import { Sweeper } from '../database/sweeper';
import { IdpTrustModule } from '../idp-trust/idp-trust.module';
import { LoginCountsModule } from '../login-counts/login-counts.module';
import { SessionsModule } from '../sessions/sessions.module';
import { TenantsModule } from '../tenants/tenants.module';
import { AnswerLogout } from './answer-logout';
import { AuthnRequestEntity } from './authn-request.entity';
import { AuthnRequestRepository } from './authn-request.repository';
import { ConsumedAssertionEntity } from './consumed-assertion.entity';
import { EarlyRefreshLogin } from './early-refresh-login';
import { ExpiredLoginsRepository } from './expired-logins.repository';
import { FinishLogin } from './finish-login';
import { LoginTrusts } from './login-trust';
import { LogoutController } from './logout.controller';
import { ProvenAttempt } from './proven-attempt';
import { SamlLoginController } from './saml-login.controller';
import { SignInRepository } from './sign-in.repository';
import { StartLogin } from './start-login';
import { StartLogout } from './start-logout';
import { TenantStrategies } from './tenant-strategies';

const SWEEP_BATCH = 1000;

/**
 * The browser's way in and out: `/saml/{alias}/login`, `/acs` and `/slo`, and `/logout`. It owns the requests that are under way and
 * the assertions that were used, and writes the one statement that opens a session. It does not know the pages, and of trust,
 * users and sessions only what their services say.
 */
@Module({
  imports: [
    TypeOrmModule.forFeature([AuthnRequestEntity, ConsumedAssertionEntity]),
    AuditModule,
    TenantsModule,
    IdpTrustModule,
    LoginCountsModule,
    SessionsModule,
  ],
  controllers: [SamlLoginController, LogoutController],
  providers: [
    AnswerLogout,
    AuthnRequestRepository,
    EarlyRefreshLogin,
    ExpiredLoginsRepository,
    FinishLogin,
    LoginTrusts,
    ProvenAttempt,
    SignInRepository,
    StartLogin,
    StartLogout,
    TenantStrategies,
  ],
})
export class SamlLoginModule implements OnModuleInit {
  constructor(
    private readonly sweeper: Sweeper,
    private readonly expired: ExpiredLoginsRepository,
  ) {}

  onModuleInit(): void {
    this.sweeper.register({ name: 'authn-requests', run: () => this.expired.deleteRequests(SWEEP_BATCH) });
    this.sweeper.register({
      name: 'consumed-assertions',
      run: () => this.expired.deleteAssertions(SWEEP_BATCH),
    });
  }
}
