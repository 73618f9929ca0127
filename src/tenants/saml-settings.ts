export const SIGN_AUTHN_REQUESTS = ['always', 'auto', 'never'] as const;
export const REQUEST_BINDINGS = ['auto', 'redirect', 'post'] as const;
export const LOGIN_HINTS = ['auto', 'never', 'always'] as const;
export const ASSERTION_ENCRYPTION = ['off', 'optional', 'required'] as const;
export const USER_NAME_FORMS = ['principalName', 'whole'] as const;

/** How a tenant speaks SAML with its IdP; `auto` does what the IdP's metadata asks for. */
export interface SamlSettings {
  readonly signAuthnRequests: (typeof SIGN_AUTHN_REQUESTS)[number];
  readonly requestBinding: (typeof REQUEST_BINDINGS)[number];
  readonly forceAuthn: boolean;
  /**
   * The IdP is to ask the user nothing. With `forceAuthn` it may only sign him in anew where it can do so unseen, as by Kerberos
   * (saml-core 3.4.1): rare, but what the two say.
   */
  readonly isPassive: boolean;
  /** For people, shown by some IdPs; null sends none. */
  readonly providerName: string | null;
  /** Whether the name that the user began with goes along: `auto`, where the IdP is known to take it. */
  readonly loginHint: (typeof LOGIN_HINTS)[number];
  /** Asked for in the AuthnRequest's NameIDPolicy; null sends none, which AD FS and Entra ID want. */
  readonly nameIdFormat: string | null;
  /** Asked for, and required of the answer; empty asks for nothing. */
  readonly authnContextClassRefs: readonly string[];
  readonly assertionEncryption: (typeof ASSERTION_ENCRYPTION)[number];
  readonly refuseCbcEncryption: boolean;
  /** Whether our metadata are signed, by the current signing key. */
  readonly signMetadata: boolean;
  /** The Name of the attribute that the user name is read from, compared exactly; null: it is read from the NameID. */
  readonly userNameAttribute: string | null;
  /** `<userName>@` one of the tenant's domains, or (of an attribute alone) the user name and nothing else. */
  readonly userNameForm: (typeof USER_NAME_FORMS)[number];
  /** Whether the responses of refused logins are kept for a while, for who has to find out why. */
  readonly keepRefusedLogins: boolean;
}

export const DEFAULT_SAML_SETTINGS: SamlSettings = {
  signAuthnRequests: 'always',
  requestBinding: 'auto',
  forceAuthn: false,
  isPassive: false,
  providerName: null,
  loginHint: 'auto',
  nameIdFormat: null,
  authnContextClassRefs: [],
  assertionEncryption: 'off',
  refuseCbcEncryption: false,
  signMetadata: false,
  userNameAttribute: null,
  userNameForm: 'principalName',
  keepRefusedLogins: true,
};
