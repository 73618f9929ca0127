/** What is warned of in metadata, keys, certificates and the course of sign-ins; kept or answered as text. */
export const warnings: Readonly<Record<string, string>> = {
  "Expected only certificates that can be read, got {0} that can't; the others are used. Export the metadata from the IdP anew if one of those signs.":
    '证书应全部可读，但有 {0} 个无法读取；其余证书照常使用。如果身份提供商正用其中之一签名，请重新导出其元数据。',
  '{0} holds an RSA key of {1} bits: 2048 are expected, and what it signs is never believed. Give the IdP a new key.':
    '{0}中的 RSA 密钥为 {1} 位：至少应为 2048 位，用它签名的内容一律不予信任。请为身份提供商更换密钥。',
  'RSA of {0} bits with the exponent {1}': 'RSA {0} 位，指数 {1}',
  'of a kind that is not supported ({0})': '类型不受支持（{0}）',
  "that can't be read": '无法读取',
  '{0} holds a key {1}: what it signs is never believed. Give the IdP an RSA key of 2048 bits or one on the curve P-256.':
    '{0}中的密钥{1}：用它签名的内容一律不予信任。请让身份提供商使用 2048 位的 RSA 密钥或 P-256 曲线上的密钥。',
  'Expected an IdP that speaks SAML 2.0 ({0} in protocolSupportEnumeration), got {1}. It may not sign anyone in here; upload the metadata of its SAML 2.0 side.':
    '身份提供商应支持 SAML 2.0（protocolSupportEnumeration 中有 {0}），实际为 {1}。用户可能无法通过它在此登录；请上传其 SAML 2.0 的元数据。',
  '{0} Sign-in can only begin at the IdP; to begin here, switch one on there and upload the metadata anew.':
    '{0}登录只能从身份提供商一侧发起；若要从本服务发起，请在身份提供商处启用其一，并重新上传元数据。',
  'Expected validUntil as an xs:dateTime in UTC, got {0}; it is passed over. Correct it at the IdP.':
    'validUntil 应为 UTC 的 xs:dateTime，实际为 {0}；已忽略该值。请在身份提供商处更正。',
  'Expected an https address, got {0}: what is sent there can be read and changed on its way. Give the IdP an https address.':
    '地址应为 https，实际为 {0}：发往该地址的内容可能在途中被读取和篡改。请让身份提供商使用 https 地址。',
  "Expected metadata that are still valid, got some that ended on {0}; they are used all the same. Upload the IdP's current metadata.":
    '元数据应仍在有效期内，但已于 {0} 到期；目前仍照常使用。请上传身份提供商当前的元数据。',
  "{0} expired on {1}. It is still used, since a certificate only carries the key here; plan the IdP's key roll-over.":
    '{0}已于 {1} 过期。由于证书在此仅用于承载密钥，它仍会继续使用；请安排身份提供商更换密钥。',
  '{0} is valid only from {1} on. It is used already, since a certificate only carries the key here.':
    '{0}自 {1} 起才生效。由于证书在此仅用于承载密钥，它已在使用。',
  'The certificate {0} ({1}…)': '证书 {0}（{1}…）',
  'These metadata came from {0}, and were restored: they are not fetched again. Set metadataUrl anew once what is there is right.':
    '这份元数据来自 {0}，并且是恢复的历史版本：不会再自动获取。待该地址上的内容正确后，请重新设置元数据地址。',
  'The metadata was fetched from {0} over plain http: whoever is on the way could have changed it.':
    '元数据是通过明文 http 从 {0} 获取的：途中的任何人都可能篡改它。',
  'Single sign-on is switched off: nobody can sign in. Set ssoEnabled of the tenant to true, if that is not meant.':
    '单点登录已关闭：没有人能够登录。如果这并非本意，请为该租户启用单点登录（ssoEnabled）。',
  'The tenant has no identity provider: nobody can sign in. Upload its metadata.':
    '该租户没有身份提供商：没有人能够登录。请上传其元数据。',
  'A later one is here already: see by signedBy whether it is in use.':
    '此处已有更晚到期的证书：可通过 signedBy 查看它是否已投入使用。',
  'Many IdPs change their key by then: have its next certificate here before.':
    '许多身份提供商会在到期前更换密钥：请在此之前将其下一个证书导入此处。',
  '{0} expires on {1}, {2}; sign-ins go on with it. {3}': '{0}将于 {1} 到期（{2}）；到期后仍可用它登录。{3}',
  'None of the keys of the identity provider is believed (RSA of 2048 bits or more, or on the curve P-256, P-384 or P-521): nobody can sign in. Give it such a key and upload its metadata anew.':
    '身份提供商的密钥均不受信任（应为 2048 位以上的 RSA，或 P-256、P-384、P-521 曲线上的密钥）：没有人能够登录。请为其换用这样的密钥，并重新上传元数据。',
  'The metadata could not be fetched again since {0}, {1} times in a row. The last time: {2}':
    '自 {0} 起无法重新获取元数据，已连续失败 {1} 次。最近一次：{2}',
  'The metadata end on {0}, {1}.': '元数据将于 {0} 到期（{1}）。',
  'See to it that they can be fetched again.': '请确保能够重新获取。',
  'Their address goes on giving the same: have the IdP renew them.':
    '其地址给出的仍是同一份：请让身份提供商更新元数据。',
  "Upload the IdP's current metadata before.": '请在此之前上传身份提供商当前的元数据。',
  'expires on {0}, {1}': '将于 {0} 到期（{1}）',
  'expired on {0}': '已于 {0} 到期',
  'The certificate of our own key {0} ({1}) {2}. An IdP may refuse what it signs, or not encrypt to it: make the next one with POST /api/v1/tenants/{alias}/sp/keys, have the IdP read our metadata again, then promote it.':
    '本服务密钥 {0}（{1}）的证书{2}。身份提供商可能拒绝用它签名的内容，或不再用它加密：请在“密钥”页面（POST /api/v1/tenants/{alias}/sp/keys）生成下一个密钥，让身份提供商重新读取本服务的元数据，然后将其设为当前密钥。',
  'the signature algorithm': '签名算法',
  'the digest algorithm': '摘要算法',
  'the place of the signature': '签名的位置',
  'the binding of requests': '请求的绑定',
  'the NameID format': 'NameID 格式',
  'Since yesterday {0} is {1}, which it was not in the week before ({2}). If nobody changed that at the IdP on purpose, ask there.':
    '自昨天起，{0}变为 {1}，而此前一周并非如此（{2}）。如果身份提供商处没有人有意更改，请向其询问。',
  "The IdP's clock is {0}; {1} s are tolerated. Let both machines ask a time server.":
    '身份提供商的时钟{0}；允许的偏差为 {1} 秒。请让两端的机器都与时间服务器同步。',
  "The IdP's clock is {0} (in the week before: {1}); {2} s are tolerated. Let both machines ask a time server.":
    '身份提供商的时钟{0}（此前一周：{1}）；允许的偏差为 {2} 秒。请让两端的机器都与时间服务器同步。',
  'Since yesterday nobody signed in, and {0} sign-ins were refused, the last one with {1}. If it was not strangers who tried, the audit trail says what to mend.':
    '自昨天起没有人登录成功，有 {0} 次登录被拒绝，最近一次的代码为 {1}。如果并非陌生人的尝试，审计事件会说明需要修正什么。',
  'within a day': '不到一天',
  'in {0} days': '还有 {0} 天',
  'as ours': '与本服务一致',
  'about {0} s ahead of ours': '比本服务快约 {0} 秒',
  'about {0} s behind ours': '比本服务慢约 {0} 秒',
};

/** Why a webhook's message was not delivered. */
export const deliveries: Readonly<Record<string, string>> = {
  'no answer came within {0} s': '{0} 秒内没有收到应答',
  'it has no secret to be signed with: rotate it': '没有可用于签名的密钥：请轮换密钥',
  'its host answered without a status': '其主机的应答没有状态码',
  'its host answered with status {0}, and no redirect is followed: register the address that it leads to':
    '其主机的应答状态码为 {0}，而本服务不跟随重定向：请登记重定向所指向的地址',
  'its host answered with status {0} instead of 2xx': '其主机的应答状态码为 {0}，而不是 2xx',
};
