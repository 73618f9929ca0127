import { SIGNATURE_ALGORITHM } from '../saml/names';
import { aligned, commented } from './layout';
import type { SetupValues } from './setup-values';
import { claimRuleUri, powershellLiteral } from './string-literals';

const CLAIMS = 'http://schemas.xmlsoap.org/ws/2005/05/identity';
const ACCOUNT_NAME = 'http://schemas.microsoft.com/ws/2008/06/identity/claims/windowsaccountname';
/** A type of our own: a claim that a partner of the AD FS sends as UPN must not become a NameID. */
const OWN_TYPE = 'urn:ram-sso:principal-name';

/** PowerShell for AD FS on Windows Server 2016 and newer. */
export function writeAdfsScript(values: SetupValues): string {
  return [
    ...commented('#', [
      `AD FS for the tenant ${values.alias}: in PowerShell, as an administrator of the farm.`,
      'AD FS must reach the metadata by https; otherwise save them, and give MetadataFile in place of MetadataUrl.',
      ...values.notes,
    ]),
    "$ErrorActionPreference = 'Stop'",
    '',
    '# Who may sign in: see Get-AdfsAccessControlPolicy.',
    "$accessControlPolicy = 'Permit everyone'",
    '',
    '# The UPN as NameID.',
    '$rules = @(',
    claimRules(values.nameIdFormat)
      .map((line) => `    ${powershellLiteral(line)}`)
      .join(',\r\n'),
    ') -join [Environment]::NewLine',
    '',
    '# Our certificates are self-signed and name no list of revoked ones: there is none to look into.',
    '$trust = @{',
    ...aligned('    ', parametersOf(values)),
    '}',
    'Add-AdfsRelyingPartyTrust @trust',
    '',
    ...commented('#', [
      `Then give the metadata of this AD FS to the tenant: PUT ${values.apiUrl}/idp`,
      'with {"metadataUrl": "https://<this AD FS>/FederationMetadata/2007-06/FederationMetadata.xml"}',
    ]),
    '',
  ].join('\r\n');
}

/** Names as in Microsoft's reference of the cmdlet. Monitored and updated, AD FS follows our keys by itself. */
function parametersOf(values: SetupValues): [string, string][] {
  const { sp, encryptionCertificate, signAuthnRequests } = values;
  return [
    ['Name', powershellLiteral(values.label)],
    ['Notes', powershellLiteral(sp.entityId)],
    ['MetadataUrl', powershellLiteral(sp.metadataUrl)],
    ['MonitoringEnabled', '$true'],
    ['AutoUpdateEnabled', '$true'],
    ['ProtocolProfile', powershellLiteral('SAML')],
    ['SamlResponseSignature', powershellLiteral('MessageAndAssertion')],
    ['SignatureAlgorithm', powershellLiteral(SIGNATURE_ALGORITHM.rsaSha256)],
    ['SignedSamlRequestsRequired', flag(signAuthnRequests === 'always')],
    // By the certificate in the metadata, which is there where the tenant wants encryption.
    ['EncryptClaims', flag(encryptionCertificate !== undefined)],
    ['SigningCertificateRevocationCheck', powershellLiteral('None')],
    ['EncryptionCertificateRevocationCheck', powershellLiteral('None')],
    ['AccessControlPolicyName', '$accessControlPolicy'],
    ['IssuanceTransformRules', '$rules'],
  ];
}

function claimRules(nameIdFormat: string): string[] {
  const own = claimRuleUri(OWN_TYPE);
  const format = `Properties[${claimRuleUri(`${CLAIMS}/claimproperties/format`)}] = ${claimRuleUri(nameIdFormat)}`;
  const nameId = claimRuleUri(`${CLAIMS}/claims/nameidentifier`);
  return [
    `c:[Type == ${claimRuleUri(ACCOUNT_NAME)}, Issuer == "AD AUTHORITY"]`,
    ` => add(store = "Active Directory", types = (${own}), query = ";userPrincipalName;{0}", param = c.Value);`,
    `c:[Type == ${own}]`,
    ` => issue(Type = ${nameId}, Value = c.Value, ${format});`,
  ];
}

function flag(isOn: boolean): string {
  return isOn ? '$true' : '$false';
}
