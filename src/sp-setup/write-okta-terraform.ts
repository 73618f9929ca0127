import { aligned, commented } from './layout';
import type { SetupValues } from './setup-values';
import { hclLiteral } from './string-literals';

/** Okta's own expression, of the name under which the application is assigned. */
const APP_USER_NAME = '${user.userName}';

/** Terraform with Okta's own provider: `okta_app_saml`. */
export function writeOktaTerraform(values: SetupValues): string {
  const name = `ram_sso_${values.alias.replaceAll('-', '_')}`;
  return [
    ...commented('#', [
      `Okta for the tenant ${values.alias}, by Terraform: the provider's own settings (org_name, base_url, a token) are yours.`,
      ...values.notes,
      ...encryptionNotes(values),
    ]),
    'terraform {',
    '  required_providers {',
    '    okta = {',
    '      source = "okta/okta"',
    '    }',
    '  }',
    '}',
    '',
    `resource "okta_app_saml" "${name}" {`,
    // As `terraform fmt` has it.
    ...aligned('  ', argumentsOf(values)),
    '}',
    '',
    ...commented('#', [
      'Assign those who may sign in, by okta_app_group_assignments.',
      `Then give this address to the tenant, as metadataUrl: PUT ${values.apiUrl}/idp`,
    ]),
    `output "${name}_metadata_url" {`,
    `  value = okta_app_saml.${name}.metadata_url`,
    '}',
    '',
  ].join('\n');
}

function argumentsOf(values: SetupValues): [string, string][] {
  const { sp } = values;
  const [signingCertificate] = values.signingCertificates;
  return [
    ['label', hclLiteral(values.label)],
    ['sso_url', hclLiteral(sp.acsUrl)],
    ['recipient', hclLiteral(sp.acsUrl)],
    ['destination', hclLiteral(sp.acsUrl)],
    ['audience', hclLiteral(sp.entityId)],
    ['subject_name_id_template', hclLiteral(APP_USER_NAME)],
    ['subject_name_id_format', hclLiteral(values.nameIdFormat)],
    ['response_signed', 'true'],
    ['assertion_signed', 'true'],
    ['signature_algorithm', hclLiteral('RSA_SHA256')],
    ['digest_algorithm', hclLiteral('SHA256')],
    ['honor_force_authn', 'true'],
    ['authn_context_class_ref', hclLiteral(values.authnContextClassRef)],
    ['saml_signed_request_enabled', String(values.signAuthnRequests === 'always')],
    ['single_logout_issuer', hclLiteral(sp.entityId)],
    ['single_logout_url', hclLiteral(sp.sloUrl)],
    ['single_logout_certificate', hclLiteral(signingCertificate)],
  ];
}

function encryptionNotes({ encryptionCertificate }: SetupValues): string[] {
  if (encryptionCertificate === undefined) return [];
  return [
    'The provider has no setting for encryption: choose Assertion Encryption, RSA-OAEP, in the Admin Console, with this certificate:',
    '-----BEGIN CERTIFICATE-----',
    ...(encryptionCertificate.match(/.{1,64}/g) ?? []),
    '-----END CERTIFICATE-----',
  ];
}
