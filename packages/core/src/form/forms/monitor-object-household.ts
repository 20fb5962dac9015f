import type { Form } from '../form.ts';
import { AFTER_REMOVAL, GUARANTEES, HOUSEHOLD_NO, INCOME, MEASURES, MONITORED, RISK } from './monitoring.ts';
import { GROUP, HEAD_IDENTITY, HEAD_NAME, PLACE } from './place.ts';

/** The same custom query, asked for households: one row each, under the name of its head. */
export const monitorObjectHousehold = {
  id: 'monitor-object-household',
  zh: '（自定义）监测对象信息（按户）',
  en: 'Monitored objects (custom query, by household)',
  rowOf: 'household',
  headerRow: 3,
  years: { from: 2021 },
  columns: [
    ...PLACE,
    GROUP,
    HOUSEHOLD_NO,
    HEAD_NAME,
    HEAD_IDENTITY,
    { header: '家庭人口数', aliases: ['人数', '家庭人数'], to: 'household.size_declared' },
    { header: '户联系电话', aliases: ['联系电话'], to: 'household.phone' },
    ...MONITORED,
    ...RISK,
    ...GUARANTEES,
    ...INCOME,
    ...MEASURES,
    ...AFTER_REMOVAL,
  ],
  source: 'National anti-return-to-poverty system, county export 2023: （自定义）监测对象信息',
} as const satisfies Form;
