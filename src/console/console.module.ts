import { Module, type OnModuleInit } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AccessModule } from '../access/access.module';
import { AuditModule } from '../audit/audit.module';
import { AuditSealsModule } from '../audit-seals/audit-seals.module';
import { DashboardModule } from '../dashboard/dashboard.module';
import { Sweeper } from '../database/sweeper';
import { Admission } from '../http/admission';
import { IdpTrustModule } from '../idp-trust/idp-trust.module';
import { RamUsersModule } from '../ram-users/ram-users.module';
import { SamlLoginModule } from '../saml-login/saml-login.module';
import { SessionsModule } from '../sessions/sessions.module';
import { Clock } from '../settings/clock';
import { SetupLinksModule } from '../setup-links/setup-links.module';
import { SpKeysModule } from '../sp-keys/sp-keys.module';
import { SpSetupModule } from '../sp-setup/sp-setup.module';
import { SsoSwitchModule } from '../sso-switch/sso-switch.module';
import { TenantsModule } from '../tenants/tenants.module';
import { TrustHealthModule } from '../trust-health/trust-health.module';
import { WebhooksModule } from '../webhooks/webhooks.module';
import { ApiTokenPagesController } from './api-tokens/api-token-pages.controller';
import { AssetsController } from './assets/assets.controller';
import { AuditPagesController } from './audit/audit-pages.controller';
import { AuditScreens } from './audit/audit-screens';
import { PlatformAuditPagesController } from './audit/platform-audit-pages.controller';
import { DashboardPagesController } from './dashboard/dashboard-pages.controller';
import { GuidesController } from './guides/guides.controller';
import { HomeController } from './home/home.controller';
import { RefusedLoginsPagesController } from './refused-logins/refused-logins.controller';
import { SearchController } from './search/search.controller';
import { AdmitViewer } from './session/admit-viewer';
import { ConsoleSessionEntity } from './session/console-session.entity';
import { ConsoleSessionsRepository } from './session/console-sessions.repository';
import { ConsoleSessions } from './session/console-sessions.service';
import { Credentials } from './session/credentials';
import { SessionsPagesController } from './sessions/sessions.controller';
import { SetupLinksPagesController } from './setup-links/setup-links.controller';
import { TakeSetupLinkController } from './setup-links/take-link.controller';
import { ChooseTenantController } from './setup/choose-tenant.controller';
import { SetupIdpController } from './setup/idp.controller';
import { SetupOverviewController } from './setup/overview.controller';
import { FindSetupState } from './setup/setup-state';
import { ShowIdp } from './setup/show-idp';
import { SetupSpController } from './setup/sp.controller';
import { SetupSwitchController } from './setup/switch.controller';
import { SwitchOffController } from './setup/switch-off.controller';
import { SetupTestController } from './setup/test.controller';
import { TrustDraftEntity } from './setup/trust-draft.entity';
import { TrustDraftsRepository } from './setup/trust-drafts.repository';
import { TrustDrafts } from './setup/trust-drafts.service';
import { UserDraftEntity } from './setup/user-draft.entity';
import { UserDraftsRepository } from './setup/user-drafts.repository';
import { SetupUserListController } from './setup/user-list.controller';
import { UserLists } from './setup/user-lists.service';
import { SetupUsersController } from './setup/users.controller';
import { ConfirmController } from './sign-in/confirm.controller';
import { SignInToConsoleController } from './sign-in/sign-in.controller';
import { SpKeyPagesController } from './sp-keys/sp-key-pages.controller';
import { TenantListController } from './tenants/tenant-list.controller';
import { TenantSettingsController } from './tenants/tenant-settings.controller';
import { TrustPagesController } from './trust/trust-pages.controller';
import { UnmatchedPeoplePagesController } from './unmatched-people/unmatched-people.controller';
import { ImportUsersPagesController } from './users/import.controller';
import { UserPagesController } from './users/user.controller';
import { UsersPagesController } from './users/users.controller';
import { PlatformTrailPagesController } from './verification/platform-trail-pages.controller';
import { TrailPagesController } from './verification/trail-pages.controller';
import { TrailScreens } from './verification/trail-screens';
import { PlatformWebhookPagesController } from './webhooks/platform-webhook-pages.controller';
import { TenantWebhookPagesController } from './webhooks/tenant-webhook-pages.controller';
import { WebhookScreens } from './webhooks/webhook-screens';

const SWEEP_BATCH = 250;

/**
 * Owns the administrators' console at `/admin`: who may enter it (by a token, or as a RAM user with a console role), its sessions and
 * forms, and its pages. A page is a pure function of typed data to markup (`*.page.tsx`) in both languages (`texts/`); its controller
 * asks and tells the rooms below by the same use cases as the API, so that the console can do nothing that the API refuses. Every
 * route says with `InConsole` whom it is open to; nobody imports this room.
 */
@Module({
  imports: [
    TypeOrmModule.forFeature([ConsoleSessionEntity, TrustDraftEntity, UserDraftEntity]),
    AccessModule,
    AuditModule,
    AuditSealsModule,
    DashboardModule,
    IdpTrustModule,
    RamUsersModule,
    SamlLoginModule,
    SessionsModule,
    SetupLinksModule,
    SpKeysModule,
    SpSetupModule,
    SsoSwitchModule,
    TenantsModule,
    TrustHealthModule,
    WebhooksModule,
  ],
  controllers: [
    ApiTokenPagesController,
    AssetsController,
    AuditPagesController,
    PlatformAuditPagesController,
    ChooseTenantController,
    ConfirmController,
    DashboardPagesController,
    GuidesController,
    HomeController,
    ImportUsersPagesController,
    PlatformTrailPagesController,
    PlatformWebhookPagesController,
    RefusedLoginsPagesController,
    SearchController,
    SessionsPagesController,
    SetupIdpController,
    SetupLinksPagesController,
    SetupOverviewController,
    SetupSpController,
    SetupSwitchController,
    SwitchOffController,
    SetupTestController,
    SetupUserListController,
    SetupUsersController,
    SignInToConsoleController,
    SpKeyPagesController,
    TakeSetupLinkController,
    TenantListController,
    TenantSettingsController,
    TenantWebhookPagesController,
    TrailPagesController,
    TrustPagesController,
    UnmatchedPeoplePagesController,
    UserPagesController,
    UsersPagesController,
  ],
  providers: [
    AdmitViewer,
    ConsoleSessions,
    ConsoleSessionsRepository,
    Credentials,
    FindSetupState,
    ShowIdp,
    AuditScreens,
    TrailScreens,
    TrustDrafts,
    TrustDraftsRepository,
    UserDraftsRepository,
    UserLists,
    WebhookScreens,
  ],
})
export class ConsoleModule implements OnModuleInit {
  constructor(
    private readonly admission: Admission,
    private readonly admit: AdmitViewer,
    private readonly clock: Clock,
    private readonly sweeper: Sweeper,
    private readonly sessions: ConsoleSessionsRepository,
  ) {}

  onModuleInit(): void {
    this.admission.use('/admin', (request) => this.admit.run(request));
    this.sweeper.register({
      name: 'console-sessions',
      run: () => this.sessions.deleteExpired(this.clock.now(), SWEEP_BATCH),
    });
  }
}
