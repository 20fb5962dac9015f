import {
  BOOLEAN,
  DATE,
  DATE_TIME,
  DAYS,
  listOf,
  MONTHS,
  NUMBER,
  numberOf,
  STRING,
  type Type,
} from '../type.ts';
import type { Vocabulary } from '../vocabulary.ts';

const HEALTH: Type = {
  kind: 'code',
  list: {
    name: '健康状况',
    members: [
      { code: '01', zh: '健康', en: 'healthy' },
      { code: '02', zh: '长期慢性病', en: 'long-term illness', aliases: ['慢性病'] },
      { code: '03', zh: '患有大病', en: 'grave illness', aliases: ['大病'] },
      { code: '04', zh: '残疾', en: 'disabled' },
    ],
  },
};

/** A vocabulary with every kind of name and type, for tests of this room. */
export const SAMPLE: Vocabulary = {
  人均纯收入: { type: numberOf('元'), en: 'net income per person', aliases: ['net income'] },
  监测线: { type: numberOf('元'), en: 'monitoring line' },
  '种植面积(亩)': { type: numberOf('亩'), zh: '种植面积', en: 'planted area' },
  '5月收入': { type: numberOf('元'), en: 'income in May' },
  人口数: { type: NUMBER, en: 'people' },
  户主姓名: { type: STRING, en: 'name of the head' },
  备注: { type: STRING, en: 'note' },
  有安全饮水: { type: BOOLEAN, en: 'has safe water' },
  脱贫: { type: BOOLEAN, en: 'has left poverty' },
  识别日期: { type: DATE, en: 'day of identification' },
  'date left': { type: DATE, zh: '脱贫日期', en: 'day of leaving' },
  登记时间: { type: DATE_TIME, en: 'moment of recording' },
  务工时长: { type: MONTHS, en: 'time in work' },
  外出时长: { type: DAYS, en: 'time away' },
  户主: {
    type: {
      kind: 'context',
      entries: { 年龄: { type: numberOf('岁'), en: 'age' }, 健康状况: { type: HEALTH } },
    },
  },
  家庭类别: { type: HEALTH, en: 'class of the household' },
  成员: {
    en: 'members',
    type: listOf({
      kind: 'context',
      entries: {
        年龄: { type: numberOf('岁'), en: 'age' },
        健康状况: { type: HEALTH, en: 'health' },
        收入: { type: numberOf('元'), en: 'income' },
        在校: { type: BOOLEAN, en: 'at school' },
        'full name': { type: STRING, zh: '姓名' },
        出生日期: { type: DATE, en: 'day of birth' },
      },
    }),
  },
  月收入: { type: listOf(numberOf('元')), en: 'income by month' },
};
