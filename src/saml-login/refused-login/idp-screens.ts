import type { JudgedCheck } from './judge-response';
import { IDP_NAMES, type IdpGuide } from './idp-product';

/** What of an IdP's side a check looks at. */
type Topic =
  'acs' | 'entity_id' | 'signing' | 'metadata' | 'encryption' | 'name_id' | 'status' | 'clock' | 'strength';

/** Where at the IdP something is changed, or seen. */
export interface IdpScreen {
  /** As its makers call it. */
  readonly product: string;
  /** In that product's own words. */
  readonly screen: string;
  /** A part of this project's documentation. */
  readonly guide: string;
}

/** Checks that are not here are mended on our side, or by signing in anew. */
const TOPICS: Readonly<Partial<Record<JudgedCheck['check'], Topic>>> = {
  trust: 'metadata',
  message: 'acs',
  status: 'status',
  one_assertion: 'encryption',
  signature: 'signing',
  response_issuer: 'metadata',
  destination: 'acs',
  issuer: 'metadata',
  recipient: 'acs',
  confirmation_validity: 'clock',
  validity: 'clock',
  audience: 'entity_id',
  authn_statement: 'strength',
  name_id: 'name_id',
  user_name: 'name_id',
};

const GUIDES: Readonly<Record<IdpGuide, string>> = {
  adfs: 'docs/guides/adfs.md',
  entra: 'docs/guides/entra-id.md',
  google: 'docs/guides/google-workspace.md',
  keycloak: 'docs/guides/keycloak.md',
  okta: 'docs/guides/okta.md',
  simplesamlphp: 'docs/guides/simplesamlphp.md',
};
const COMMON_GUIDE = 'docs/guides/any-idp.md';

/** Of the guide to a product. */
const SECTIONS: Readonly<Record<Topic, string>> = {
  acs: 'set-it-up',
  entity_id: 'set-it-up',
  signing: 'metadata-and-certificates',
  metadata: 'metadata-and-certificates',
  encryption: 'encryption',
  name_id: 'nameid',
  status: 'refusals',
  clock: 'refusals',
  strength: 'refusals',
};

/** Of the guide to any other. */
const COMMON_SECTIONS: Readonly<Record<Topic, string>> = {
  ...SECTIONS,
  acs: '1-tell-the-idp-about-the-tenant',
  entity_id: '1-tell-the-idp-about-the-tenant',
  name_id: '3-match-names',
};

const PARTY = 'AD FS Management → Relying Party Trusts → this one → Properties';
const APP = 'Entra ID → Enterprise apps → this one → Single sign-on';
const GOOGLE = 'Apps → Web and mobile apps → this one';
const CLIENT = 'Clients → this one';
const OKTA = 'Applications → this one → General → SAML Settings → Edit → Configure SAML';
const ENTRY = "metadata/saml20-sp-remote.php, this tenant's entry";

