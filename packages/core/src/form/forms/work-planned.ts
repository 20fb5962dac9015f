import type { Form } from '../form.ts';
import { HOUSEHOLD_NO, MONITORED } from './monitoring.ts';
import { PLACE } from './place.ts';

export const workPlanned = {
  id: 'work-planned',
  zh: '计划外出务工信息',
  en: 'Those who plan to leave for work',
  rowOf: 'work',
  headerRow: 3,
  years: { from: 2021 },
  columns: [
    ...PLACE,
    HOUSEHOLD_NO,
    { header: '姓名', to: 'person.name', required: true },
    { header: '证件号码', to: 'person.identity_no', required: true },
    { header: '联系电话', aliases: ['家庭成员联系电话', '成员联系电话'], to: 'person.phone' },
    ...MONITORED,
    { header: '监测月份', aliases: ['月份', '监测时间', '年月'], to: 'echo.month' },
    { header: '是否计划务工', aliases: ['是否计划外出务工'], to: 'work.planned' },
    { header: '计划务工地点', aliases: ['计划务工所在县', '意向务工地'], to: 'work.planned_place' },
    { header: '计划外出时间', aliases: ['计划务工时间'], to: 'work.planned_start' },
    { header: '所属行业', to: 'work.industry' },
    { header: '就业渠道', to: 'work.channel' },
    { header: '就业服务需求', aliases: ['务工需求'], to: 'work.needs' },
  ],
  source: 'National anti-return-to-poverty system, county export 2023: 计划外出务工信息',
} as const satisfies Form;
