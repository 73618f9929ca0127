import type { IdpProduct } from '../../sp-setup/idp-products';
import type { SpIdentity } from '../../tenants/sp-identity';

/** An IdP that people have: those of the generated set-ups, and one that has to be set up by hand. */
export type KnownIdp = IdpProduct | 'google';

export interface Instructions {
  readonly name: string;
  /** The way to the screen, in the product's own words. */
  readonly where: string;
  /** What to enter there, likewise. */
  readonly rows: readonly (readonly [field: string, value: string])[];
}

type Writer = (sp: SpIdentity) => Instructions;

/** In short what `docs/guides` says at length; the words are the products' own, and so in their language. */
const WRITERS: Readonly<Record<KnownIdp, Writer>> = {
  entra: (sp) => ({
    name: 'Microsoft Entra ID',
    where: 'Enterprise apps → New application → Create your own application; then Single sign-on → SAML',
    rows: [
      ['Identifier (Entity ID)', sp.entityId],
      ['Reply URL (Assertion Consumer Service URL)', sp.acsUrl],
      ['Sign on URL', sp.loginUrl],
      ['Logout Url', sp.sloUrl],
      ['Unique User Identifier (Name ID)', 'user.userprincipalname, Email address'],
      ['Signing Option, Signing Algorithm', 'Sign SAML assertion, SHA-256'],
      ['Users and groups', '+'],
    ],
  }),
  okta: (sp) => ({
    name: 'Okta',
    where: 'Applications → Applications → Create App Integration → SAML 2.0',
    rows: [
      ['Single sign-on URL', `${sp.acsUrl} (Use this for Recipient URL and Destination URL)`],
      ['Audience URI (SP Entity ID)', sp.entityId],
      ['Name ID format', 'EmailAddress'],
      ['Application username', 'Okta username'],
      ['Response, Assertion Signature', 'Signed'],
      ['Signature Algorithm, Digest Algorithm', 'RSA-SHA256, SHA256'],
      ['Assignments', '+'],
    ],
  }),
  adfs: (sp) => ({
    name: 'AD FS',
    where: 'AD FS Management → Relying Party Trusts → Add Relying Party Trust → Claims aware → Start',
    rows: [
      ['Import data about the relying party published online', sp.metadataUrl],
      ['Access Control Policy', 'Permit everyone'],
      [
        'Edit Claim Issuance Policy → Add Rule → Send LDAP Attributes as Claims',
        'User-Principal-Name → Name ID',
      ],
    ],
  }),
  keycloak: (sp) => ({
    name: 'Keycloak',
    where: 'Clients → Import client',
    rows: [
      ['Client ID', sp.entityId],
      ['Valid redirect URIs', sp.acsUrl],
      ['Name ID format, Force name ID format', 'email, On'],
      ['Sign documents, Sign assertions', 'On, On'],
      ['Assertion Consumer Service POST Binding URL', sp.acsUrl],
      ['Logout Service POST Binding URL, Redirect Binding URL', sp.sloUrl],
    ],
  }),
  google: (sp) => ({
    name: 'Google Workspace',
    where: 'Apps → Web and mobile apps → Add app → Add custom SAML app',
    rows: [
      ['ACS URL', sp.acsUrl],
      ['Entity ID', sp.entityId],
      ['Name ID format', 'EMAIL'],
      ['Name ID', 'Basic Information > Primary email'],
      ['User access', 'ON'],
    ],
  }),
  simplesamlphp: (sp) => ({
    name: 'SimpleSAMLphp',
    where: 'metadata/saml20-sp-remote.php',
    rows: [
      ['$metadata[…]', sp.entityId],
      ['AssertionConsumerService', sp.acsUrl],
      ['SingleLogoutService', sp.sloUrl],
      ['authproc', 'saml:AttributeNameID (mail)'],
    ],
  }),
};

export const KNOWN_IDPS = Object.keys(WRITERS) as readonly KnownIdp[];

export function isKnownIdp(text: unknown): text is KnownIdp {
  return KNOWN_IDPS.some((known) => known === text);
}

export function instructionsFor(idp: KnownIdp, sp: SpIdentity): Instructions {
  return WRITERS[idp](sp);
}
