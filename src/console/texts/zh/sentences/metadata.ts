/** Metadata of an identity provider that can not be used. */
export const metadata: Readonly<Record<string, string>> = {
  'Expected at most {0} {1} for one IdP, got {2}. Upload metadata with only those in use.':
    '一个身份提供商最多可有 {0} 个{1}，实际有 {2} 个。请上传只包含正在使用的内容的元数据。',
  certificates: '证书',
  'distinct certificates': '不同的证书',
  "Expected metadata of at most {0} bytes, got {1}. Upload the IdP's own metadata instead of a federation's whole.":
    '元数据最大 {0} 字节，实际为 {1} 字节。请上传该身份提供商自己的元数据，而不是整个联合的元数据。',
  "Expected metadata that can be read in bounded memory, got a document that needs more. Upload the IdP's own metadata instead of a federation's whole.":
    '元数据须能在有限的内存内读取，但这份文档需要更多内存。请上传该身份提供商自己的元数据，而不是整个联合的元数据。',
  'Expected well-formed XML without a document type, got a fault {0}: {1}. Download the metadata from the IdP anew and upload it unchanged.':
    '元数据应为格式正确且不含文档类型声明的 XML，但{0}有错误：{1}。请从身份提供商重新下载元数据，并原样上传。',
  'in line {0}, column {1}': '第 {0} 行第 {1} 列',
  'UTF-16': 'UTF-16',
  'bytes that are no UTF-8': '不是 UTF-8 的内容',
  'Expected metadata in UTF-8, got {0}. Save the file as UTF-8 and upload it again.':
    '元数据应为 UTF-8 编码，实际为{0}。请将文件另存为 UTF-8 后重新上传。',
  'Expected SAML 2.0 metadata in XML, got {0}': '应为 XML 格式的 SAML 2.0 元数据，收到的是{0}',
  'nothing. Upload the XML file that the IdP calls its metadata (federation metadata, IdP descriptor).':
    '空内容。请上传身份提供商称为元数据（联合元数据、IdP 描述符）的 XML 文件。',
  "an HTML page: the address shows a page, often the IdP's sign-in, instead of the document. Download the metadata's XML itself and upload it.":
    'HTML 页面：该地址显示的是页面（通常是身份提供商的登录页），而不是文档。请下载元数据 XML 本身并上传。',
  "JSON, maybe OpenID Connect's configuration. Upload the IdP's SAML 2.0 metadata, which is XML.":
    'JSON，可能是 OpenID Connect 的配置。请上传身份提供商的 SAML 2.0 元数据，它是 XML 格式。',
  'a certificate alone. Upload the XML of the IdP that holds it: its addresses are needed too.':
    '单独的证书。请上传身份提供商包含该证书的 XML：还需要其中的各个地址。',
  'Expected one IdP with the entityID {0}, got {1}. Upload the metadata of that IdP alone.':
    'entityID 为 {0} 的身份提供商应只有一个，实际有 {1} 个。请只上传该身份提供商的元数据。',
  'Expected <EntityDescriptor> or <EntitiesDescriptor> of SAML 2.0 metadata, got <{0}> of namespace {1}. Upload the document that the IdP calls its metadata.':
    '应为 SAML 2.0 元数据的 <EntityDescriptor> 或 <EntitiesDescriptor>，收到的是命名空间 {1} 中的 <{0}>。请上传身份提供商称为元数据的文档。',
  "a service provider's metadata (SPSSODescriptor), maybe our own":
    '服务提供商的元数据（SPSSODescriptor），可能是本服务自己的元数据',
  'Expected an identity provider (IDPSSODescriptor), got {0}. Upload the metadata that the IdP gives out about itself.':
    '元数据中应有身份提供商（IDPSSODescriptor），实际：{0}。请上传身份提供商自己提供的元数据。',
  'Expected an IdP with the entityID {0}, got {1}. Give one of these as entityId.':
    '没有 entityID 为 {0} 的身份提供商，共有 {1}。请从中选择一个作为 entityId。',
  'Expected one IdP, got {0}. Say which one by its entityID, as entityId.':
    '应只有一个身份提供商，实际有 {0}。请用 entityId 指明其中一个的 entityID。',
  '{0} and {1} more': '{0}，以及另外 {1} 个',
  '{0} characters': '{0} 个字符',
  'Expected an entityID of 1 to {0} characters, got {1}. Correct it at the IdP and upload the metadata anew.':
    'entityID 应为 1 到 {0} 个字符，实际：{1}。请在身份提供商处更正后重新上传元数据。',
  'Expected public certificates only, got a private key in the metadata; nothing was stored. Take the key for leaked: make a new one at the IdP, and upload metadata without it.':
    '元数据只应包含公开的证书，但其中有私钥；没有保存任何内容。该密钥应视为已泄露：请在身份提供商处生成新密钥，并上传不含私钥的元数据。',
  'Expected at least one <SingleSignOnService>, got none. Export the metadata from the IdP anew, with single sign-on switched on.':
    '至少应有一个 <SingleSignOnService>，但没有找到。请在身份提供商处启用单点登录后，重新导出元数据。',
  'Expected a Binding of 1 to {0} characters on <{1}>, got {2}. Correct it at the IdP and upload the metadata anew.':
    '<{1}> 的 Binding 应为 1 到 {0} 个字符，实际：{2}。请在身份提供商处更正后重新上传元数据。',
  'Expected an absolute http or https address of at most {0} characters, without password or fragment, on <{1}>, got {2}. Correct the address at the IdP and upload the metadata anew.':
    '<{1}> 的地址应为不超过 {0} 个字符的 http 或 https 绝对地址，不含密码和片段，实际为 {2}。请在身份提供商处更正地址后重新上传元数据。',
  'Expected metadata as its schema has it, got a fault: {0}. Export the metadata from the IdP anew.':
    '元数据应符合其 schema，但有错误：{0}。请从身份提供商重新导出元数据。',
  'Expected a SingleSignOnService by HTTP-Redirect or HTTP-POST, got {0}.':
    '应有 HTTP-Redirect 或 HTTP-POST 的 SingleSignOnService，实际为 {0}。',
  '{0} No sign-in could be asked for: switch on HTTP-Redirect or HTTP-POST at the IdP and upload its metadata anew.':
    '{0}无法发起登录：请在身份提供商处启用 HTTP-Redirect 或 HTTP-POST，并重新上传元数据。',
  "{0} that can't be read": '{0} 个无法读取的证书',
  'Expected a signing certificate (KeyDescriptor with use="signing" or without use, X509Certificate with an RSA key of 1024 bits or more or an EC key), got {0}. Export the metadata from the IdP anew; without its certificate no sign-in can be proven.':
    '应有签名证书（use="signing" 或未指定 use 的 KeyDescriptor，其 X509Certificate 为 1024 位及以上的 RSA 密钥或 EC 密钥），实际：{0}。请从身份提供商重新导出元数据；没有证书就无法验证登录。',
  'a signature that is not valid under it: expected {0}, got {1}': '用它验证无效的签名：期望 {0}，实际 {1}',
  'no signature on its root': '根元素没有签名',
  "Expected metadata signed under the key of metadataSigningCertificate, got {0}. Compare the certificate with the one that signs the IdP's metadata now.":
    '元数据应由 metadataSigningCertificate 的密钥签名，实际：{0}。请将该证书与身份提供商目前用于签署元数据的证书比对。',
};
