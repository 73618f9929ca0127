/** Why a request was refused, as a page of the console tells of it. */
export const refusedRequests: Readonly<Record<string, string>> = {
  'The request could not be read: the body, the query or the path is not well-formed.':
    '无法读取请求：正文、查询参数或路径的格式不正确。',
  'Send "Authorization: Bearer <token>".': '请发送“Authorization: Bearer <token>”。',
  'Your token does not reach this.': '您的令牌无权访问此内容。',
  'Nothing answers at this path.': '此路径下没有任何内容。',
  'The request did not arrive in time.': '请求未能及时到达。',
  'The body is larger than this route takes.': '正文超过了此处允许的大小。',
  'The body is larger than the {0} bytes that this route takes.': '正文超过了此处允许的 {0} 字节。',
  'A part of the path is longer than any name here.': '路径中的某一段超过了名称的最大长度。',
  'The Content-Type is not one that this route takes.': '此处不接受该 Content-Type。',
  'The headers are larger than the service takes.': '请求头超过了本服务允许的大小。',
  'The connection ended within the request.': '连接在请求过程中断开。',
  'Something unexpected happened; the log has it under this request id.':
    '发生了意外错误；可在日志中按此请求 ID 查看详情。',
  'The body must be one JSON object.': '正文必须是一个 JSON 对象。',
  'The body must be {0}, not {1}.': '正文必须是 {0}，而不是{1}。',
  'one without a Content-Type': '没有 Content-Type 的正文',
  'The body must be a whole form, as multipart/form-data.': '正文必须是完整的 multipart/form-data 表单。',
  'The form has more than {0} fields.': '表单的字段超过 {0} 个。',
  'The form has more fields or files than any of ours.': '表单中的字段或文件过多。',
  'The form is larger than the {0} bytes that this takes.': '表单超过了允许的 {0} 字节。',
  'The file is larger than {0} bytes.': '文件超过 {0} 字节。',
  '{0} is not allowed here; allowed: {1}.': '此处不允许 {0}；允许：{1}。',
  'requests from this address': '来自此地址的请求',
  'refusals at this tenant': '此租户被拒绝的登录',
  'Too many {0}: try again in {1} s.': '{0}过多：请在 {1} 秒后重试。',
  'This tenant has {0} large requests under way already: send the next once one of them is answered.':
    '此租户已有 {0} 个大型请求正在处理：请等其中一个完成后再发送。',
  'If-Match has {0}, but the resource is at {1}: read it again, then repeat the change.':
    'If-Match 为 {0}，而当前版本为 {1}：请重新读取后再修改。',
  'The database does not answer: try again shortly.': '数据库没有响应：请稍后重试。',
  'The service is stopping. Try again in a moment.': '服务正在停止。请稍后重试。',
  'Too many large metadata documents wait to be read already. Try again in a moment.':
    '等待读取的大型元数据文档已经过多。请稍后重试。',
  "The metadata could not be read within {0} s. Try again when less is going on, or upload the IdP's own metadata instead of a federation's whole.":
    '未能在 {0} 秒内读完元数据。请在服务较空闲时重试，或上传该身份提供商自己的元数据，而不是整个联合的元数据。',
  'This node does not hold the master key that is in force: its administrator must set MASTER_KEY to it, and restart it.':
    '此节点没有当前生效的主密钥：运维人员须将 MASTER_KEY 设为该密钥，并重启此节点。',
  'There is no such file.': '没有这个文件。',
  'There is no guide of that name.': '没有这个名称的指南。',
  'There is no set-up of that name.': '没有这个名称的配置。',
};

/** Whoever asked must not, or must sign in first. */
export const refusedCallers: Readonly<Record<string, string>> = {
  'The token is unknown, was deleted, or has expired: create another.':
    '令牌无效、已删除或已过期：请重新创建。',
  "This is the platform's; the token belongs to one tenant.": '此内容属于平台，而该令牌只属于一个租户。',
  'This route names no tenant to hold the token to.': '此路径没有指明租户，无法核对令牌。',
  'The token belongs to the tenant {0}, and reaches that one alone.': '该令牌属于租户 {0}，只能访问该租户。',
  'The token is a viewer; this needs an admin.': '该令牌为只读（viewer），此操作需要管理员（admin）权限。',
  'This route is open to nobody.': '此路径不对任何人开放。',
  'This can only be asked for from a page of this service.': '此操作只能从本服务的页面发起。',
  'This form is not of your session: load its page again, and send it then.':
    '此表单不属于您当前的会话：请重新加载页面后再提交。',
  "This session belongs to a set-up link: it opens the set-up of the link's tenant, and nothing else.":
    '此会话来自配置链接：只能打开该链接所属租户的配置页面。',
  'Single sign-on is on: the trust that people sign in by is replaced by an administrator of this service.':
    '单点登录已启用：用户正在使用的信任配置只能由本服务的管理员替换。',
};

