import { also, type CodeList } from './list.ts';

export const lowIncomePolicy = {
  id: 'low-income-policy',
  zh: '享受低保政策情况',
  en: 'Subsistence allowance',
  codes: [
    { code: 'rural', zh: '农村低保', en: 'Rural subsistence allowance' },
    { code: 'urban', zh: '城市低保', en: 'Urban subsistence allowance' },
    { code: 'none', zh: '不享受', en: 'None', aliases: also('未享受', '否', '无') },
  ],
  source: 'National anti-return-to-poverty system, county export 2023, person sheet',
} as const satisfies CodeList;

export const extremePovertyPolicy = {
  id: 'extreme-poverty-policy',
  zh: '享受特困供养政策情况',
  en: 'Extreme-poverty support',
  codes: [
    { code: 'rural', zh: '农村特困', en: 'Rural extreme-poverty support', aliases: also('农村特困供养') },
    { code: 'urban', zh: '城市特困', en: 'Urban extreme-poverty support', aliases: also('城市特困供养') },
    {
      code: 'at-home',
      zh: '分散供养',
      en: 'Supported at home',
      aliases: also('五保-分散供养', '特困分散供养'),
    },
    {
      code: 'in-institution',
      zh: '集中供养',
      en: 'Supported in an institution',
      aliases: also('五保-集中供养', '特困集中供养'),
    },
    { code: 'none', zh: '不享受', en: 'None', aliases: also('未享受', '否', '无') },
  ],
  source:
    'National anti-return-to-poverty system, county export 2023, person sheet; Household registration form of the poverty register, 2018 edition',
} as const satisfies CodeList;

export const dropoutReason = {
  id: 'dropout-reason',
  zh: '失学或辍学原因',
  en: 'Why not at school',
  open: true,
  codes: [
    { code: 'illness', zh: '因病', en: 'Illness' },
    { code: 'disability', zh: '因残', en: 'Disability' },
    { code: 'poverty', zh: '因贫', en: 'Poverty', aliases: also('家庭困难', '因家庭经济困难') },
    { code: 'unwilling', zh: '厌学', en: 'Unwilling to learn', aliases: also('自愿失学', '学习困难') },
    { code: 'work', zh: '外出务工', en: 'Left for work', aliases: also('打工') },
    { code: 'marriage', zh: '早婚早育', en: 'Early marriage', aliases: also('结婚') },
    { code: 'home-lessons', zh: '送教上门', en: 'Taught at home' },
    { code: 'deferred', zh: '延缓入学', en: 'Entry deferred', aliases: also('缓学', '休学') },
    { code: 'other', zh: '其他', en: 'Other', aliases: also('其它') },
  ],
  source:
    'National system export 2021, person sheet, column 30 (因病 and 因残 as seen in exports; the rest in common use)',
} as const satisfies CodeList;
