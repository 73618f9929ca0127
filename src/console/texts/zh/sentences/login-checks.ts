/** What each check of a login expects and finds, and what is to be done: of a response as it came, and of whom it names. */
export const loginChecks: Readonly<Record<string, string>> = {
  'a Response of SAML 2.0: Base64 of well-formed XML without DOCTYPE':
    'SAML 2.0 的 Response：Base64 编码、格式正确且不含 DOCTYPE 的 XML',
  'Status {0}': '状态码（Status）{0}',
  'exactly one {0}': '恰好一个 {0}',
  '{0} or {1}': '{0} 或 {1}',
  'a signature on the Assertion or on the Response by a trusted key (of which there are {0}); each that is there must hold':
    '断言（Assertion）或响应（Response）上有由受信任密钥（共 {0} 个）生成的签名；已有的每个签名都必须有效',
  'Issuer {0} on the Response, where it is signed or has one':
    '响应（Response）已签名或带有 Issuer 时，其 Issuer 为 {0}',
  'Destination {0}, where the Response is signed or has one':
    '响应（Response）已签名或带有 Destination 时，其 Destination 为 {0}',
  'ID, IssueInstant and Issuer in the Assertion, and times and names that can be read':
    '断言中有 ID、IssueInstant 和 Issuer，且时间与名称均可解析',
  'Issuer {0} in the Assertion': '断言中的 Issuer 为 {0}',
  'a bearer SubjectConfirmation, and one request that all of them answer':
    '有 bearer 方式的 SubjectConfirmation，且全部应答同一个请求',
  'Recipient {0}': 'Recipient 为 {0}',
  'NotOnOrAfter in SubjectConfirmationData, not past by more than {0} s, and no NotBefore':
    'SubjectConfirmationData 中有 NotOnOrAfter，过期不超过 {0} 秒，且没有 NotBefore',
  'the same InResponseTo on the Response and in SubjectConfirmationData':
    '响应（Response）与 SubjectConfirmationData 中的 InResponseTo 相同',
  'Conditions with an AudienceRestriction, and only such as are known':
    '有包含 AudienceRestriction 的 Conditions，且只含可识别的条件',
  'the time within Conditions, give or take {0} s': '当前时间在 Conditions 的有效期内（允许 {0} 秒误差）',
  'Audience {0} in every AudienceRestriction': '每个 AudienceRestriction 中都有受众（Audience）{0}',
  'a NameID that is not empty': '非空的 NameID',
  'an AuthnStatement of a session that has not ended': '有 AuthnStatement，且其会话尚未结束',
  '{0} and of class {1}': '{0}，认证方式为 {1}',
  '{0}, with an AuthnInstant not before the request': '{0}，且 AuthnInstant 不早于请求的时间',
  'not shown: it came encrypted, and answers no request of this browser':
    '不予显示：内容以加密形式到达，且不是对该浏览器请求的应答',

  none: '无',
  nothing: '无',
  '(none)': '（无）',
  '(empty)': '（空）',

  'Destination {0}': 'Destination 为 {0}',
  'a signed message without Destination': '消息已签名，但没有 Destination',
  "Set the IdP's address for this application (ACS, reply, single sign-on or logout URL) to the expected one.":
    '请在身份提供商处将此应用的地址（ACS、回复、单点登录或登出 URL）改为期望值。',
  'Issuer {0}': 'Issuer 为 {0}',
  'no Issuer': '没有 Issuer',
  "Upload the metadata of the IdP that sent this, or correct the IdP's entityID (issuer) setting.":
    '请上传实际发送此消息的身份提供商的元数据，或更正该身份提供商的 entityID（Issuer）设置。',
  'a NameID of the form <userName>@<domain>': '形如 <userName>@<domain> 的 NameID',
  'an empty NameID': 'NameID 为空',
  "Map the user's principal name (often the e-mail address) to NameID at the IdP.":
    '请在身份提供商处将用户的登录名（通常是邮箱地址）映射为 NameID。',
  'The IdP must say when and how the user signed in (saml-profiles 4.1.4.2).':
    '身份提供商必须说明用户登录的时间和方式（saml-profiles 4.1.4.2）。',
  'an AuthnStatement': '有 AuthnStatement',
  'a time before SessionNotOnOrAfter {0}': '当前时间早于 SessionNotOnOrAfter {0}',
  "Sign in at the IdP anew: its own session has ended. If it goes on, lengthen the IdP's session.":
    '请在身份提供商处重新登录：它自己的会话已结束。如果仍然出现，请延长身份提供商的会话时长。',
  'AuthnContextClassRef {0}': 'AuthnContextClassRef 为 {0}',
  "Have the IdP sign users in this way, or change the tenant's saml.authnContextClassRefs.":
    '请让身份提供商以此方式认证用户，或修改租户的 saml.authnContextClassRefs。',
  'AuthnInstant not before the request, {0}': 'AuthnInstant 不早于请求的时间 {0}',
  'The IdP must honour ForceAuthn and ask the user to sign in again.':
    '身份提供商必须支持 ForceAuthn，并要求用户重新登录。',
  'only conditions of saml-core 2.5.1, since an unknown one leaves the validity open':
    '只含 saml-core 2.5.1 定义的条件，因为存在未知条件时无法判断是否有效',
  'Remove this condition at the IdP.': '请在身份提供商处移除此条件。',
  'Sign in anew. If it goes on, compare the clocks of the IdP and of this service.':
    '请重新登录。如果仍然出现，请核对身份提供商与本服务的时钟。',
  "a time from Conditions' NotBefore {0} on": '当前时间不早于 Conditions 的 NotBefore {0}',
  "a time before Conditions' NotOnOrAfter {0}": '当前时间早于 Conditions 的 NotOnOrAfter {0}',
  'Audience {0}': '受众（Audience）为 {0}',
  "Set the IdP's audience (SP entity ID, identifier) for this application to the expected value.":
    '请在身份提供商处将此应用的受众（Audience，即 SP entity ID 或标识符）改为期望值。',
  'the same InResponseTo in every bearer SubjectConfirmation':
    '每个 bearer 方式的 SubjectConfirmation 中的 InResponseTo 相同',
  'InResponseTo {0}': 'InResponseTo 为 {0}',
  'The IdP must answer one request in an assertion (saml-profiles 4.1.4.2).':
    '身份提供商在一个断言中只能应答一个请求（saml-profiles 4.1.4.2）。',
  'no Recipient': '没有 Recipient',
  "Set the IdP's ACS (recipient) URL for this application to the expected address.":
    '请在身份提供商处将此应用的 ACS（Recipient）URL 改为期望的地址。',
  'one with a NotBefore, which the profile forbids': '带有 NotBefore，而 SAML 规范（profile）禁止使用',
  'one without NotOnOrAfter': '没有 NotOnOrAfter',
  "a time before SubjectConfirmationData's NotOnOrAfter {0}":
    '当前时间早于 SubjectConfirmationData 的 NotOnOrAfter {0}',
  'InResponseTo {0} on the Response, as in the signed assertion':
    '响应（Response）上的 InResponseTo 为 {0}，与已签名的断言一致',
  'Sign in anew. The IdP must write the same InResponseTo into the Response and into SubjectConfirmationData.':
    '请重新登录。身份提供商必须在 Response 和 SubjectConfirmationData 中写入相同的 InResponseTo。',
  'a bearer SubjectConfirmation with Recipient and NotOnOrAfter and without NotBefore':
    '有 bearer 方式的 SubjectConfirmation，含 Recipient 和 NotOnOrAfter，不含 NotBefore',
  'The IdP must follow the Web Browser SSO profile (saml-profiles 4.1.4.2).':
    '身份提供商必须遵循 Web Browser SSO Profile（saml-profiles 4.1.4.2）。',
  'saml.isPassive of the tenant forbids the IdP to ask the user anything, and it would have had to: set it to false, or have the user sign in there first.':
    '租户的 saml.isPassive 禁止身份提供商与用户交互，而此次登录需要交互：请将其设为 false，或让用户先在身份提供商处登录。',
  'saml.nameIdFormat of the tenant asks for a format that the IdP does not make: set it to null. Where it is, the user may lack what his NameID is made of (in Keycloak, an e-mail address).':
    '租户的 saml.nameIdFormat 要求的格式身份提供商无法提供：请将其设为 null。如果已是 null，则该用户可能缺少生成 NameID 所需的属性（在 Keycloak 中是邮箱地址）。',
  'saml.authnContextClassRefs of the tenant ask for a way of signing in that the IdP lacks: leave it empty.':
    '租户的 saml.authnContextClassRefs 要求的认证方式身份提供商不支持：请将其留空。',
  'The IdP refused: its own log says why, often because the user is not assigned to this application.':
    '身份提供商拒绝了此次登录：原因见其自身的日志，通常是该用户未被分配到此应用。',
};
