/** What is wrong with a field, of a form or of a line of a list: it stands after the field's name, or beside the field. */
export const fieldRules: Readonly<Record<string, string>> = {
  "must be a tenant's alias": '必须是租户的别名',
  'must be admin or viewer': '必须是 admin 或 viewer',
  'must be none, viewer or admin': '必须是 none、viewer 或 admin',
  'must be active or disabled': '必须是 active 或 disabled',
  'must be allowed or refused': '必须是 allowed 或 refused',
  'must be trial, end or on': '必须是 trial、end 或 on',
  'must be ndjson or csv': '必须是 ndjson 或 csv',
  'must be true or false': '必须是 true 或 false',
  'must be one of {0}': '必须是以下值之一：{0}',
  'must be rsa-2048 for encryption: IdPs encrypt to RSA keys alone':
    '用于解密的密钥必须是 rsa-2048：身份提供商只向 RSA 密钥加密',
  'must be an object': '必须是一个对象',
  'must appear once': '必须且只能出现一次',
  'must lie in the future; it is {0} now': '必须是将来的时间；当前时间为 {0}',
  'must lie in the future, and at most 30 days ahead; it is {0} now':
    '必须是将来的时间，且不超过 30 天；当前时间为 {0}',
  'must be an RFC 3339 time with seconds and an offset, 2026-01-31T09:30:00Z':
    '必须是带秒和时区的 RFC 3339 时间，例如 2026-01-31T09:30:00Z',
  'at most one of expiresAt and ttlSeconds may be there; both are':
    'expiresAt 和 ttlSeconds 只能提供一个，但两者都有',
  'must be a whole number from 1 to {0}': '必须是 1 到 {0} 之间的整数',
  'must be a whole number of seconds from {0} to {1}': '必须是整数秒数，范围为 {0} 到 {1}',
  'must be a whole number of seconds from 3600 to 86400': '必须是整数秒数，范围为 3600 到 86400',
  'must be the head of an earlier verification: a number, a colon and 64 hex digits':
    '必须是先前一次校验给出的链头：一个数字、一个冒号和 64 位十六进制数字',
  'must be the id of a tenant': '必须是租户的 ID',
  'must be the id of a request: a page, a problem or a log has it':
    '必须是请求 ID：可在页面、错误信息或日志中找到',
  'must be a type of event, login or tenant.updated': '必须是事件类型，例如 login 或 tenant.updated',
  'must be a code of a problem, such as saml.expired': '必须是错误码，例如 saml.expired',
  'must have 1 to 1024 characters': '长度必须为 1 到 1024 个字符',
  'must have at most {0} characters': '最多 {0} 个字符',
  'must have at most {0} entries': '最多 {0} 项',
  'must have at most 100 entries': '最多 100 项',
  'must be the nextCursor of an earlier page of this list': '必须是此列表前一页给出的 nextCursor',
  'cursor must be a string': 'cursor 必须是字符串',
  'cursor must be shorter than or equal to 1024 characters': 'cursor 最多 1024 个字符',
  'must be a text of 1 to {0} characters without control characters, and without spaces around it':
    '必须是 1 到 {0} 个字符的文本，不能包含控制字符，首尾不能有空格',
  'must be a text of 1 to 1024 characters, given once': '必须是 1 到 1024 个字符的文本，且只能提供一次',
  'must be a text of 1 to 1024 characters without control characters but tabs and line ends':
    '必须是 1 到 1024 个字符的文本，除制表符和换行外不能包含控制字符',
  'must be a text of at most 128 characters without control characters':
    '必须是不超过 128 个字符的文本，不能包含控制字符',
  'must be text without NUL characters and without halves of surrogate pairs':
    '必须是文本，不能包含 NUL 字符或不成对的代理项',
  'is not a name of a field': '不能用作字段名',
  'is not a field of this resource': '此资源没有该字段',
  'is immutable: leave it out, or create another tenant': '不能修改：请去掉此项，或新建另一个租户',
  'must be percent-encoded UTF-8': '必须是百分号编码的 UTF-8',
  'must not be nested deeper than {0} levels': '嵌套不能超过 {0} 层',
  'must not have more than {0} values': '不能超过 {0} 个值',
  'must be 1 to 255 printable ASCII characters without spaces':
    '必须是 1 到 255 个可打印的 ASCII 字符，不能包含空格',
  'The field {0} is not valid.': '字段 {0} 无效。',
  '{0} fields are not valid: {1}.': '有 {0} 个字段无效：{1}。',
  '{0} is taken': '{0} 已被占用',
  'is not what the preview has given': '不是预览时生成的内容',
  'must be 1 to 64 of a-z, A-Z, 0-9, ".", "-" and "_", and not "." or ".."':
    '必须是 1 到 64 个字符，可用 a-z、A-Z、0-9、“.”、“-”和“_”，且不能是“.”或“..”',
  'must be an email address of at most 254 characters, alice@acme.example':
    '必须是不超过 254 个字符的邮箱地址，例如 alice@acme.example',
  'must be a phone number of at most 32 digits, spaces, "(", ")", "." and "-", +49 151 23456789':
    '必须是电话号码，最多 32 个字符，可用数字、空格、“(”、“)”、“.”和“-”，例如 +49 151 23456789',
  'must be 3 to 50 of a-z, 0-9 and -': '必须是 3 到 50 个字符，只能包含 a-z、0-9 和 -',
  'must be a DNS name: letters, digits, hyphens and dots, at most 253 (Punycode for others)':
    '必须是 DNS 域名：由字母、数字、连字符和点组成，最多 253 个字符（其他文字请使用 Punycode）',
  'must not be {0} or lie below it, where the default domains are; got {1}':
    '不能是 {0} 或其下级域名，那里是默认域名；收到的是 {1}',
  "must differ from the tenant's other domain; both are {0}": '不能与租户的另一个域名相同；两者都是 {0}',
  '{0} belongs to a tenant already': '{0} 已属于某个租户',
  'must be a CIDR, 203.0.113.0/24 or 2001:db8::/32': '必须是 CIDR，例如 203.0.113.0/24 或 2001:db8::/32',
  'must be a list of CIDRs': '必须是 CIDR 列表',
  'must be a list of URIs': '必须是 URI 列表',
  'must name no class twice': '同一个认证方式不能重复',
  'must be an absolute URI of at most {0} characters, such as urn:oasis:names:tc:SAML:...':
    '必须是不超过 {0} 个字符的绝对 URI，例如 urn:oasis:names:tc:SAML:...',
  'must be principalName where saml.userNameAttribute is null: a NameID is <userName>@<domain> always':
    '未设置 saml.userNameAttribute 时必须是 principalName：NameID 的形式始终是 <userName>@<domain>',
};