/** What is asked for is not there, or is in the way. */
export const conflicts: Readonly<Record<string, string>> = {
  'the alias {0}': '别名为 {0}',
  'that alias: one has 3 to 50 of a-z, 0-9 and -': '该别名（别名为 3 到 50 个字符，只能包含 a-z、0-9 和 -）',
  'There is no tenant with {0}.': '没有{0}的租户。',
  'There is a tenant with the alias {0} already: choose another.': '别名 {0} 已被其他租户使用：请换一个。',
  '{0}: a domain belongs to one tenant only, and this one is taken. Choose another.':
    '{0}：一个域名只能属于一个租户，而该域名已被占用。请换一个。',
  'the name {0}': '名为 {0}',
  'that name: one has 1 to 64 of a-z, A-Z, 0-9, ".", "-" and "_"':
    '该名称（名称为 1 到 64 个字符，可用 a-z、A-Z、0-9、“.”、“-”和“_”）',
  'There is no user with {0}.': '没有{0}的用户。',
  'There is no user with that name in the tenant {0}.': '租户 {0} 中没有该名称的用户。',
  'There is a user with the name {0} already, in whatever case: choose another.':
    '已有名为 {0} 的用户（不区分大小写）：请换一个名称。',
  'A user is named twice.': '同一用户出现了两次。',
  'An import has at most {0} lines: send the rest in another.': '一次最多导入 {0} 行：其余请分次导入。',
  'Somebody else makes users of these names right now: import the line again.':
    '其他人正在创建同名用户：请重新导入此行。',
  'There is no API token with that id: it may have been deleted already.':
    '没有该 ID 的 API 令牌：可能已被删除。',
  'There is no set-up link with that id: it may have been revoked already.':
    '没有该 ID 的配置链接：可能已被撤销。',
  'This link is unknown, was opened before, was revoked, or has expired. Ask whoever sent it for a new one.':
    '此链接无效、已被打开过、已撤销或已过期。请向发送者索取新的链接。',
  'There is a next {0} key already, or one is being made: promote it, or delete it before another is made.':
    '已有或正在生成下一个 {0} 密钥：请先启用或删除它，再生成新的密钥。',
  'The current key can not be deleted: make a next one and promote it, and this one becomes the previous one.':
    '当前密钥不能删除：请先生成下一个密钥并启用，当前密钥随即成为上一个密钥。',
  'The tenant was deleted while its keys were being made.': '生成密钥时，租户已被删除。',
  'This key is the current one already: promote the next or the previous one.':
    '该密钥已是当前密钥：请启用下一个或上一个密钥。',
  'The tenant has no SP key with that id: it may have been deleted, or made way for another.':
    '租户没有该 ID 的 SP 密钥：可能已被删除或被其他密钥取代。',
  'Single sign-on is switched on already, for good: there is nothing to try. To try it out, set ssoEnabled to false first.':
    '单点登录已永久启用，无需试运行。如需试运行，请先将 ssoEnabled 设为 false。',
  'A trial is running until {0}: a login through SSO confirms it. To begin another, end this one first.':
    '试运行将持续到 {0}：通过单点登录登录一次即可确认。如需重新开始，请先结束本次试运行。',
  'No trial of single sign-on is running for {0}: it was confirmed, has ended, or was not begun.':
    '{0} 没有正在进行的单点登录试运行：已确认、已结束或尚未开始。',
  'There are {0} webhooks already, and no more may be: delete one, or give one more types of events.':
    '已有 {0} 个 Webhook，不能再增加：请删除一个，或为现有的 Webhook 增加事件类型。',
  'This webhook has no delivery with that id: they are kept for seven days.':
    '此 Webhook 没有该 ID 的投递记录：记录只保留七天。',
  'There is no webhook with that id here: it may have been deleted already.':
    '没有该 ID 的 Webhook：可能已被删除。',
  'No refused login is kept under the request id {0}: it is too old, was beyond what is kept, or this tenant keeps none (saml.keepRefusedLogins, REFUSED_LOGIN_DAYS). The audit events have what it was refused for.':
    '没有保存请求 ID 为 {0} 的被拒登录：时间过久、超出保留数量，或该租户不保留（saml.keepRefusedLogins、REFUSED_LOGIN_DAYS）。被拒原因可在审计事件中查看。',
  'No report of a test is kept: none was run, the last one is too old, or this tenant keeps none (saml.keepRefusedLogins, REFUSED_LOGIN_DAYS). POST to this address makes a link that runs one; the audit events tell how the tests before came out.':
    '没有保存测试报告：尚未测试、最近一次测试时间过久，或该租户不保留（saml.keepRefusedLogins、REFUSED_LOGIN_DAYS）。向此地址发送 POST 可生成测试链接；以往测试的结果可在审计事件中查看。',
  'There is nobody unmatched of this id: dismissed, matched by a user since, or not seen for long.':
    '没有该 ID 的未匹配人员：已忽略、已有匹配的用户，或长期未出现。',
};

