import type { Texts } from '../texts';

export const unmatchedPeople: Texts['unmatchedPeople'] = {
  title: '未匹配的人员',
  lead: '身份提供商已确认、属于本租户域名，但没有对应 RAM 用户的名称。',
  none: '没有：所有登录者都有对应的 RAM 用户。测试登录不列入此处。',
  columns: { name: '名称', times: '尝试次数', last: '最近一次', near: '您是否要找', actions: '操作' },
  create: '创建此用户',
  createOf: (userName) => `创建此用户：${userName}`,
  dismiss: '忽略',
  dismissOf: (userName) => `忽略 ${userName}`,
  nobodyNear: '没有名称相近的用户',
  mend: '如果指的是其中某位用户，请在身份提供商处更正名称，或重命名该用户。',
};
