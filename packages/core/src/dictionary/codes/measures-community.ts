import { also, type CodeList } from './list.ts';

// Labels as seen in county exports of 2023 where they are known; the rest are the words of the policy.

export const measureSociety = {
  id: 'measure-society',
  zh: '社会帮扶',
  en: 'Help from society',
  open: true,
  codes: [
    { code: 'east-west', zh: '东西部协作', en: 'East–west co-operation', aliases: also('东西部扶贫协作') },
    { code: 'designated', zh: '定点帮扶', en: 'Designated unit', aliases: also('定点扶贫') },
    { code: 'firms', zh: '万企兴万村', en: 'Firms for villages', aliases: also('万企帮万村', '企业帮扶') },
    { code: 'donation', zh: '捐赠', en: 'Donation', aliases: also('社会捐赠', '捐资捐物') },
    { code: 'volunteers', zh: '志愿服务', en: 'Volunteers' },
    { code: 'pairing', zh: '结对帮扶', en: 'Paired cadre', aliases: also('干部结对') },
    { code: 'other', zh: '其他', en: 'Other', aliases: also('其它') },
  ],
  source: 'National anti-return-to-poverty system, county export 2023, 社会帮扶',
} as const satisfies CodeList;

export const measureRelocation = {
  id: 'measure-relocation',
  zh: '搬迁',
  en: 'Relocation',
  open: true,
  codes: [
    { code: 'relocation', zh: '易地搬迁', en: 'Relocation', aliases: also('易地扶贫搬迁') },
    { code: 'follow-up', zh: '后续扶持', en: 'Follow-up support', aliases: also('易地搬迁后续扶持') },
    { code: 'danger', zh: '避险搬迁', en: 'Relocation out of danger', aliases: also('地质灾害避险搬迁') },
    { code: 'ecology', zh: '生态搬迁', en: 'Ecological relocation', aliases: also('生态移民') },
    { code: 'other', zh: '其他', en: 'Other', aliases: also('其它') },
  ],
  source: 'National anti-return-to-poverty system, county export 2023, 搬迁',
} as const satisfies CodeList;

export const measureInfrastructure = {
  id: 'measure-infrastructure',
  zh: '基础设施建设',
  en: 'Infrastructure',
  open: true,
  codes: [
    { code: 'road', zh: '道路建设', en: 'Road', aliases: also('入户路', '通村路', '道路硬化') },
    { code: 'power', zh: '电力设施', en: 'Electricity', aliases: also('用电') },
    { code: 'network', zh: '网络设施', en: 'Network', aliases: also('通信', '宽带') },
    { code: 'irrigation', zh: '水利设施', en: 'Irrigation', aliases: also('农田水利') },
    { code: 'land', zh: '土地整治', en: 'Land improvement', aliases: also('高标准农田') },
    { code: 'other', zh: '其他', en: 'Other', aliases: also('其它') },
  ],
  source: 'National anti-return-to-poverty system, county export 2023, 基础设施建设',
} as const satisfies CodeList;

export const measureLiving = {
  id: 'measure-living',
  zh: '生产生活条件改善',
  en: 'Better living conditions',
  open: true,
  codes: [
    { code: 'toilet', zh: '改厕', en: 'Toilet', aliases: also('厕所改造', '卫生厕所') },
    { code: 'kitchen', zh: '改厨', en: 'Kitchen', aliases: also('厨房改造') },
    { code: 'pens', zh: '改圈', en: 'Animal pens', aliases: also('圈舍改造') },
    { code: 'yard', zh: '庭院整治', en: 'Yard', aliases: also('人居环境整治') },
    { code: 'goods', zh: '生活用品', en: 'Household goods', aliases: also('家电家具') },
    { code: 'energy', zh: '清洁能源', en: 'Clean energy', aliases: also('清洁取暖') },
    { code: 'other', zh: '其他', en: 'Other', aliases: also('其它') },
  ],
  source: 'National anti-return-to-poverty system, county export 2023, 生产生活条件改善',
} as const satisfies CodeList;
