import { also } from '../codes/list.ts';
import type { Field } from '../field.ts';

const YES_NO = { type: 'boolean', sensitivity: 'personal', filledBy: 'village' } as const;
const MONITORING = 'National anti-return-to-poverty system, county export 2023, three guarantees and water';
const REMOVAL = 'National anti-return-to-poverty system, county export 2023, after removal of the risk';
const EXIT = '《关于建立贫困退出机制的意见》 (2016)';

/** Two no-worries, three guarantees and water of a household, when identified and after the risk is removed. */
export const guarantee = [
  {
    key: 'guarantee.food',
    zh: '是否不愁吃',
    en: 'Food is no worry',
    ...YES_NO,
    aliases: also('不愁吃', '吃不愁'),
    source: EXIT,
  },
  {
    key: 'guarantee.clothing',
    zh: '是否不愁穿',
    en: 'Clothing is no worry',
    ...YES_NO,
    aliases: also('不愁穿', '穿不愁'),
    source: EXIT,
  },
  {
    key: 'guarantee.dropout',
    zh: '是否义务教育阶段适龄儿童少年失学辍学',
    en: 'A child of 6 to 15 is out of school',
    ...YES_NO,
    aliases: also('是否有义务教育阶段适龄儿童少年失学辍学', '义务教育阶段适龄儿童少年失学辍学'),
    source: MONITORING,
  },
  {
    key: 'guarantee.uninsured',
    zh: '是否有家庭成员未参加城乡居民（职工）基本医疗保险',
    en: 'A member lacks medical insurance',
    ...YES_NO,
    aliases: also('是否有家庭成员未参加城乡居民(职工)基本医疗保险', '是否有家庭成员未参保'),
    source: MONITORING,
  },
  {
    key: 'guarantee.unsafe_house',
    zh: '是否危房户',
    en: 'The house is unsafe',
    ...YES_NO,
    aliases: also('是否住房出现安全问题', '住房是否出现安全问题', '危房户'),
    source: MONITORING,
  },
  {
    key: 'guarantee.water_safe',
    zh: '是否解决安全饮用水',
    en: 'The water is safe',
    ...YES_NO,
    aliases: also('饮水安全', '是否饮水安全'),
    source: MONITORING,
  },
  {
    key: 'guarantee.after_dropout',
    zh: '风险消除后是否义务教育阶段适龄儿童少年失学辍学',
    en: 'After removal: a child is out of school',
    ...YES_NO,
    aliases: also('风险消除后是否失学辍学', '风险消除后义务教育阶段适龄儿童少年失学辍学', '风险消除后辍学'),
    source: REMOVAL,
  },
  {
    key: 'guarantee.after_uninsured',
    zh: '风险消除后是否有家庭成员未参加城乡居民（职工）基本医疗保险',
    en: 'After removal: a member lacks insurance',
    ...YES_NO,
    aliases: also(
      '风险消除后是否有家庭成员未参加城乡居民(职工)基本医疗保险',
      '风险消除后是否未参保',
      '风险消除后未参保',
    ),
    source: REMOVAL,
  },
  {
    key: 'guarantee.after_house_damaged',
    zh: '风险消除后是否住房损毁',
    en: 'After removal: the house is damaged',
    ...YES_NO,
    aliases: also('风险消除后住房损毁', '风险消除后是否住房出现安全问题'),
    source: REMOVAL,
  },
  {
    key: 'guarantee.after_water_damaged',
    zh: '风险消除后是否饮水设施损毁',
    en: 'After removal: the water works are damaged',
    ...YES_NO,
    aliases: also('风险消除后饮水设施损毁', '风险消除后是否饮水出现安全问题'),
    source: REMOVAL,
  },
] as const satisfies readonly Field[];
