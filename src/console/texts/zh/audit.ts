import type { Texts } from '../texts';

export const audit: Texts['audit'] = {
  title: '审计事件',
  lead: '发生了什么、由谁操作、什么被拒绝；最新的在前。',
  none: '没有事件。',
  filter: '筛选',
  type: '类型',
  typeHint: '例如 login 或 user.created',
  userName: '用户名',
  code: '代码',
  codeHint: 'saml.expired 或其他拒绝代码',
  outcome: '结果',
  outcomes: { any: '全部', success: '成功', refused: '被拒绝' },
  requestId: '请求 ID',
  from: '起始时间',
  to: '截止时间',
  timeHint: '格式如 2026-01-31T09:30:00Z',
  show: '显示',
  export: '导出当前筛选结果，最多 10,000 条：',
  columns: { time: '时间', type: '类型', who: '操作者', user: '用户', outcome: '结果', details: '详情' },
  trace: '查看原因',
  more: '详情',
};
