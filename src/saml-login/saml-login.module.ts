import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AuditListeners } from '../audit/audit-listeners';
import { AuditModule } from '../audit/audit.module';
import { Sweeper } from '../database/sweeper';
import { IdpTrustModule } from '../idp-trust/idp-trust.module';
import { LoginCountsModule } from '../login-counts/login-counts.module';
import { RamUsersModule } from '../ram-users/ram-users.module';
import { SessionsModule } from '../sessions/sessions.module';
import { Settings } from '../settings/settings';
import { SpKeysModule } from '../sp-keys/sp-keys.module';
import { TenantsModule } from '../tenants/tenants.module';
import { AnswerLogout } from './answer-logout';
import { AuthnRequestEntity } from './authn-request.entity';
import { AuthnRequestRepository } from './authn-request.repository';
import { ConsumedAssertionEntity } from './consumed-assertion.entity';
import { EarlyRefreshLogin } from './early-refresh-login';
import { ExpiredLoginsRepository } from './expired-logins.repository';
import { FinishLogin } from './finish-login';
import { FormerAssertionEntity } from './former-assertion.entity';
import { FormerAssertionsRepository } from './former-assertions.repository';
import { LoginTally } from './login-tally';
import { LoginTrusts } from './login-trust';
import { LogoutController } from './logout.controller';
import { ProvenAttempt } from './proven-attempt';
import { ArrivalsRepository } from './refused-login/arrivals.repository';
import { CheckRefusedLogin } from './refused-login/check-refused-login';
import { ForgetUnwantedLogins } from './refused-login/forget-unwanted-logins';
import { JudgeResponse } from './refused-login/judge-response';
import { KeepRefusedLogin } from './refused-login/keep-refused-login';
import { RefusedLoginEntity } from './refused-login/refused-login.entity';
import { RefusedLoginsController } from './refused-login/refused-logins.controller';
import { RefusedLoginsRepository } from './refused-login/refused-logins.repository';
import { RefusedLogins } from './refused-login/refused-logins.service';
import { RememberAssertions } from './remember-assertions';
import { SamlLoginController } from './saml-login.controller';
import { SignIn } from './sign-in';
import { SignInRepository } from './sign-in.repository';
import { StartLogin } from './start-login';
import { StartLogout } from './start-logout';
import { TenantStrategies } from './tenant-strategies';
import { AnswerTestLogin } from './test-login/answer-test-login';
import { CreateTestLogin } from './test-login/create-test-login';
import { KeptTestReports } from './test-login/kept-test-reports';
import { StartTestLogin } from './test-login/start-test-login';
import { TestLoginController } from './test-login/test-login.controller';
import { TestLoginEntity } from './test-login/test-login.entity';
import { TestLoginsRepository } from './test-login/test-logins.repository';
import { TestReportEntity } from './test-login/test-report.entity';
import { TestReportsRepository } from './test-login/test-reports.repository';
import { NoteUnmatched } from './unmatched-people/note-unmatched';
import { UnmatchedPeopleController } from './unmatched-people/unmatched-people.controller';
import { UnmatchedPeopleRepository } from './unmatched-people/unmatched-people.repository';
import { UnmatchedPeople } from './unmatched-people/unmatched-people.service';
import { UnmatchedPersonEntity } from './unmatched-people/unmatched-person.entity';

/** How long somebody is remembered who did not try again. */
const UNMATCHED_DAYS = 90;
const SWEEP_BATCH = 250;

/**
 * The browser's way in and out: `/saml/{alias}/login`, `/acs`, `/slo` and `/test-login`, and `/logout`. It owns the requests that are under way,
 * the assertions that were used, what is kept of the last test, and of refused logins (`/api/v1/tenants/{alias}/refused-logins`), and writes the one statement
 * that opens a session. It does not know the pages, and of trust,
 * users and sessions only what their services say.
 */
@Module({
  imports: [
    TypeOrmModule.forFeature([
      AuthnRequestEntity,
      ConsumedAssertionEntity,
      FormerAssertionEntity,
      TestLoginEntity,
      TestReportEntity,
      RefusedLoginEntity,
      UnmatchedPersonEntity,
    ]),
    AuditModule,
    SpKeysModule,
    TenantsModule,
    IdpTrustModule,
    LoginCountsModule,
    RamUsersModule,
    SessionsModule,
  ],
  controllers: [
    SamlLoginController,
    LogoutController,
    RefusedLoginsController,
    TestLoginController,
    UnmatchedPeopleController,
  ],
  providers: [
    AnswerLogout,
    AnswerTestLogin,
    ArrivalsRepository,
    AuthnRequestRepository,
    CheckRefusedLogin,
    CreateTestLogin,
    EarlyRefreshLogin,
    ExpiredLoginsRepository,
    FinishLogin,
    ForgetUnwantedLogins,
    FormerAssertionsRepository,
    JudgeResponse,
    KeepRefusedLogin,
    KeptTestReports,
    LoginTally,
    LoginTrusts,
    NoteUnmatched,
    ProvenAttempt,
    RefusedLogins,
    RefusedLoginsRepository,
    RememberAssertions,
    SignIn,
    SignInRepository,
    StartLogin,
    StartLogout,
    StartTestLogin,
    TenantStrategies,
    TestLoginsRepository,
    TestReportsRepository,
    UnmatchedPeople,
    UnmatchedPeopleRepository,
  ],
  exports: [CheckRefusedLogin, CreateTestLogin, KeptTestReports, RefusedLogins, UnmatchedPeople],
})
export class SamlLoginModule implements OnModuleInit {
  constructor(
    private readonly sweeper: Sweeper,
    private readonly settings: Settings,
    private readonly expired: ExpiredLoginsRepository,
    private readonly refused: RefusedLoginsRepository,
    private readonly people: UnmatchedPeopleRepository,
    private readonly listeners: AuditListeners,
    private readonly forgetUnwanted: ForgetUnwantedLogins,
    private readonly testReports: TestReportsRepository,
    private readonly keptReports: KeptTestReports,
    private readonly rememberAssertions: RememberAssertions,
  ) {}

  onModuleInit(): void {
    this.sweeper.register({ name: 'authn-requests', run: () => this.expired.deleteRequests(SWEEP_BATCH) });
    this.sweeper.register({ name: 'test-logins', run: () => this.expired.deleteTests(SWEEP_BATCH) });
    this.sweeper.register({
      name: 'consumed-assertions',
      run: () => this.expired.deleteAssertions(SWEEP_BATCH),
    });
    this.sweeper.register({
      name: 'former-assertions',
      run: () => this.expired.deleteFormerAssertions(SWEEP_BATCH),
    });
    this.sweeper.register({
      name: 'refused-logins',
      run: () => this.refused.deleteOlderThan(this.settings.refusedLoginDays, SWEEP_BATCH),
    });
    this.sweeper.register({
      name: 'unmatched-people',
      run: () => this.people.deleteOlderThan(UNMATCHED_DAYS, SWEEP_BATCH),
    });
    this.sweeper.register({
      name: 'test-reports',
      run: () => this.testReports.deleteOlderThan(this.settings.refusedLoginDays, SWEEP_BATCH),
    });
    this.listeners.register(this.forgetUnwanted);
    this.listeners.register(this.keptReports);
    this.listeners.register(this.rememberAssertions);
  }
}
