/** Where something is changed at an identity provider: its menus as they are written there, between quotation marks. */
export const idpScreens: Readonly<Record<string, string>> = {
  'the identity provider': '身份提供商',
  'AD FS Management → Relying Party Trusts → this one → Properties':
    '“AD FS Management” → “Relying Party Trusts” → 此信赖方 → “Properties”',
  '{0} → Endpoints → SAML Assertion Consumer Endpoints':
    '{0} → “Endpoints” → “SAML Assertion Consumer Endpoints”',
  '{0} → Identifiers → Relying party identifiers': '{0} → “Identifiers” → “Relying party identifiers”',
  'Service → Certificates → Token-signing; {0} → Advanced → Secure hash algorithm':
    '“Service” → “Certificates” → “Token-signing”；{0} → “Advanced” → “Secure hash algorithm”',
  '/FederationMetadata/2007-06/FederationMetadata.xml':
    '元数据地址 /FederationMetadata/2007-06/FederationMetadata.xml',
  '{0} → Encryption': '{0} → “Encryption”',
  'Edit Claim Issuance Policy → Send LDAP Attributes as Claims: User-Principal-Name → Name ID':
    '“Edit Claim Issuance Policy” → “Send LDAP Attributes as Claims”：将 “User-Principal-Name” 映射到 “Name ID”',
  'Event Viewer → AD FS/Admin, event 364': '“Event Viewer” → “AD FS/Admin”，事件 364',
  'the clock of the AD FS servers; Set-AdfsRelyingPartyTrust -NotBeforeSkew':
    'AD FS 服务器的时钟；Set-AdfsRelyingPartyTrust -NotBeforeSkew',
  'Edit Access Control Policy': '“Edit Access Control Policy”',

  'Entra ID → Enterprise apps → this one → Single sign-on':
    '“Entra ID” → “Enterprise apps” → 此应用 → “Single sign-on”',
  '{0} → Basic SAML Configuration → Reply URL (Assertion Consumer Service URL)':
    '{0} → “Basic SAML Configuration” → “Reply URL (Assertion Consumer Service URL)”',
  '{0} → Basic SAML Configuration → Identifier (Entity ID)':
    '{0} → “Basic SAML Configuration” → “Identifier (Entity ID)”',
  '{0} → SAML Certificates → Signing Option, Signing Algorithm, and which certificate is active':
    '{0} → “SAML Certificates” → “Signing Option”、“Signing Algorithm”，以及当前启用的是哪个证书',
  '{0} → SAML Certificates → App Federation Metadata Url':
    '{0} → “SAML Certificates” → “App Federation Metadata Url”',
  'Entra ID → Enterprise apps → this one → Token encryption':
    '“Entra ID” → “Enterprise apps” → 此应用 → “Token encryption”',
  '{0} → Attributes & Claims → Unique User Identifier (Name ID)':
    '{0} → “Attributes & Claims” → “Unique User Identifier (Name ID)”',
  'Entra ID → Enterprise apps → this one → Sign-in logs':
    '“Entra ID” → “Enterprise apps” → 此应用 → “Sign-in logs”',
  'nothing at Entra ID: look at the clock of this service': 'Entra ID 侧无需修改：请检查本服务的时钟',
  'Entra ID → Conditional Access': '“Entra ID” → “Conditional Access”',

  'Apps → Web and mobile apps → this one': '“Apps” → “Web and mobile apps” → 此应用',
  '{0} → Service provider details → ACS URL': '{0} → “Service provider details” → “ACS URL”',
  '{0} → Service provider details → Entity ID': '{0} → “Service provider details” → “Entity ID”',
  'Security → Authentication → SSO with SAML applications; {0} → Service provider details → Certificate':
    '“Security” → “Authentication” → “SSO with SAML applications”；{0} → “Service provider details” → “Certificate”',
  '{0} → Download metadata': '{0} → “Download metadata”',
  'nothing at Google, which does not encrypt: set saml.assertionEncryption of the tenant':
    'Google 侧无需修改，因为它不加密断言：请设置租户的 saml.assertionEncryption',
  '{0} → Service provider details → Name ID': '{0} → “Service provider details” → “Name ID”',
  '{0} → User access': '{0} → “User access”',
  'nothing at Google: look at the clock of this service': 'Google 侧无需修改：请检查本服务的时钟',
  'Security → Authentication → 2-Step Verification': '“Security” → “Authentication” → “2-Step Verification”',

  'Clients → this one': '“Clients” → 此客户端',
  '{0} → Advanced → Assertion Consumer Service POST Binding URL':
    '{0} → “Advanced” → “Assertion Consumer Service POST Binding URL”',
  '{0} → Settings → Client ID; Client scopes, where a mapper changes the audience':
    '{0} → “Settings” → “Client ID”；如有映射器（mapper）更改受众，则见 “Client scopes”',
  '{0} → Settings → Sign documents, Sign assertions, Signature algorithm, Canonicalization method; Realm settings → Keys':
    '{0} → “Settings” → “Sign documents”、“Sign assertions”、“Signature algorithm”、“Canonicalization method”；“Realm settings” → “Keys”',
  'Realm settings → General → Endpoints → SAML 2.0 Identity Provider Metadata':
    '“Realm settings” → “General” → “Endpoints” → “SAML 2.0 Identity Provider Metadata”',
  '{0} → Keys → Encrypt assertions': '{0} → “Keys” → “Encrypt assertions”',
  '{0} → Settings → Name ID format, Force name ID format':
    '{0} → “Settings” → “Name ID format”、“Force name ID format”',
  'Events → User events': '“Events” → “User events”',
  "the clock of Keycloak's servers": 'Keycloak 服务器的时钟',
  'Authentication → Flows': '“Authentication” → “Flows”',

  'Applications → this one → General → SAML Settings → Edit → Configure SAML':
    '“Applications” → 此应用 → “General” → “SAML Settings” → “Edit” → “Configure SAML”',
  '{0} → Single sign-on URL, with Use this for Recipient URL and Destination URL':
    '{0} → “Single sign-on URL”，并勾选 “Use this for Recipient URL and Destination URL”',
  '{0} → Audience URI (SP Entity ID)': '{0} → “Audience URI (SP Entity ID)”',
  '{0} → Show Advanced Settings → Assertion Signature, Signature Algorithm; Sign On → SAML Signing Certificates':
    '{0} → “Show Advanced Settings” → “Assertion Signature”、“Signature Algorithm”；“Sign On” → “SAML Signing Certificates”',
  'Applications → this one → Sign On → Metadata details → Metadata URL':
    '“Applications” → 此应用 → “Sign On” → “Metadata details” → “Metadata URL”',
  '{0} → Show Advanced Settings → Assertion Encryption':
    '{0} → “Show Advanced Settings” → “Assertion Encryption”',
  '{0} → Name ID format, Application username': '{0} → “Name ID format”、“Application username”',
  'Reports → System Log': '“Reports” → “System Log”',
  'nothing at Okta: look at the clock of this service': 'Okta 侧无需修改：请检查本服务的时钟',
  'Applications → this one → Sign On → Authentication policy':
    '“Applications” → 此应用 → “Sign On” → “Authentication policy”',

  "metadata/saml20-sp-remote.php, this tenant's entry": 'metadata/saml20-sp-remote.php 中本租户的条目',
  '{0}: AssertionConsumerService': '{0}：AssertionConsumerService',
  '{0}: the key of the array': '{0}：数组的键',
  'metadata/saml20-idp-hosted.php: privatekey, certificate, signature.algorithm':
    'metadata/saml20-idp-hosted.php：privatekey、certificate、signature.algorithm',
  '/saml2/idp/metadata.php': '元数据地址 /saml2/idp/metadata.php',
  '{0}: assertion.encryption': '{0}：assertion.encryption',
  '{0}: authproc, saml:AttributeNameID, and its Format':
    '{0}：authproc 中的 saml:AttributeNameID 及其 Format',
  "SimpleSAMLphp's own log": 'SimpleSAMLphp 自身的日志',
  'the clock of its server': '其服务器的时钟',
  'the authentication source of metadata/saml20-idp-hosted.php':
    'metadata/saml20-idp-hosted.php 中的认证源（authentication source）',

  'the application of this tenant → ACS URL (Assertion Consumer Service, Recipient, Destination)':
    '本租户对应的应用 → ACS URL（Assertion Consumer Service、Recipient、Destination）',
  'the application of this tenant → Audience (SP entity ID, Identifier)':
    '本租户对应的应用 → 受众（Audience、SP entity ID、Identifier）',
  'the application of this tenant → signing certificate, what is signed, signature algorithm':
    '本租户对应的应用 → 签名证书、签名的内容、签名算法',
  'where it offers its metadata, for this very application': '其提供该应用元数据的位置',
  'the application of this tenant → assertion encryption': '本租户对应的应用 → 断言加密',
  'the application of this tenant → NameID (Subject)': '本租户对应的应用 → NameID（Subject）',
  'its own log of sign-ins': '其自身的登录日志',
  'its clock': '其时钟',
  'the way in which its users sign in': '其用户的登录方式',
};
