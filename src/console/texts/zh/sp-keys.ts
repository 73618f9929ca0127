import type { Texts } from '../texts';

export const spKeys: Texts['spKeys'] = {
  title: '密钥',
  titleOf: (alias) => `${alias} 的密钥`,
  lead: '更换密钥的步骤：先生成下一个密钥，让身份提供商重新读取元数据，然后将其设为当前密钥。',
  none: '还没有密钥，首次需要时会自动生成。',
  purpose: '用途',
  purposes: { signing: '签名', encryption: '解密' },
  status: '状态',
  statuses: {
    current: '当前：已发布，正在使用',
    next: '下一个：已发布，待启用',
    previous: '上一个：不再发布',
  },
  algorithm: '类型',
  algorithms: { 'rsa-2048': 'RSA，2048 位', 'ec-p256': '椭圆曲线 P-256（ECDSA）' },
  algorithmOf: (purpose) => `下一个${purpose}密钥的类型`,
  algorithmHint:
    '所有身份提供商都支持 RSA。ECDSA 签名更快，但 AD FS、Entra ID、Keycloak 等许多产品会拒绝用它签名的请求：请仅在确认您的身份提供商支持时选用。',
  create: (purpose) => `生成下一个用于${purpose}的密钥`,
  promote: '设为当前密钥',
  goBack: '恢复使用此密钥',
  remove: '删除',
  pem: 'PEM 格式的证书',
  since: '起始时间',
  actions: '操作',
};