/** Metadata that is not to be had, and servers that are not to be reached. */
export const unreachable: Readonly<Record<string, string>> = {
  'The metadata could not be fetched: {0}. Correct metadataUrl, or upload the document itself as metadataXml.':
    '无法获取元数据：{0}。请更正元数据地址（metadataUrl），或直接上传元数据文档（metadataXml）。',
  'it did not come within {0} s': '未在 {0} 秒内收到',
  'it is redirected more than {0} times': '重定向超过 {0} 次',
  'it is redirected to another origin: give the address that it leads to':
    '被重定向到另一个站点：请填写重定向后的地址',
  'it came compressed, which was not asked for': '收到的内容被压缩，而本服务未请求压缩',
  'it is larger than {0} bytes': '大小超过 {0} 字节',
  'its host answered with status {0} instead of 200': '主机返回的状态码为 {0}，而不是 200',
  'its host answered with another protocol': '主机以其他协议响应',
  'its host is at an address that no such service has': '主机的地址不可能提供此类服务',
  'its host is at a private address, which the service reaches only where its operator sets ALLOW_PRIVATE_METADATA_URLS':
    '主机位于内网地址：只有运维人员设置了 ALLOW_PRIVATE_METADATA_URLS 时，本服务才会访问内网地址',
  'plain http is for private addresses only: anybody on the way could read and change it':
    'http 只能用于内网地址：否则传输途中的任何人都可以读取和篡改内容',
  'the name of its host does not resolve': '无法解析主机名',
  'its host refuses the connection': '主机拒绝连接',
  'its host cut the connection': '主机断开了连接',
  'there is no way to its host': '无法连通主机',
  "its host's certificate is not trusted": '主机的证书不受信任',
  'its host does not answer as a web server does': '主机的响应不像 Web 服务器',
  'Metadata may be 25 MiB at most.': '元数据最大 25 MiB。',
  'Expected metadata that is still valid, fetched one that ended on {0}. Let the IdP give out its current metadata, or upload this document itself.':
    '元数据应仍在有效期内，而获取到的已于 {0} 过期。请让身份提供商提供最新的元数据，或直接上传该文档。',
  'Expected a signing key that is believed (RSA of 2048 bits or more, or on the curve P-256, P-384 or P-521), got none. Give the IdP such a key.':
    '需要可信任的签名密钥（2048 位及以上的 RSA，或曲线 P-256、P-384、P-521），但没有找到。请为身份提供商配置这样的密钥。',
  'The trust was uploaded, and has no address to be fetched from: set it anew with metadataUrl.':
    '当前信任配置由上传而来，没有可供获取的地址：请改用元数据地址（metadataUrl）重新设置。',
  'If-Match asks for a trust that is there, but there is none: leave the header out.':
    'If-Match 要求已有信任配置，但目前没有：请去掉该请求头。',
  'There is no such version of the trust, or it is no longer kept.': '没有此版本的信任配置，或已不再保留。',
  'The trust is being changed right now. Try again in a moment.': '信任配置正在更改，请稍后重试。',
  'The tenant {0} has no identity provider: upload its metadata with PUT /api/v1/tenants/{1}/idp.':
    '租户 {0} 尚未配置身份提供商：请通过 PUT /api/v1/tenants/{1}/idp 上传元数据。',
};
