import { CANONICAL, NAMEID_FORMAT } from '../saml/names';
import type { SetupValues } from './setup-values';

/** What Keycloak's clients call the formats that it can be told to force. */
const FORMATS: Readonly<Record<string, string>> = {
  [NAMEID_FORMAT.emailAddress]: 'email',
  [NAMEID_FORMAT.unspecified]: 'username',
  'urn:oasis:names:tc:SAML:2.0:nameid-format:persistent': 'persistent',
  'urn:oasis:names:tc:SAML:2.0:nameid-format:transient': 'transient',
};

/** A ClientRepresentation, for *Import client* or `POST /admin/realms/{realm}/clients`. */
export function writeKeycloakClient(values: SetupValues): string {
  const { sp } = values;
  const client = {
    clientId: sp.entityId,
    name: values.label,
    description: `RAM users of the tenant ${values.alias}`,
    enabled: true,
    protocol: 'saml',
    // The account console's link begins the sign-in here.
    baseUrl: sp.loginUrl,
    redirectUris: [sp.acsUrl],
    frontchannelLogout: true,
    fullScopeAllowed: false,
    // None, so that no roles are sent along; the tenant reads none.
    ...(values.needsAttributes ? {} : { defaultClientScopes: [], optionalClientScopes: [] }),
    attributes: attributesOf(values),
    protocolMappers: [
      {
        name: 'NameID',
        protocol: 'saml',
        protocolMapper: 'saml-user-attribute-nameid-mapper',
        config: { 'mapper.nameid.format': formatOf(values), 'user.attribute': 'email' },
      },
    ],
  };
  return `${JSON.stringify(client, null, 2)}\n`;
}

function attributesOf(values: SetupValues): Record<string, string> {
  const { sp, encryptionCertificate } = values;
  const [signingCertificate] = values.signingCertificates;
  return {
    'saml.server.signature': 'true',
    'saml.server.signature.keyinfo.ext': 'false',
    'saml.assertion.signature': 'true',
    'saml.signature.algorithm': 'RSA_SHA256',
    saml_signature_canonicalization_method: CANONICAL.exclusive,
    'saml.authnstatement': 'true',
    'saml.force.post.binding': 'true',
    // `auto` signs too: Keycloak's metadata want it.
    'saml.client.signature': String(values.signAuthnRequests !== 'never'),
    'saml.signing.certificate': signingCertificate,
    'saml.encrypt': String(encryptionCertificate !== undefined),
    ...(encryptionCertificate === undefined ? {} : { 'saml.encryption.certificate': encryptionCertificate }),
    saml_name_id_format: FORMATS[formatOf(values)] ?? 'email',
    saml_force_name_id_format: 'true',
    saml_assertion_consumer_url_post: sp.acsUrl,
    saml_single_logout_service_url_post: sp.sloUrl,
    saml_single_logout_service_url_redirect: sp.sloUrl,
  };
}

/** What it can't force, it is not asked to. */
function formatOf({ nameIdFormat }: SetupValues): string {
  return Object.hasOwn(FORMATS, nameIdFormat) ? nameIdFormat : NAMEID_FORMAT.emailAddress;
}
