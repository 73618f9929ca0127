import type { Texts } from '../texts';

export const setupLinks: Texts['setupLinks'] = {
  title: '配置链接',
  lead: '客户自己的 IT 管理员可以通过链接配置单点登录（第 2 至 5 步），无需在此拥有账号。链接归首个打开它的浏览器所有，且不能访问其他任何内容。',
  make: '生成链接',
  note: '备注',
  noteHint: '供谁使用；仅管理员可见。',
  days: '有效期',
  day: (count) => `${count} 天`,
  makeButton: '生成链接',
  made: '链接已生成，仅显示这一次，请立即复制。',
  list: '已生成的链接',
  none: '暂无。',
  state: '状态',
  states: { unused: '尚未打开', opened: '使用中', expired: '已过期', revoked: '已撤销' },
  createdBy: '创建者',
  createdAt: '创建时间',
  openedAt: '打开时间',
  expiresAt: '到期时间',
  action: '操作',
  revoke: '撤销',
  take: {
    title: '配置单点登录',
    lead: (tenant) =>
      `通过此链接，您可以为账号 ${tenant} 配置单点登录：将其配置值交给贵公司的身份提供商，提供身份提供商的元数据，添加用户，并测试登录。`,
    once: '链接只能使用一次，并由此浏览器保留。您可以离开，并用此浏览器返回，直至',
    begin: '开始',
  },
};
