import type { Texts } from '../texts';

export const refused: Texts['refused'] = {
  byCode: {
    'auth.forbidden': '您没有权限执行此操作',
    'tenant.not_found': '没有这个租户',
    'user.not_found': '没有这个用户',
    not_found: '没有这个页面',
    conflict: '内容已被更改，或名称已被占用',
    precondition_failed: '内容已被更改',
    'request.rate_limited': '请求过于频繁',
    unavailable: '服务暂时不可用',
    internal: '服务出现了错误',
  },
  other: '操作未能完成',
};
