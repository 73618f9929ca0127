import type { Endpoint } from '../../saml/metadata/idp-metadata';

export const IDP_GUIDES = ['adfs', 'entra', 'google', 'keycloak', 'okta', 'simplesamlphp'] as const;

/** A product that has a guide of its own. */
export type IdpGuide = (typeof IDP_GUIDES)[number];

export const IDP_NAMES: Readonly<Record<IdpGuide, string>> = {
  adfs: 'AD FS',
  entra: 'Entra ID',
  google: 'Google Workspace',
  keycloak: 'Keycloak',
  okta: 'Okta',
  simplesamlphp: 'SimpleSAMLphp',
};

/** By the addresses that each gives itself: its own hosts, or the paths that none but it has. */
const SIGNS: Readonly<Record<IdpGuide, RegExp>> = {
  adfs: /^https?:\/\/[^/]+\/adfs\/(services\/trust|ls\b)/i,
  entra:
    /^https:\/\/(sts\.windows\.net|login\.microsoftonline\.(com|us)|login\.partner\.microsoftonline\.cn)\//i,
  google: /^https:\/\/accounts\.google\.com\/o\/saml2/i,
  keycloak: /^https?:\/\/[^/]+(\/[^/]+)*\/realms\/[^/]+(\/protocol\/saml)?$/i,
  okta: /^https?:\/\/([a-z0-9-]+\.)*(okta|oktapreview|okta-emea|okta-gov)\.(com|mil)\//i,
  simplesamlphp: /\/(saml2\/idp\/(metadata|SSOService)\.php|module\.php\/saml\/idp\/)/,
};

/** What an IdP seems to be. A guess, for telling people which screen to look at; nothing is decided by it. */
export function findProduct(idp: {
  readonly entityId: string;
  readonly ssoServices: readonly Endpoint[];
}): IdpGuide | undefined {
  const addresses = [idp.entityId, ...idp.ssoServices.map(({ location }) => location)];
  return IDP_GUIDES.find((product) => addresses.some((address) => SIGNS[product].test(address)));
}
