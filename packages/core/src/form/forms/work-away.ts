import type { Form } from '../form.ts';
import { HOUSEHOLD_NO, MONITORED } from './monitoring.ts';
import { PLACE } from './place.ts';

export const workAway = {
  id: 'work-away',
  zh: '（务工月监测）已外出务工信息',
  en: 'Monthly watch of work: those who have left',
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
    { header: '是否已务工', aliases: ['是否已外出务工'], to: 'work.away' },
    { header: '务工所在县', aliases: ['务工所在县（市、区）'], to: 'work.work_county' },
    { header: '务工所在地', aliases: ['务工地点'], to: 'work.place' },
    { header: '务工企业名称', to: 'work.employer' },
    { header: '所属行业', to: 'work.industry' },
    { header: '就业渠道', to: 'work.channel' },
    { header: '是否点对点输送', to: 'work.point_to_point' },
    { header: '务工月收入', aliases: ['务工月收入（元）', '务工月收入(元)'], to: 'work.monthly_income' },
    { header: '开始时间', aliases: ['务工开始时间'], to: 'work.started' },
    { header: '结束时间', aliases: ['务工结束时间'], to: 'work.ended' },
    { header: '年度交通费补助', aliases: ['年度交通费补助（元）'], to: 'work.travel_subsidy' },
    { header: '就业服务需求', aliases: ['务工需求'], to: 'work.needs' },
  ],
  source: 'National anti-return-to-poverty system, county export 2023: （务工月监测）已外出务工信息',
} as const satisfies Form;
