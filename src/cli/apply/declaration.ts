import {
  address,
  bool,
  listOf,
  mapOf,
  object,
  oneOf,
  orNull,
  type Read,
  type Rule,
  setOf,
  text,
  whole,
} from './rules';

/** What a file declares; the fields are the API's own. Drift from the API is watched by a test. */
export const SAML_FIELDS = {
  signAuthnRequests: orNull(oneOf('always', 'auto', 'never')),
  requestBinding: orNull(oneOf('auto', 'redirect', 'post')),
  forceAuthn: orNull(bool),
  isPassive: orNull(bool),
  providerName: orNull(text({ most: 128 })),
  loginHint: orNull(oneOf('auto', 'never', 'always')),
  nameIdFormat: orNull(text()),
  authnContextClassRefs: orNull(listOf(text(), 20)),
  assertionEncryption: orNull(oneOf('off', 'optional', 'required')),
  refuseCbcEncryption: orNull(bool),
  signMetadata: orNull(bool),
  userNameAttribute: orNull(text()),
  userNameForm: orNull(oneOf('principalName', 'whole')),
  keepRefusedLogins: orNull(bool),
};

export const SETTINGS_FIELDS = {
  displayName: orNull(text({ most: 128 })),
  ssoEnabled: orNull(bool),
  domainAlias: orNull(text({ most: 253 })),
  auxiliaryDomain: orNull(text({ most: 253 })),
  idpInitiatedLogin: orNull(oneOf('allowed', 'refused')),
  sessionTtlSeconds: orNull(whole(3600, 86_400)),
  loginNetworkMasks: orNull(listOf(text({ most: 64 }), 40)),
  saml: object(SAML_FIELDS),
};

export const USER_FIELDS = {
  displayName: orNull(text({ most: 128 })),
  email: orNull(text({ most: 254 })),
  mobilePhone: orNull(text({ most: 32 })),
  comments: orNull(text({ most: 1024 })),
  status: orNull(oneOf('active', 'disabled')),
  consoleRole: orNull(oneOf('none', 'viewer', 'admin')),
};

export const WEBHOOK_FIELDS = {
  url: address,
  description: orNull(text({ most: 200 })),
  eventTypes: orNull(setOf(text({ most: 64 }), 100)),
  enabled: orNull(bool),
};

/** Where the metadata come from: exactly one of the first three. */
export const IDP_FIELDS = {
  metadataFile: text({ most: 4096 }),
  metadataUrl: address,
  metadataXml: text({ most: 25 * 1024 * 1024 }),
  entityId: text(),
  metadataSigningCertificate: text({ most: 65_536 }),
};

export const TENANT_FIELDS = {
  ...SETTINGS_FIELDS,
  idp: orNull(object(IDP_FIELDS)),
  users: mapOf(
    /^(?!\.\.?$)[A-Za-z0-9._-]{1,64}$/,
    '1 to 64 of a-z, A-Z, 0-9, ".", "-" and "_"',
    object(USER_FIELDS),
  ),
  webhooks: listOf(object(WEBHOOK_FIELDS, ['url']), 100),
};

export const DECLARATION = object(
  { tenants: mapOf(/^[a-z0-9-]{3,50}$/, '3 to 50 of a-z, 0-9 and "-"', object(TENANT_FIELDS)) },
  ['tenants'],
);

type Of<R> = R extends Rule<infer T> ? T : never;

export type Declaration = Of<typeof DECLARATION>;
export type DeclaredTenant = Read<typeof TENANT_FIELDS>;
export type DeclaredIdp = Read<typeof IDP_FIELDS>;
export type DeclaredWebhook = Read<typeof WEBHOOK_FIELDS>;
