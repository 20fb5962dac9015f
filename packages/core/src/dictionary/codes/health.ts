import { also, type CodeList } from './list.ts';

export const health = {
  id: 'health',
  zh: '健康状况',
  en: 'Health',
  standard: 'GB/T 2261.3-2003',
  codes: [
    {
      code: 'healthy',
      zh: '健康',
      en: 'Healthy',
      formCode: { 2018: '01' },
      gb: '10',
      gbReads: ['20'],
      aliases: also('良好', '健康或良好'),
    },
    {
      code: 'chronic',
      zh: '长期慢性病',
      en: 'Long-term chronic illness',
      formCode: { 2018: '02' },
      gb: '30',
      gbReads: ['31', '32', '33', '34', '35', '36', '37', '38', '40', '49'],
      aliases: also('慢性病', '患有长期慢性病'),
    },
    {
      code: 'major',
      zh: '患有大病',
      en: 'Major illness',
      formCode: { 2018: '03' },
      gb: '41',
      aliases: also('大病', '重病', '患大病'),
    },
    {
      code: 'disabled',
      zh: '残疾',
      en: 'Disabled',
      formCode: { 2018: '04' },
      gb: '60',
      gbReads: ['61', '62', '63', '64', '65', '66', '67', '69'],
      aliases: also('残疾人'),
    },
  ],
  source:
    'National system export 2021, person sheet, column 22; numbers: Household registration form of the poverty register, 2018 edition; mapping: ours, 患有大病 has no code of its own in the standard',
} as const satisfies CodeList;
