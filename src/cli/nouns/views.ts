import type {
  ApiToken,
  AuditEvent,
  IdpTrust,
  Session,
  SpKey,
  Tenant,
  TrustVersion,
  User,
  Webhook,
  WebhookDelivery,
} from '../../sdk/sdk';
import { readable } from '../output/cells';
import type { View } from '../output/view';

export const TENANT: View<Tenant> = {
  plural: 'tenants',
  columns: [
    { title: 'alias', of: ({ alias }) => alias },
    { title: 'name', of: ({ displayName }) => displayName },
    { title: 'sso', of: ssoOf },
    {
      title: 'domains',
      of: ({ defaultDomain, domainAlias, auxiliaryDomain }) =>
        [defaultDomain, domainAlias, auxiliaryDomain].filter(Boolean),
    },
    { title: 'created', of: ({ createdAt }) => createdAt },
  ],
  fields: [
    'id',
    'alias',
    'displayName',
    'ssoEnabled',
    'ssoTrialEndsAt',
    'defaultDomain',
    'domainAlias',
    'auxiliaryDomain',
    'idpInitiatedLogin',
    'sessionTtlSeconds',
    'loginNetworkMasks',
    'saml',
    'sp',
    'createdAt',
    'updatedAt',
  ],
};

/** Whether single sign-on is on: for good, or for a trial, and then until when. */
export function ssoOf({ ssoEnabled, ssoTrialEndsAt }: Pick<Tenant, 'ssoEnabled' | 'ssoTrialEndsAt'>): string {
  if (ssoEnabled) return 'on';
  return ssoTrialEndsAt === null ? 'off' : `on trial until ${readable(ssoTrialEndsAt)}`;
}

export const USER: View<User> = {
  plural: 'users',
  columns: [
    { title: 'user', of: ({ userName }) => userName },
    { title: 'name', of: ({ displayName }) => displayName },
    { title: 'email', of: ({ email }) => email },
    { title: 'status', of: ({ status }) => status },
    { title: 'last login', of: ({ lastLoginAt }) => lastLoginAt },
  ],
  fields: [
    'id',
    'userName',
    'userPrincipalName',
    'displayName',
    'email',
    'mobilePhone',
    'comments',
    'status',
    'consoleRole',
    'lastLoginAt',
    'createdAt',
    'updatedAt',
  ],
};

export const TRUST: View<IdpTrust> = {
  plural: 'identity providers',
  columns: [{ title: 'entityID', of: ({ entityId }) => entityId }],
  fields: [
    'entityId',
    'ssoServices',
    'sloServices',
    'signingCertificates',
    'wantAuthnRequestsSigned',
    'nameIdFormats',
    'source',
    'metadataUrl',
    'metadataSigningCertificate',
    'validUntil',
    'refreshedAt',
    'nextRefreshAt',
    'refreshFailure',
    'warnings',
    'createdAt',
    'updatedAt',
  ],
};

export const TRUST_VERSION: View<TrustVersion> = {
  plural: 'versions',
  columns: [
    { title: 'version', of: ({ number }) => number },
    { title: 'since', of: ({ createdAt }) => createdAt },
    { title: 'reason', of: ({ reason }) => reason },
    { title: 'actor', of: ({ actor }) => actor },
    { title: 'certificates', of: ({ signingCertificates }) => signingCertificates.length },
    { title: 'entityID', of: ({ entityId }) => entityId },
  ],
  fields: [
    'number',
    'entityId',
    'source',
    'metadataUrl',
    'signingCertificates',
    'reason',
    'actor',
    'createdAt',
  ],
};

export const SESSION: View<Session> = {
  plural: 'sessions',
  columns: [
    { title: 'user', of: ({ userName }) => userName },
    { title: 'since', of: ({ issuedAt }) => issuedAt },
    { title: 'until', of: ({ expiresAt }) => expiresAt },
    { title: 'from', of: ({ ip }) => ip },
    { title: 'browser', of: ({ userAgent }) => userAgent },
  ],
  fields: ['id', 'userName', 'issuedAt', 'expiresAt', 'authnInstant', 'ip', 'userAgent'],
};

export const API_TOKEN: View<ApiToken> = {
  plural: 'tokens',
  columns: [
    { title: 'id', of: ({ id }) => id },
    { title: 'name', of: ({ name }) => name },
    { title: 'tenant', of: ({ tenant }) => tenant ?? '(all)' },
    { title: 'role', of: ({ role }) => role },
    { title: 'until', of: ({ expiresAt }) => expiresAt },
    { title: 'last used', of: ({ lastUsedAt }) => lastUsedAt },
  ],
  fields: ['id', 'name', 'tenant', 'role', 'expiresAt', 'createdAt', 'lastUsedAt'],
};

export const SP_KEY: View<SpKey> = {
  plural: 'keys',
  columns: [
    { title: 'id', of: ({ id }) => id },
    { title: 'purpose', of: ({ purpose }) => purpose },
    { title: 'status', of: ({ status }) => status },
    { title: 'algorithm', of: ({ algorithm }) => algorithm },
    { title: 'until', of: ({ notAfter }) => notAfter },
    { title: 'sha-256', of: ({ sha256Fingerprint }) => sha256Fingerprint },
  ],
  fields: [
    'id',
    'purpose',
    'status',
    'algorithm',
    'subject',
    'sha256Fingerprint',
    'notBefore',
    'notAfter',
    'certificatePem',
    'createdAt',
    'updatedAt',
  ],
};

export const AUDIT_EVENT: View<AuditEvent> = {
  plural: 'events',
  columns: [
    { title: 'time', of: ({ time }) => time },
    { title: 'type', of: ({ type }) => type },
    { title: 'outcome', of: ({ outcome }) => outcome },
    { title: 'user', of: ({ userName }) => userName },
    { title: 'actor', of: ({ actor }) => actor },
    { title: 'code', of: ({ code }) => code },
    { title: 'request id', of: ({ requestId }) => requestId },
  ],
  fields: ['id', 'time', 'type', 'actor', 'userName', 'outcome', 'code', 'ip', 'requestId', 'details'],
};

export const WEBHOOK: View<Webhook> = {
  plural: 'webhooks',
  columns: [
    { title: 'id', of: ({ id }) => id },
    { title: 'url', of: ({ url }) => url },
    { title: 'enabled', of: ({ enabled }) => (enabled ? 'yes' : 'no') },
    { title: 'events', of: ({ eventTypes }) => eventTypes ?? '(all)' },
    { title: 'failing since', of: ({ failure }) => failure?.since },
  ],
  fields: [
    'id',
    'url',
    'description',
    'eventTypes',
    'enabled',
    'lastDeliveredAt',
    'failure',
    'createdAt',
    'updatedAt',
  ],
};

export const DELIVERY: View<WebhookDelivery> = {
  plural: 'deliveries',
  columns: [
    { title: 'id', of: ({ id }) => id },
    { title: 'type', of: ({ type }) => type },
    { title: 'status', of: ({ status }) => status },
    { title: 'attempts', of: ({ attempts }) => attempts },
    { title: 'last', of: ({ lastAttemptAt }) => lastAttemptAt },
    { title: 'next', of: ({ nextAttemptAt }) => nextAttemptAt },
    { title: 'failure', of: ({ lastFailure }) => lastFailure },
  ],
  fields: [
    'id',
    'type',
    'status',
    'attempts',
    'createdAt',
    'lastAttemptAt',
    'nextAttemptAt',
    'lastStatus',
    'lastFailure',
  ],
};
