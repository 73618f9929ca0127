/** SAML messages: how they are carried, encrypted, and what their schema requires. */
export const messages: Readonly<Record<string, string>> = {
  'a SAML message in Base64': 'Base64 编码的 SAML 消息',
  'a SAML message in Base64 (saml-bindings 3.5.4)': 'Base64 编码的 SAML 消息（saml-bindings 3.5.4）',
  'a SAML message in UTF-8': 'UTF-8 编码的 SAML 消息',
  'an empty form field': '表单字段为空',
  'a form field of at most {0} characters': '不超过 {0} 个字符的表单字段',
  '{0} characters': '{0} 个字符',
  'characters or padding that are not Base64': '含有不属于 Base64 的字符或填充',
  'Post the form field as the IdP wrote it, form-encoded once.':
    '请按身份提供商写入的原样提交该表单字段，只做一次表单编码。',
  '{0} once in the query': '查询字符串中只有一个 {0}',
  '{0} times': '{0} 次',
  '{0} percent-encoded': '{0} 经过百分号编码',
  'a percent sign that encodes no UTF-8': '有不构成 UTF-8 的百分号编码',
  'a SAML message in the query': '查询字符串中有 SAML 消息',
  'an empty parameter': '参数为空',
  'a query parameter of at most {0} characters': '不超过 {0} 个字符的查询参数',
  'a deflated SAML message in Base64 (saml-bindings 3.4.4.1)':
    '经 DEFLATE 压缩并以 Base64 编码的 SAML 消息（saml-bindings 3.4.4.1）',
  'Percent-encode the parameter once, the plus signs of its Base64 too.':
    '请对该参数只做一次百分号编码，包括其 Base64 中的加号。',
  'a raw DEFLATE stream of a message of at most {0} bytes': '不超过 {0} 字节的消息的原始 DEFLATE 数据流',
  'one that is broken, cut or larger, or no DEFLATE at all': '数据流损坏、被截断或过大，或根本不是 DEFLATE',
  'HTTP-Redirect compresses the message without a zlib header (saml-bindings 3.4.4.1).':
    'HTTP-Redirect 压缩消息时不带 zlib 头（saml-bindings 3.4.4.1）。',
  'either a SAMLRequest or a SAMLResponse': 'SAMLRequest 与 SAMLResponse 二者之一',
  neither: '两者都没有',
  both: '两者都有',
  'the form field SAMLResponse': '表单字段 SAMLResponse',
  'the form field SAMLResponse, by HTTP-POST': '通过 HTTP-POST 发送的表单字段 SAMLResponse',
  'SAMLart, by HTTP-Artifact': '通过 HTTP-Artifact 发送的 SAMLart',
  'Have the IdP answer this application by HTTP-POST: artifacts are not resolved here.':
    '请让身份提供商以 HTTP-POST 应答此应用：本服务不解析 Artifact。',
  'SAMLRequest in a form': '表单中是 SAMLRequest',
  'a message in the query': '消息在查询字符串中',
  'a SAMLResponse in a posted form (saml-bindings 3.5)':
    '以 POST 表单提交的 SAMLResponse（saml-bindings 3.5）',
  'Set the binding of the ACS to HTTP-POST at the IdP.': '请在身份提供商处将 ACS 的绑定设为 HTTP-POST。',

  'Compare the message with what the IdP sent: it was damaged on its way, or the IdP writes it wrongly.':
    '请与身份提供商发出的消息对比：消息在途中损坏，或身份提供商写入有误。',
  'a SAML message: well-formed XML without DOCTYPE, CDATA or processing instructions':
    'SAML 消息：格式正确且不含 DOCTYPE、CDATA 或处理指令的 XML',
  '{0} (at character {1})': '{0}（第 {1} 个字符处）',
  'The message was damaged on its way or is not SAML: compare it with what the IdP sent.':
    '消息在途中损坏，或不是 SAML：请与身份提供商发出的消息对比。',
  'an Assertion as saml-core 2.3.3 has it': '符合 saml-core 2.3.3 的断言（Assertion）',
  'an Issuer in the Assertion': '断言中有 Issuer',
  'attributes as saml-core 2.7.3 has them': '符合 saml-core 2.7.3 的属性',
  'an AuthnContext in the AuthnStatement': 'AuthnStatement 中有 AuthnContext',
  'a LogoutRequest as saml-core 3.7.1 has it': '符合 saml-core 3.7.1 的 LogoutRequest',
  'at most {0} SessionIndexes': '不超过 {0} 个 SessionIndex',
  'a LogoutResponse as saml-core 3.7.2 has it': '符合 saml-core 3.7.2 的 LogoutResponse',
  'a NameID as saml-core 2.2.3 has it': '符合 saml-core 2.2.3 的 NameID',
  'a Response as saml-core 3.3.3 has it': '符合 saml-core 3.3.3 的 Response',
  'Version 2.0 on <{0}>': '<{0}> 的 Version 为 2.0',
  'Version {0}': 'Version 为 {0}',
  'Set the IdP to SAML 2.0 for this application.': '请在身份提供商处将此应用设为 SAML 2.0。',
  'an ID on <{0}> that is an xs:ID': '<{0}> 的 ID 符合 xs:ID',
  'ID {0}': 'ID 为 {0}',
  '<{0}> of namespace {1}': '命名空间 {1} 中的 <{0}>',
  '{0} on <{1}>': '<{1}> 上有 {0}',
  'no such attribute': '没有这个属性',
  'an empty one': '为空',
  '{0} of at most {1} characters': '不超过 {1} 个字符的 {0}',
  '{0} on <{1}> as an xs:dateTime in UTC': '<{1}> 上的 {0} 为 UTC 的 xs:dateTime',
  'one name in <{0}>': '<{0}> 中只有一个名称',
  'a NameID and an EncryptedID': '同时有 NameID 和 EncryptedID',
  '<{0}> in <{1}>': '<{1}> 中有 <{0}>',
  '{0} in the query': '查询字符串中有 {0}',
  'Sign out anew. If it goes on, compare the clocks of the IdP and of this service.':
    '请重新登出。如果仍然出现，请核对身份提供商与本服务的时钟。',
  'a time from IssueInstant {0} on': '当前时间不早于 IssueInstant {0}',
  'a time before NotOnOrAfter {0}': '当前时间早于 NotOnOrAfter {0}',
  'a time before {0} s after IssueInstant, {1}': '当前时间早于 IssueInstant 之后 {0} 秒，即 {1}',

  'a plain NameID, since saml.assertionEncryption is off':
    '未加密的 NameID，因为 saml.assertionEncryption 为 off',
  'an EncryptedID': '收到 EncryptedID',
  "Switch encryption off at the IdP, or set the tenant's saml.assertionEncryption to optional.":
    '请在身份提供商处关闭加密，或将租户的 saml.assertionEncryption 设为 optional。',
  'a CipherValue in Base64': 'Base64 编码的 CipherValue',
  'AES-GCM, since saml.refuseCbcEncryption is set': 'AES-GCM，因为已设置 saml.refuseCbcEncryption',
  'AES-GCM or AES-CBC': 'AES-GCM 或 AES-CBC',
  'Choose AES-GCM for the encryption of assertions at the IdP.':
    '请在身份提供商处将断言的加密算法设为 AES-GCM。',
  'content that our key decrypts': '可用本服务的密钥解密的内容',
  'content that it does not': '无法用该密钥解密',
  "Give the IdP the encryption certificate of this service provider's current metadata.":
    '请将本服务（SP）当前元数据中的加密证书提供给身份提供商。',
  'an {0} that can be decrypted': '可以解密的 {0}',
  'EncryptedData of Type {0}': 'Type 为 {0} 的 EncryptedData',
  'one EncryptedKey in the KeyInfo of the EncryptedData or beside it':
    'EncryptedData 的 KeyInfo 之内或旁边恰好有一个 EncryptedKey',
  'The IdP must encrypt for this service provider alone.': '身份提供商必须只为本服务（SP）加密。',
  'a key encrypted by RSA-OAEP': '以 RSA-OAEP 加密的密钥',
  'Choose RSA-OAEP for key transport at the IdP.': '请在身份提供商处将密钥传输算法设为 RSA-OAEP。',
  'RSA-OAEP with one hash for digest and mask (MGF1), SHA-1 or better, and no OAEPparams':
    'RSA-OAEP，摘要与掩码（MGF1）使用同一哈希算法（SHA-1 或更强），且没有 OAEPparams',
  'Choose RSA-OAEP with SHA-1 for both, or SHA-256 for both, at the IdP.':
    '请在身份提供商处选用 RSA-OAEP，摘要与掩码均为 SHA-1 或均为 SHA-256。',
  'The IdP must send one.': '身份提供商必须恰好发送一个。',
  'exactly one Assertion or EncryptedAssertion': '恰好一个 Assertion 或 EncryptedAssertion',
  '{0} and {1}': '分别有 {0} 个和 {1} 个',
  'a plain Assertion, since saml.assertionEncryption is off':
    '未加密的断言，因为 saml.assertionEncryption 为 off',
  'an EncryptedAssertion': '收到 EncryptedAssertion',
  'an EncryptedAssertion, since saml.assertionEncryption is required':
    '加密的断言（EncryptedAssertion），因为 saml.assertionEncryption 为 required',
  'a plain Assertion': '收到未加密的断言',
  'Switch encryption on at the IdP with the encryption key of our SP metadata.':
    '请在身份提供商处启用加密，使用本服务 SP 元数据中的加密密钥。',
  'an EncryptedAssertion and a key for it': 'EncryptedAssertion 以及可用于解密的密钥',
  'an EncryptedAssertion that opens with our key and holds an Assertion signed by the IdP':
    '可用本服务的密钥解密、且其中含有由身份提供商签名的断言的 EncryptedAssertion',
  'one that does not': '不符合',
  'Import our SP metadata into the IdP anew, and see that it signs assertions. The service log has the cause.':
    '请将本服务的 SP 元数据重新导入身份提供商，并确认其对断言签名。具体原因见服务日志。',
};