const SCREENS: Readonly<Record<IdpGuide, Readonly<Record<Topic, string>>>> = {
  adfs: {
    acs: `${PARTY} → Endpoints → SAML Assertion Consumer Endpoints`,
    entity_id: `${PARTY} → Identifiers → Relying party identifiers`,
    signing: `Service → Certificates → Token-signing; ${PARTY} → Advanced → Secure hash algorithm`,
    metadata: '/FederationMetadata/2007-06/FederationMetadata.xml',
    encryption: `${PARTY} → Encryption`,
    name_id: 'Edit Claim Issuance Policy → Send LDAP Attributes as Claims: User-Principal-Name → Name ID',
    status: 'Event Viewer → AD FS/Admin, event 364',
    clock: 'the clock of the AD FS servers; Set-AdfsRelyingPartyTrust -NotBeforeSkew',
    strength: 'Edit Access Control Policy',
  },
  entra: {
    acs: `${APP} → Basic SAML Configuration → Reply URL (Assertion Consumer Service URL)`,
    entity_id: `${APP} → Basic SAML Configuration → Identifier (Entity ID)`,
    signing: `${APP} → SAML Certificates → Signing Option, Signing Algorithm, and which certificate is active`,
    metadata: `${APP} → SAML Certificates → App Federation Metadata Url`,
    encryption: 'Entra ID → Enterprise apps → this one → Token encryption',
    name_id: `${APP} → Attributes & Claims → Unique User Identifier (Name ID)`,
    status: 'Entra ID → Enterprise apps → this one → Sign-in logs',
    clock: 'nothing at Entra ID: look at the clock of this service',
    strength: 'Entra ID → Conditional Access',
  },
  google: {
    acs: `${GOOGLE} → Service provider details → ACS URL`,
    entity_id: `${GOOGLE} → Service provider details → Entity ID`,
    signing: `Security → Authentication → SSO with SAML applications; ${GOOGLE} → Service provider details → Certificate`,
    metadata: `${GOOGLE} → Download metadata`,
    encryption: 'nothing at Google, which does not encrypt: set saml.assertionEncryption of the tenant',
    name_id: `${GOOGLE} → Service provider details → Name ID`,
    status: `${GOOGLE} → User access`,
    clock: 'nothing at Google: look at the clock of this service',
    strength: 'Security → Authentication → 2-Step Verification',
  },
  keycloak: {
    acs: `${CLIENT} → Advanced → Assertion Consumer Service POST Binding URL`,
    entity_id: `${CLIENT} → Settings → Client ID; Client scopes, where a mapper changes the audience`,
    signing: `${CLIENT} → Settings → Sign documents, Sign assertions, Signature algorithm, Canonicalization method; Realm settings → Keys`,
    metadata: 'Realm settings → General → Endpoints → SAML 2.0 Identity Provider Metadata',
    encryption: `${CLIENT} → Keys → Encrypt assertions`,
    name_id: `${CLIENT} → Settings → Name ID format, Force name ID format`,
    status: 'Events → User events',
    clock: "the clock of Keycloak's servers",
    strength: 'Authentication → Flows',
  },
  okta: {
    acs: `${OKTA} → Single sign-on URL, with Use this for Recipient URL and Destination URL`,
    entity_id: `${OKTA} → Audience URI (SP Entity ID)`,
    signing: `${OKTA} → Show Advanced Settings → Assertion Signature, Signature Algorithm; Sign On → SAML Signing Certificates`,
    metadata: 'Applications → this one → Sign On → Metadata details → Metadata URL',
    encryption: `${OKTA} → Show Advanced Settings → Assertion Encryption`,
    name_id: `${OKTA} → Name ID format, Application username`,
    status: 'Reports → System Log',
    clock: 'nothing at Okta: look at the clock of this service',
    strength: 'Applications → this one → Sign On → Authentication policy',
  },
  simplesamlphp: {
    acs: `${ENTRY}: AssertionConsumerService`,
    entity_id: `${ENTRY}: the key of the array`,
    signing: 'metadata/saml20-idp-hosted.php: privatekey, certificate, signature.algorithm',
    metadata: '/saml2/idp/metadata.php',
    encryption: `${ENTRY}: assertion.encryption`,
    name_id: `${ENTRY}: authproc, saml:AttributeNameID, and its Format`,
    status: "SimpleSAMLphp's own log",
    clock: 'the clock of its server',
    strength: 'the authentication source of metadata/saml20-idp-hosted.php',
  },
};

/** In the words of the standard. */
const COMMON_SCREENS: Readonly<Record<Topic, string>> = {
  acs: 'the application of this tenant → ACS URL (Assertion Consumer Service, Recipient, Destination)',
  entity_id: 'the application of this tenant → Audience (SP entity ID, Identifier)',
  signing: 'the application of this tenant → signing certificate, what is signed, signature algorithm',
  metadata: 'where it offers its metadata, for this very application',
  encryption: 'the application of this tenant → assertion encryption',
  name_id: 'the application of this tenant → NameID (Subject)',
  status: 'its own log of sign-ins',
  clock: 'its clock',
  strength: 'the way in which its users sign in',
};

/** The file of the guide to a product, or to any other. */
export function guideTo(product: IdpGuide | undefined): string {
  return product === undefined ? COMMON_GUIDE : GUIDES[product];
}

/** @returns undefined where nothing is to be changed at the IdP */
export function findScreen(
  check: JudgedCheck['check'],
  product: IdpGuide | undefined,
): IdpScreen | undefined {
  const topic = TOPICS[check];
  if (topic === undefined) return undefined;
  if (product === undefined) {
    const guide = `${COMMON_GUIDE}#${COMMON_SECTIONS[topic]}`;
    return { product: 'the identity provider', screen: COMMON_SCREENS[topic], guide };
  }
  return {
    product: IDP_NAMES[product],
    screen: SCREENS[product][topic],
    guide: `${guideTo(product)}#${SECTIONS[topic]}`,
  };
}
