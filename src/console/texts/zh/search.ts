import type { Texts } from '../texts';

export const search: Texts['search'] = {
  title: '搜索',
  box: '请求 ID 或用户名',
  go: '搜索',
  lead: (query) => `“${query}”的搜索结果：`,
  empty: '请输入被拒绝的用户报出的请求 ID，或输入用户名。',
  nothing: '没有找到任何内容。',
  events: '该请求引起的事件',
  users: (alias) => `租户 ${alias} 的用户`,
  noTenant: '要查找用户，请先打开一个租户。',
  platform: '平台',
  columns: { time: '时间', tenant: '租户', type: '类型', outcome: '结果' },
};
