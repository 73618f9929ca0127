import { NAMEID_FORMAT } from '../saml/names';
import type { PublishedCertificates } from '../sp-keys/sp-keys.service';
import type { SpKeyAlgorithm } from '../sp-keys/sp-key-algorithm';
import type { SamlSettings } from '../tenants/saml-settings';
import type { SpIdentity } from '../tenants/sp-identity';

/** All that an IdP's side is set up with. */
export interface SetupValues {
  readonly alias: string;
  /** What the IdP's administrators see in their list. */
  readonly label: string;
  readonly sp: SpIdentity;
  /** Of the tenant's resource. */
  readonly apiUrl: string;
  /** Base64 of DER: the one that is signed with, and what else the IdP is to believe. */
  readonly signingCertificates: readonly [string, ...string[]];
  /** Base64 of DER; undefined where nothing is to be encrypted. */
  readonly encryptionCertificate: string | undefined;
  readonly signAuthnRequests: SamlSettings['signAuthnRequests'];
  readonly nameIdFormat: string;
  readonly authnContextClassRef: string;
  /** The tenant reads an attribute too, so the IdP must go on sending them. */
  readonly needsAttributes: boolean;
  /** For whoever runs it; sentences of our own, without a value of the tenant but its addresses. */
  readonly notes: readonly string[];
}

export interface SetUpKeys extends PublishedCertificates {
  /** Of the key that is signed with. */
  readonly signingAlgorithm: SpKeyAlgorithm;
}

export interface SetUpTenant {
  readonly alias: string;
  readonly displayName: string | null;
  readonly domainAlias: string | null;
  readonly auxiliaryDomain: string | null;
  readonly saml: SamlSettings;
}

/** The narrowest limit, Okta's. */
const LABEL_LENGTH = 100;
const PASSWORD = 'urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport';

export function setupValues(
  tenant: SetUpTenant,
  sp: SpIdentity,
  apiUrl: string,
  keys: SetUpKeys,
): SetupValues {
  const [current, ...others] = keys.signing.map(toBase64);
  if (current === undefined) throw new Error(`tenant ${tenant.alias} has no signing certificate`);
  const { saml } = tenant;
  return {
    alias: tenant.alias,
    label: cut(`ram-sso ${tenant.displayName ?? tenant.alias}`),
    sp,
    apiUrl,
    signingCertificates: [current, ...others],
    encryptionCertificate: keys.encryption.map(toBase64)[0],
    signAuthnRequests: saml.signAuthnRequests,
    nameIdFormat: saml.nameIdFormat ?? NAMEID_FORMAT.emailAddress,
    authnContextClassRef: saml.authnContextClassRefs[0] ?? PASSWORD,
    needsAttributes: saml.userNameAttribute !== null,
    notes: [...notesOn(tenant, sp, apiUrl), ...notesOnKeys(tenant, keys)],
  };
}

function notesOn({ domainAlias, auxiliaryDomain, saml }: SetUpTenant, sp: SpIdentity, api: string): string[] {
  const notes: string[] = [];
  if (!sp.acsUrl.startsWith('https:')) notes.push('The service has no https address: for trials alone.');
  if (domainAlias === null && auxiliaryDomain === null && saml.userNameAttribute === null)
    notes.push(
      'The NameID is <userName>@<domain>, and the domain must be one of the tenant: it has none but its default yet.',
      `Set yours as domainAlias: PATCH ${api}`,
    );
  if (saml.userNameAttribute !== null)
    notes.push(
      'The tenant reads the user name from an attribute (saml.userNameAttribute): have the IdP send it as well.',
    );
  if (saml.assertionEncryption === 'optional')
    notes.push('Once a sign-in went through, set saml.assertionEncryption to required.');
  return notes;
}

function notesOnKeys({ saml }: SetUpTenant, { signingAlgorithm }: SetUpKeys): string[] {
  if (signingAlgorithm === 'rsa-2048' || saml.signAuthnRequests === 'never') return [];
  return [
    'The tenant signs by ECDSA, which AD FS, Entra ID, Keycloak and SimpleSAMLphp do not check: where they are to check its',
    'signatures, make an RSA key the current one first.',
  ];
}

function toBase64(der: Buffer): string {
  return der.toString('base64');
}

function cut(text: string): string {
  return Array.from(text).slice(0, LABEL_LENGTH).join('');
}
