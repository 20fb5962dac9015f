import { also, type CodeList } from './list.ts';

export const membershipReason = {
  id: 'membership-reason',
  zh: '成员变动原因',
  en: 'Why a member came or left',
  codes: [
    {
      code: 'identified',
      zh: '首次识别',
      en: 'On the household being identified',
      aliases: also('初始登记', '整户识别'),
    },
    { code: 'birth', zh: '新生儿', en: 'Birth', formCode: { 2018: '06' }, aliases: also('出生', '新生') },
    {
      code: 'marriage-in',
      zh: '嫁入',
      en: 'Married in',
      formCode: { 2018: '05' },
      aliases: also('婚入', '入赘'),
    },
    { code: 'moved-in', zh: '迁入', en: 'Moved in', aliases: also('户籍迁入') },
    { code: 'adopted', zh: '收养', en: 'Adopted' },
    { code: 'released', zh: '刑满释放', en: 'Released from prison' },
    {
      code: 'other-in',
      zh: '其他转入',
      en: 'Other, came',
      formCode: { 2018: '07' },
      aliases: also('其他增加'),
    },
    { code: 'death', zh: '死亡', en: 'Death', formCode: { 2018: '01' }, aliases: also('去世') },
    { code: 'marriage-out', zh: '嫁出', en: 'Married out', formCode: { 2018: '02' }, aliases: also('婚出') },
    { code: 'moved-out', zh: '迁出', en: 'Moved out', aliases: also('户籍迁出') },
    { code: 'split', zh: '分户', en: 'Household split', aliases: also('拆户') },
    { code: 'merged', zh: '并户', en: 'Households merged', aliases: also('合户') },
    { code: 'abroad', zh: '出国定居', en: 'Settled abroad', formCode: { 2018: '03' } },
    { code: 'prison', zh: '判刑收监', en: 'Sent to prison', formCode: { 2018: '04' }, aliases: also('服刑') },
    { code: 'army', zh: '参军', en: 'Joined the army', aliases: also('入伍') },
    { code: 'lost', zh: '失联', en: 'Out of contact', aliases: also('失踪') },
    { code: 'mistake', zh: '登记错误', en: 'Registered by mistake', aliases: also('误录', '清退') },
    {
      code: 'other-out',
      zh: '其他转出',
      en: 'Other, left',
      formCode: { 2018: '08' },
      aliases: also('其他减少'),
    },
  ],
  source:
    'Household registration form of the poverty register, 2018 edition, changes of members; 迁入 to 登记错误 in common use',
} as const satisfies CodeList;
