import type { Texts } from '../texts';

export const home: Texts['home'] = {
  title: '控制台',
  you: '您的身份',
  as: '当前登录',
  named: (name, role) => `${name}（${role}）`,
  enteredWith: '登录方式',
  kinds: {
    'admin-token': '平台的管理令牌',
    'api-token': 'API 令牌',
    'ram-session': '单点登录（RAM 用户）',
    'setup-link': '配置链接',
  },
  reach: '可访问范围',
  everything: '平台及所有租户',
  oneTenant: (alias) => `租户 ${alias}`,
  may: '权限',
  mayChange: '查看和修改',
  maySee: '仅查看',
  since: '登录时间',
  until: '有效期至',
  untilHint: '一小时内没有操作则提前结束',
};
