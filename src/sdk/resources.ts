import type { components, operations } from './openapi';

type Schemas = components['schemas'];

export type Tenant = Schemas['TenantDto'];
export type NewTenant = Schemas['CreateTenantBody'];
export type TenantPatch = Schemas['UpdateTenantBody'];

export type User = Schemas['RamUserDto'];
export type NewUser = Schemas['CreateRamUserBody'];
export type UserPatch = Schemas['UpdateRamUserBody'];
export type UsersQuery = Query<'ramUsers.list'>;

/** A user as the export has it and the import takes it. */
export type ExportedUser = Pick<
  User,
  'userName' | 'displayName' | 'email' | 'mobilePhone' | 'comments' | 'status' | 'consoleRole'
>;
export type ImportedUser = Schemas['ImportedUserDto'];

export type RefusedLogin = Schemas['RefusedLoginDto'];
export type RefusedLoginTrace = Schemas['TraceDto'];
export type CheckedLogin = Schemas['CheckedLoginDto'];
export type UnmatchedPerson = Schemas['UnmatchedPersonDto'];
export type RefusedLoginsQuery = Query<'refusedLogins.list'>;

export type IdpTrust = Schemas['IdpTrustDto'];
export type TrustPreview = Schemas['TrustPreviewDto'];
export type TrustVersion = Schemas['TrustVersionDto'];
export type TrustHealth = Schemas['TrustHealthDto'];
export type TestLink = Schemas['TestLinkDto'];
export type TestReport = Schemas['TestReportDto'];

/** Those whose side can be had ready-made. */
export type IdpProduct = operations['spSetup.get']['parameters']['path']['product'];

export type SpKey = Schemas['SpKeyDto'];
export type NewSpKey = Schemas['CreateSpKeyBody'];

export type Session = Schemas['SessionDto'];

export type AuditEvent = Schemas['AuditEventDto'];
/** Of any tenant, which it names. */
export type PlatformAuditEvent = Schemas['PlatformAuditEventDto'];
export type AuditQuery = Query<'auditEvents.list'>;
export type PlatformAuditQuery = Query<'platformAudit.list'>;
/** Of whom the audit events are kept. */
export type DeletedTenant = Schemas['DeletedTenantDto'];
/** What came of a part of a trail. */
export type AuditPiece = Schemas['VerificationDto'];
export type AuditFlaw = Schemas['FlawDto'];
/** What came of all of it. */
export type AuditVerification = Omit<AuditPiece, 'next'>;

export type PlatformDashboard = Schemas['PlatformDashboardDto'];
export type TenantDashboard = Schemas['TenantDashboardDto'];

export type Readiness = Schemas['ReadinessDto'];
export type SsoTrial = Schemas['SsoTrialDto'];

export type SetupLink = Schemas['SetupLinkDto'];
/** With the address, which is shown this once. */
export type CreatedSetupLink = Schemas['CreatedSetupLinkDto'];
export type NewSetupLink = Schemas['CreateSetupLinkBody'];

export type Webhook = Schemas['WebhookDto'];
/** With the secret, which is shown this once. */
export type CreatedWebhook = Schemas['CreatedWebhookDto'];
export type NewWebhook = Schemas['CreateWebhookBody'];
export type WebhookPatch = Schemas['UpdateWebhookBody'];
export type WebhookTest = Schemas['WebhookTestDto'];
export type WebhookDelivery = Schemas['WebhookDeliveryDto'];

export type ApiToken = Schemas['ApiTokenDto'];
/** With the secret, which is shown this once. */
export type CreatedApiToken = Schemas['CreatedApiTokenDto'];
export type NewApiToken = Schemas['CreateApiTokenBody'];

/** What a list can be asked for. */
type Query<Operation extends keyof operations> = NonNullable<operations[Operation]['parameters']['query']>;
