import type { Texts } from '../texts';

export const guides: Texts['guides'] = {
  title: '指南',
  lead: '指南为英文，其中已填入该租户的值。指南中调用 API 之处，均可在配置向导的相应步骤中完成。',
  step: '可直接复制的同一组值',
  whole: '完整指南',
};
