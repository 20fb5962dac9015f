import { also, type CodeList } from './list.ts';

export const risk = {
  id: 'risk',
  zh: '致贫/返贫风险',
  en: 'Risk of (return to) poverty',
  codes: [
    { code: 'illness', zh: '因病', en: 'Illness', aliases: also('因病风险') },
    { code: 'schooling', zh: '因学', en: 'Cost of schooling', aliases: also('因学风险') },
    { code: 'disability', zh: '因残', en: 'Disability', aliases: also('因残风险') },
    {
      code: 'disaster',
      zh: '因自然灾害',
      en: 'Natural disaster',
      aliases: also('自然灾害', '因灾', '因自然灾害风险'),
    },
    { code: 'accident', zh: '因意外事故', en: 'Accident', aliases: also('意外事故', '因意外') },
    {
      code: 'business',
      zh: '因产业项目失败',
      en: 'Failed business',
      aliases: also('产业项目失败', '因产业失败'),
    },
    {
      code: 'work',
      zh: '因务工就业不稳',
      en: 'Unstable work',
      aliases: also('务工就业不稳', '因务工不稳', '因就业不稳'),
    },
    { code: 'labour', zh: '缺劳动力', en: 'Lack of labour', aliases: also('缺劳力') },
    { code: 'housing', zh: '因安全住房', en: 'Unsafe housing', aliases: also('安全住房', '住房安全') },
    { code: 'water', zh: '因安全饮水', en: 'Unsafe water', aliases: also('安全饮水', '饮水安全') },
    {
      code: 'other',
      zh: '其他',
      en: 'Other (a note is required)',
      aliases: also('其他（备注必填）', '其它', '其他风险'),
    },
  ],
  source: 'National anti-return-to-poverty system, county export 2023, risks 1 to 5',
} as const satisfies CodeList;

export const disaster = {
  id: 'disaster',
  zh: '自然灾害子项',
  en: 'Kind of natural disaster',
  codes: [
    { code: 'flood', zh: '洪涝灾害', en: 'Flood', aliases: also('洪涝', '水灾') },
    { code: 'geological', zh: '地质灾害', en: 'Landslide, subsidence', aliases: also('地质') },
    { code: 'drought', zh: '旱灾', en: 'Drought', aliases: also('旱', '干旱', '干旱灾害') },
    { code: 'biological', zh: '生物灾害', en: 'Pests and plagues', aliases: also('生物') },
    { code: 'weather', zh: '气象灾害', en: 'Storm, hail, frost', aliases: also('气象') },
    { code: 'earthquake', zh: '地震灾害', en: 'Earthquake', aliases: also('地震') },
    { code: 'other', zh: '其他', en: 'Other', aliases: also('其他自然灾害', '其它') },
  ],
  source: 'National anti-return-to-poverty system, county export 2023, natural disaster sub-items',
} as const satisfies CodeList;

export const removalWay = {
  id: 'removal-way',
  zh: '风险消除方式',
  en: 'How the risk was removed',
  codes: [
    { code: 'help', zh: '帮扶消除', en: 'Removed through help', aliases: also('帮扶措施消除') },
    { code: 'natural', zh: '自然消除', en: 'Removed by itself', aliases: also('自然减少') },
  ],
  source: 'National anti-return-to-poverty system, county export 2023, risk removal',
} as const satisfies CodeList;

export const developmentMeasures = {
  id: 'development-measures',
  zh: '实施开发式帮扶措施情况',
  en: 'Developmental measures',
  codes: [
    { code: 'done', zh: '已实施', en: 'Carried out', aliases: also('是', '已实施开发式帮扶措施') },
    { code: 'not-yet', zh: '尚未实施', en: 'Not yet carried out', aliases: also('未实施', '否') },
    {
      code: 'not-needed',
      zh: '无需实施',
      en: 'Not called for (no labour)',
      aliases: also('不需实施', '无法实施'),
    },
  ],
  source: 'National anti-return-to-poverty system, county export 2023, developmental measures',
} as const satisfies CodeList;
