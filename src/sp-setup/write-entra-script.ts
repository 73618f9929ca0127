import { createHash } from 'node:crypto';
import { commented } from './layout';
import type { SetupValues } from './setup-values';
import { asciiJson, shellLiteral } from './string-literals';

/** Of the template for applications that are in no gallery. */
const NON_GALLERY = '8adf8e6e-67b2-4cf2-a259-e3dc5476c621';
const NAME_ID = 'http://schemas.xmlsoap.org/ws/2005/05/identity/claims/nameidentifier';

/** The calls of Microsoft Graph that set up an enterprise application, in the order of its documentation. */
export function writeEntraScript(values: SetupValues): string {
  return [
    ...introduction(values),
    ...application(values),
    ...addresses(values),
    ...nameId(values),
    ...signing(values),
    ...encryption(values),
    '# Assign those who may sign in: Enterprise apps, Users and groups.',
    'metadata="${LOGIN_URL:-https://login.microsoftonline.com}/$directory/federationmetadata/2007-06/federationmetadata.xml?appid=$app_id"',
    `printf 'Give this to the tenant, as metadataUrl by PUT %s/idp:\\n%s\\n' ${shellLiteral(values.apiUrl)} "$metadata"`,
    '',
  ].join('\n');
}

/** The token is not among the arguments of curl, which others on that machine could read. */
function introduction({ alias, notes }: SetupValues): string[] {
  return [
    '#!/usr/bin/env bash',
    ...commented('#', [
      `Entra ID for the tenant ${alias}, by Microsoft Graph: in bash, with curl and jq.`,
      'GRAPH_TOKEN is an access token with Application.ReadWrite.All, Policy.Read.All and',
      'Policy.ReadWrite.ApplicationConfiguration: Graph Explorer (https://aka.ms/ge) shows one once you agreed to them.',
      'For a national cloud set GRAPH_URL, LOGIN_URL and TEMPLATE_ID.',
      ...notes,
    ]),
    'set -euo pipefail',
    ': "${GRAPH_TOKEN:?is missing}"',
    'graph=${GRAPH_URL:-https://graph.microsoft.com/v1.0}',
    `template=\${TEMPLATE_ID:-${NON_GALLERY}}`,
    '',
    '# call METHOD PATH [JSON]',
    'call() {',
    '  curl -sS --fail-with-body -X "$1" "$graph/$2" -H @<(printf \'Authorization: Bearer %s\\n\' "$GRAPH_TOKEN") \\',
    '    -H \'Content-Type: application/json\' ${3+--data "$3"}',
    '}',
    '',
  ];
}

function application({ label }: SetupValues): string[] {
  return [
    '# 1. The application and its service principal, which take a while to be there.',
    `created=$(call POST "applicationTemplates/$template/instantiate" ${body({ displayName: label })})`,
    'application=$(jq -er .application.id <<<"$created")',
    'app_id=$(jq -er .application.appId <<<"$created")',
    'principal=$(jq -er .servicePrincipal.id <<<"$created")',
    'directory=$(jq -er .servicePrincipal.appOwnerOrganizationId <<<"$created")',
    'is_there() { call GET "$1" >/dev/null 2>&1; }',
    'for _ in {1..30}; do',
    '  if is_there "servicePrincipals/$principal" && is_there "applications/$application"; then break; fi',
    '  sleep 5',
    'done',
    '',
  ];
}

function addresses({ sp }: SetupValues): string[] {
  const mode = { preferredSingleSignOnMode: 'saml', loginUrl: sp.loginUrl };
  const urls = {
    identifierUris: [sp.entityId],
    web: { redirectUris: [sp.acsUrl], logoutUrl: sp.sloUrl },
  };
  return [
    '# 2. Single sign-on by SAML, then the addresses.',
    `call PATCH "servicePrincipals/$principal" ${body(mode)}`,
    `call PATCH "applications/$application" ${body(urls)}`,
    '',
  ];
}

function nameId({ alias, needsAttributes }: SetupValues): string[] {
  const ClaimsMappingPolicy = {
    Version: 1,
    IncludeBasicClaimSet: String(needsAttributes),
    ClaimsSchema: [{ Source: 'user', ID: 'userprincipalname', SamlClaimType: NAME_ID }],
  };
  const policy = {
    definition: [JSON.stringify({ ClaimsMappingPolicy })],
    displayName: `ram-sso ${alias}`,
    isOrganizationDefault: false,
  };
  return [
    '# 3. The UPN as NameID.',
    `policy=$(call POST policies/claimsMappingPolicies ${body(policy)} | jq -er .id)`,
    'reference=$(jq -n --arg id "$graph/policies/claimsMappingPolicies/$policy" \'{"@odata.id": $id}\')',
    'call POST "servicePrincipals/$principal/claimsMappingPolicies/\\$ref" "$reference"',
    '',
  ];
}

function signing({ alias }: SetupValues): string[] {
  const certificate = body({ displayName: `CN=ram-sso ${alias}` });
  return [
    '# 4. The certificate that Entra ID signs with, for three years.',
    `thumbprint=$(call POST "servicePrincipals/$principal/addTokenSigningCertificate" ${certificate} | jq -er .thumbprint)`,
    'preferred=$(jq -n --arg thumbprint "$thumbprint" \'{preferredTokenSigningKeyThumbprint: $thumbprint}\')',
    'call PATCH "servicePrincipals/$principal" "$preferred"',
    '',
  ];
}

function encryption({ encryptionCertificate }: SetupValues): string[] {
  if (encryptionCertificate === undefined) return [];
  const keyId = uuidOf(encryptionCertificate);
  const key = { type: 'AsymmetricX509Cert', usage: 'Encrypt', keyId, key: encryptionCertificate };
  return [
    '# 5. Encryption to our key (licence P1 or P2).',
    `call PATCH "applications/$application" ${body({ keyCredentials: [key] })}`,
    `call PATCH "applications/$application" ${body({ tokenEncryptionKeyId: keyId })}`,
    '',
  ];
}

function body(json: object): string {
  return shellLiteral(asciiJson(json));
}

/** The same for the same key (RFC 9562, version 8), so that the script is. */
function uuidOf(text: string): string {
  const bytes = createHash('sha256').update(text).digest().subarray(0, 16);
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | 0x80, 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
