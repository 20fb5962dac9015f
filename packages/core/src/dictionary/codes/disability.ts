import { also, type CodeList } from './list.ts';

export const disabilityKind = {
  id: 'disability-kind',
  zh: '残疾类别',
  en: 'Kind of disability',
  standard: 'GB/T 2261.3-2003',
  codes: [
    {
      code: 'sight',
      zh: '视力残疾',
      en: 'Sight',
      formCode: { certificate: '1' },
      gb: '61',
      aliases: also('视力'),
    },
    {
      code: 'hearing',
      zh: '听力残疾',
      en: 'Hearing',
      formCode: { certificate: '2' },
      gb: '62',
      aliases: also('听力'),
    },
    {
      code: 'speech',
      zh: '言语残疾',
      en: 'Speech',
      formCode: { certificate: '3' },
      gb: '63',
      aliases: also('言语', '语言残疾'),
    },
    {
      code: 'limbs',
      zh: '肢体残疾',
      en: 'Limbs',
      formCode: { certificate: '4' },
      gb: '64',
      aliases: also('肢体'),
    },
    {
      code: 'intellect',
      zh: '智力残疾',
      en: 'Intellect',
      formCode: { certificate: '5' },
      gb: '65',
      aliases: also('智力'),
    },
    {
      code: 'mind',
      zh: '精神残疾',
      en: 'Mental',
      formCode: { certificate: '6' },
      gb: '66',
      aliases: also('精神'),
    },
    {
      code: 'multiple',
      zh: '多重残疾',
      en: 'Multiple',
      formCode: { certificate: '7' },
      gb: '67',
      aliases: also('多重'),
    },
  ],
  source: 'Disability certificate, digit 19 of its number (GB/T 26341-2010)',
} as const satisfies CodeList;

export const disabilityGrade = {
  id: 'disability-grade',
  zh: '残疾等级',
  en: 'Grade of disability',
  codes: [
    {
      code: 'grade-1',
      zh: '一级',
      en: 'Grade 1',
      formCode: { certificate: '1' },
      aliases: also('1级', '壹级'),
    },
    {
      code: 'grade-2',
      zh: '二级',
      en: 'Grade 2',
      formCode: { certificate: '2' },
      aliases: also('2级', '贰级'),
    },
    {
      code: 'grade-3',
      zh: '三级',
      en: 'Grade 3',
      formCode: { certificate: '3' },
      aliases: also('3级', '叁级'),
    },
    {
      code: 'grade-4',
      zh: '四级',
      en: 'Grade 4',
      formCode: { certificate: '4' },
      aliases: also('4级', '肆级'),
    },
  ],
  source: 'Disability certificate, digit 20 of its number (GB/T 26341-2010)',
} as const satisfies CodeList;
