import { type Sentence, say } from '../../sentences/sentence';
import type { JudgedCheck } from './judge-response';
import { IDP_NAMES, type IdpGuide } from './idp-product';

/** What of an IdP's side a check looks at. */
type Topic =
  'acs' | 'entity_id' | 'signing' | 'metadata' | 'encryption' | 'name_id' | 'status' | 'clock' | 'strength';

/** Where at the IdP something is changed, or seen. */
export interface IdpScreen {
  /** As its makers call it. */
  readonly product: Sentence;
  /** In that product's own words. */
  readonly screen: Sentence;
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

const PARTY = say`AD FS Management → Relying Party Trusts → this one → Properties`;
const APP = say`Entra ID → Enterprise apps → this one → Single sign-on`;
const GOOGLE = say`Apps → Web and mobile apps → this one`;
const CLIENT = say`Clients → this one`;
const OKTA = say`Applications → this one → General → SAML Settings → Edit → Configure SAML`;
const ENTRY = say`metadata/saml20-sp-remote.php, this tenant's entry`;

const SCREENS: Readonly<Record<IdpGuide, Readonly<Record<Topic, Sentence>>>> = {
  adfs: {
    acs: say`${PARTY} → Endpoints → SAML Assertion Consumer Endpoints`,
    entity_id: say`${PARTY} → Identifiers → Relying party identifiers`,
    signing: say`Service → Certificates → Token-signing; ${PARTY} → Advanced → Secure hash algorithm`,
    metadata: say`/FederationMetadata/2007-06/FederationMetadata.xml`,
    encryption: say`${PARTY} → Encryption`,
    name_id: say`Edit Claim Issuance Policy → Send LDAP Attributes as Claims: User-Principal-Name → Name ID`,
    status: say`Event Viewer → AD FS/Admin, event 364`,
    clock: say`the clock of the AD FS servers; Set-AdfsRelyingPartyTrust -NotBeforeSkew`,
    strength: say`Edit Access Control Policy`,
  },
  entra: {
    acs: say`${APP} → Basic SAML Configuration → Reply URL (Assertion Consumer Service URL)`,
    entity_id: say`${APP} → Basic SAML Configuration → Identifier (Entity ID)`,
    signing: say`${APP} → SAML Certificates → Signing Option, Signing Algorithm, and which certificate is active`,
    metadata: say`${APP} → SAML Certificates → App Federation Metadata Url`,
    encryption: say`Entra ID → Enterprise apps → this one → Token encryption`,
    name_id: say`${APP} → Attributes & Claims → Unique User Identifier (Name ID)`,
    status: say`Entra ID → Enterprise apps → this one → Sign-in logs`,
    clock: say`nothing at Entra ID: look at the clock of this service`,
    strength: say`Entra ID → Conditional Access`,
  },
  google: {
    acs: say`${GOOGLE} → Service provider details → ACS URL`,
    entity_id: say`${GOOGLE} → Service provider details → Entity ID`,
    signing: say`Security → Authentication → SSO with SAML applications; ${GOOGLE} → Service provider details → Certificate`,
    metadata: say`${GOOGLE} → Download metadata`,
    encryption: say`nothing at Google, which does not encrypt: set saml.assertionEncryption of the tenant`,
    name_id: say`${GOOGLE} → Service provider details → Name ID`,
    status: say`${GOOGLE} → User access`,
    clock: say`nothing at Google: look at the clock of this service`,
    strength: say`Security → Authentication → 2-Step Verification`,
  },
  keycloak: {
    acs: say`${CLIENT} → Advanced → Assertion Consumer Service POST Binding URL`,
    entity_id: say`${CLIENT} → Settings → Client ID; Client scopes, where a mapper changes the audience`,
    signing: say`${CLIENT} → Settings → Sign documents, Sign assertions, Signature algorithm, Canonicalization method; Realm settings → Keys`,
    metadata: say`Realm settings → General → Endpoints → SAML 2.0 Identity Provider Metadata`,
    encryption: say`${CLIENT} → Keys → Encrypt assertions`,
    name_id: say`${CLIENT} → Settings → Name ID format, Force name ID format`,
    status: say`Events → User events`,
    clock: say`the clock of Keycloak's servers`,
    strength: say`Authentication → Flows`,
  },
  okta: {
    acs: say`${OKTA} → Single sign-on URL, with Use this for Recipient URL and Destination URL`,
    entity_id: say`${OKTA} → Audience URI (SP Entity ID)`,
    signing: say`${OKTA} → Show Advanced Settings → Assertion Signature, Signature Algorithm; Sign On → SAML Signing Certificates`,
    metadata: say`Applications → this one → Sign On → Metadata details → Metadata URL`,
    encryption: say`${OKTA} → Show Advanced Settings → Assertion Encryption`,
    name_id: say`${OKTA} → Name ID format, Application username`,
    status: say`Reports → System Log`,
    clock: say`nothing at Okta: look at the clock of this service`,
    strength: say`Applications → this one → Sign On → Authentication policy`,
  },
  simplesamlphp: {
    acs: say`${ENTRY}: AssertionConsumerService`,
    entity_id: say`${ENTRY}: the key of the array`,
    signing: say`metadata/saml20-idp-hosted.php: privatekey, certificate, signature.algorithm`,
    metadata: say`/saml2/idp/metadata.php`,
    encryption: say`${ENTRY}: assertion.encryption`,
    name_id: say`${ENTRY}: authproc, saml:AttributeNameID, and its Format`,
    status: say`SimpleSAMLphp's own log`,
    clock: say`the clock of its server`,
    strength: say`the authentication source of metadata/saml20-idp-hosted.php`,
  },
};

/** In the words of the standard. */
const COMMON_SCREENS: Readonly<Record<Topic, Sentence>> = {
  acs: say`the application of this tenant → ACS URL (Assertion Consumer Service, Recipient, Destination)`,
  entity_id: say`the application of this tenant → Audience (SP entity ID, Identifier)`,
  signing: say`the application of this tenant → signing certificate, what is signed, signature algorithm`,
  metadata: say`where it offers its metadata, for this very application`,
  encryption: say`the application of this tenant → assertion encryption`,
  name_id: say`the application of this tenant → NameID (Subject)`,
  status: say`its own log of sign-ins`,
  clock: say`its clock`,
  strength: say`the way in which its users sign in`,
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
    return { product: say`the identity provider`, screen: COMMON_SCREENS[topic], guide };
  }
  return {
    product: say`${IDP_NAMES[product]}`,
    screen: SCREENS[product][topic],
    guide: `${guideTo(product)}#${SECTIONS[topic]}`,
  };
}
