import { also, type CodeList } from './list.ts';

export const villageAttribute = {
  id: 'village-attribute',
  zh: '村属性',
  en: 'Attribute of the village',
  open: true,
  codes: [
    { code: 'poor', zh: '贫困村', en: 'Poor village', aliases: also('建档立卡贫困村') },
    { code: 'deep', zh: '深度贫困村', en: 'Deeply poor village' },
    {
      code: 'exited',
      zh: '脱贫村',
      en: 'Village lifted out of poverty',
      aliases: also('已脱贫村', '出列村', '已出列贫困村'),
    },
    { code: 'general', zh: '非贫困村', en: 'Other village', aliases: also('一般村') },
    { code: 'other', zh: '其他', en: 'Other', aliases: also('其它') },
  ],
  source: 'Village sheet of the poverty register (AD tables); 深度贫困村 since 2017',
} as const satisfies CodeList;

export const terrain = {
  id: 'terrain',
  zh: '地形地貌',
  en: 'Terrain',
  open: true,
  codes: [
    { code: 'plain', zh: '平原', en: 'Plain' },
    { code: 'hills', zh: '丘陵', en: 'Hills', aliases: also('丘陵区', '丘岗') },
    { code: 'mountains', zh: '山区', en: 'Mountains', aliases: also('山地') },
    { code: 'plateau', zh: '高原', en: 'Plateau' },
    { code: 'basin', zh: '盆地', en: 'Basin' },
    { code: 'lake', zh: '湖区', en: 'Lake or marsh', aliases: also('水乡', '滩区', '库区') },
    { code: 'desert', zh: '沙漠', en: 'Desert', aliases: also('荒漠', '戈壁') },
    { code: 'other', zh: '其他', en: 'Other', aliases: also('其它') },
  ],
  source: 'Village sheet of the poverty register (AD tables); list of our own',
} as const satisfies CodeList;