/** Of metadata, and of webhooks. */
export const addressRules: Readonly<Record<string, string>> = {
  'must be the XML of the metadata as text': '必须是文本形式的元数据 XML',
  'must be an https (or, where private addresses are allowed, http) address without credentials of at most {0} characters':
    '必须是 https 地址（允许使用内网地址时也可以是 http），不含用户名和密码，最多 {0} 个字符',
  'must be a certificate, as PEM or as Base64': '必须是 PEM 或 Base64 形式的证书',
  'must be one X.509 certificate, as PEM or as Base64, with an RSA key of 2048 bits or more or a key on the curve P-256, P-384 or P-521':
    '必须是一个 PEM 或 Base64 形式的 X.509 证书，其密钥为 2048 位及以上的 RSA 密钥，或曲线 P-256、P-384、P-521 上的密钥',
  'exactly one of metadataXml and metadataUrl must be there; {0}':
    'metadataXml 和 metadataUrl 必须且只能提供一个；{0}',
  'both are': '两者都有',
  'neither is': '两者都没有',
  'may be {0}': '可以是 {0}',
  'must be an https address': '必须是 https 地址',
  'must be an https address of at most {0} characters': '必须是不超过 {0} 个字符的 https 地址',
  'must be an https address: anybody on the way could read and change what goes by another':
    '必须是 https 地址：否则传输途中的任何人都可以读取和篡改内容',
  'must have no user name and no password: the signature shows who sends':
    '不能包含用户名和密码：发送方由签名证明',
  'must have no fragment': '不能包含片段（# 及其后的部分）',
  'must be at an address that a receiver can have': '该地址不能用作接收方地址',
  'must not be at a private address, which the service reaches only where its operator sets ALLOW_PRIVATE_METADATA_URLS':
    '不能是内网地址：只有运维人员设置了 ALLOW_PRIVATE_METADATA_URLS 时，本服务才会访问内网地址',
  'must be https: http is for private addresses only': '必须是 https：http 只能用于内网地址',
  'must name a type, or be null for all of them': '必须至少包含一种类型；要接收全部类型，请设为 null',
  'must be a list of types of events': '必须是事件类型列表',
};

/** Of lists of users, and their lines. */
export const listRules: Readonly<Record<string, string>> = {
  'choose a file, or paste its lines': '请选择文件，或粘贴文件内容',
  'A role in the console is given on the page of the user, and by no list in the set-up: leave consoleRole out.':
    '控制台角色在用户页面上授予，不能通过配置向导中的列表授予：请去掉 consoleRole。',
  'This user has a role in the console, and is changed by no list in the set-up: leave the line out, or change the user on the page of his own.':
    '此用户拥有控制台角色，不能通过配置向导中的列表修改：请去掉此行，或在该用户的页面上修改。',
  'must be CSV: a cell with quotes is put in quotes, and each quote in it written twice':
    '必须是 CSV：含有引号的单元格须用引号括起，其中的每个引号须写两次',
  'is named on line {0} already: {1}': '第 {0} 行已有该用户：{1}',
  '"userName" and any of {0}': '“userName”以及以下任意列：{0}',
  'The CSV is empty: its first line names {0}.': 'CSV 是空的：首行应列出{0}。',
  'is not a column that can be imported: the first line names {0}': '不是可以导入的列：首行应列出{0}',
  'is missing: the first line names {0}': '缺失：首行应列出{0}',
  'must have {0} cells, as many as the first line, and has {1}':
    '必须与首行一样有 {0} 个单元格，实际有 {1} 个',
  'must be one JSON object, {"userName": "alice", ...}':
    '必须是一个 JSON 对象，例如 {"userName": "alice", ...}',
  'must have at most {0} bytes': '最多 {0} 字节',
  'must be UTF-8': '必须是 UTF-8 编码',
};
