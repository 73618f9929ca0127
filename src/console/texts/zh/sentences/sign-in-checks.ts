/** What is held against the tenant's memory, directory and settings: how a user is named, requests, replay, and whether sign-in is open. */
export const signInChecks: Readonly<Record<string, string>> = {
  NameID: 'NameID',
  'attribute {0}': '属性 {0}',
  'a NameID of at most {0} characters': '不超过 {0} 个字符的 NameID',
  '{0} <userName>@ one of {1}': '{0} 为 <userName>@ 加以下域名之一：{1}',
  "Map {0} to the user's principal name at the IdP, or set its domain as the tenant's domainAlias or auxiliaryDomain.":
    '请在身份提供商处将 {0} 映射为用户的登录名，或将其域名设为租户的域别名（domainAlias）或辅助域名（auxiliaryDomain）。',
  '{0} attributes of this Name': '有 {0} 个同名（Name）属性',
  '{0} values': '有 {0} 个值',
  'a value that is XML or nil': '值为 XML 或 nil',
  'an empty value': '值为空',
  'one attribute {0} with one value that is text, as saml.userNameAttribute asks':
    '恰好一个属性 {0}，且只有一个文本值，如 saml.userNameAttribute 所要求',
  "Have the IdP release the attribute under this Name, with one value, or correct the tenant's saml.userNameAttribute.":
    '请让身份提供商以此 Name 发送该属性且只含一个值，或更正租户的 saml.userNameAttribute。',
  'attributes (none)': '没有任何属性',
  'attributes {0}': '属性 {0}',
  '{0} and {1} more': '{0}，另有 {1} 个',
  '{0}, and {1} encrypted, which are not read': '{0}，以及 {1} 个不予读取的加密属性',
  'a user name in {0}': '{0} 中有用户名',

  'an answer to a sign-in that began here, since idpInitiatedLogin is refused, forceAuthn is on, or a test has ended':
    '是对从本服务发起的登录的应答，因为已拒绝由身份提供商发起的登录（idpInitiatedLogin），或已启用 forceAuthn，或测试已结束',
  'a response without InResponseTo': '响应没有 InResponseTo',
  "Begin at the tenant's login address, or allow idpInitiatedLogin for the tenant. After a test, ask for a new link.":
    '请从租户的登录地址发起登录，或为租户允许 idpInitiatedLogin。如果是测试，请重新生成测试链接。',
  'an answer, within ten minutes, to a request that this browser began and that was not answered yet':
    '在十分钟内应答由该浏览器发起且尚未应答过的请求',
  'an answer to a request that this browser began, or an unsolicited response where such are allowed':
    '是对该浏览器所发起请求的应答；若允许，也可以是由身份提供商主动发送的响应',
  'InResponseTo {0}: {1}': 'InResponseTo {0}：{1}',
  'Sign in anew, in one browser and one window. If it goes on, the browser may be dropping cookies.':
    '请在同一浏览器的同一窗口中重新登录。如果仍然出现，可能是浏览器丢弃了 Cookie。',
  'no such request of this tenant is known': '该租户没有这个请求',
  'the request is too old': '请求已过期',
  'another browser began the request': '请求由另一个浏览器发起',
  'the request was answered before': '请求已被应答过',
  'an assertion that was not used before': '此前未使用过的断言',
  'one that was': '断言已被使用过',
  'Sign in anew. If nobody went back in the browser, somebody may have copied the response.':
    '请重新登录。如果没有人在浏览器中后退，则可能有人复制了该响应。',
  'an active RAM user of this name': '有此名称且已启用的 RAM 用户',
  'none for {0} {1}': '没有与 {0} {1} 对应的用户',
  '{0} is disabled': '{0} 已被禁用',
  'Create the RAM user, or correct {0} at the IdP.': '请创建该 RAM 用户，或在身份提供商处更正 {0}。',
  'Set the status of the RAM user to active.': '请将该 RAM 用户的状态改为启用。',

  'the metadata of the identity provider': '身份提供商的元数据',
  'none was uploaded yet': '尚未上传',
  "Upload the IdP's metadata with PUT /api/v1/tenants/{alias}/idp.":
    '请上传身份提供商的元数据：在本控制台的“信任”页面，或通过 PUT /api/v1/tenants/{alias}/idp。',
  'a SingleSignOnService by HTTP-Redirect or HTTP-POST in the metadata of the IdP':
    '身份提供商的元数据中有采用 HTTP-Redirect 或 HTTP-POST 的 SingleSignOnService',
  'Begin at the IdP, or upload metadata that names such an address.':
    '请从身份提供商发起登录，或上传含有此类地址的元数据。',
  'any address': '任意地址',
  'an address inside {0}': '位于以下网段内的地址：{0}',
  "Sign in from the enterprise's network, or widen the tenant's loginNetworkMasks.":
    '请从企业网络登录，或扩大租户的登录网段（loginNetworkMasks）。',
  'ssoEnabled to be true': '单点登录已启用（ssoEnabled 为 true）',
  false: '已关闭（false）',
  'false; its trial ended at {0}': '已关闭（false）；试运行已于 {0} 结束',
  'Switch single sign-on on in the last step of the set-up in the console, or with PATCH /api/v1/tenants/{alias}; POST .../sso/trial tries it out.':
    '请启用单点登录，或先试运行：在本控制台配置的最后一步“启用单点登录”，或通过 PATCH /api/v1/tenants/{alias}、POST .../sso/trial。',
};
