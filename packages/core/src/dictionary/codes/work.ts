import { also, type CodeList } from './list.ts';

export const workArea = {
  id: 'work-area',
  zh: '务工区域',
  en: 'How far away they work',
  codes: [
    {
      code: 'township',
      zh: '乡（镇）内务工',
      en: 'Inside the township',
      formCode: { 2018: '01' },
      aliases: also('乡镇内', '乡内务工', '乡(镇)内务工'),
    },
    {
      code: 'county',
      zh: '乡（镇）外县内务工',
      en: 'Inside the county',
      formCode: { 2018: '02' },
      aliases: also('县内务工', '乡外县内务工', '乡(镇)外县内务工'),
    },
    {
      code: 'province',
      zh: '县外省内务工',
      en: 'Inside the province',
      formCode: { 2018: '03' },
      aliases: also('县外省内', '省内务工'),
    },
    {
      code: 'beyond',
      zh: '省外务工',
      en: 'Outside the province',
      formCode: { 2018: '04' },
      aliases: also('省外'),
    },
    { code: 'abroad', zh: '国外务工', en: 'Abroad', aliases: also('境外务工', '国外') },
    { code: 'other', zh: '其他', en: 'Other', formCode: { 2018: '05' }, aliases: also('其它') },
  ],
  source: 'Household registration form of the poverty register, 2018 edition, work',
} as const satisfies CodeList;

export const employmentChannel = {
  id: 'employment-channel',
  zh: '就业渠道',
  en: 'Way into work',
  open: true,
  codes: [
    {
      code: 'organised',
      zh: '政府组织劳务输出',
      en: 'Organised by government',
      aliases: also('劳务输出', '有组织劳务输出', '政府组织'),
    },
    {
      code: 'away',
      zh: '外出务工',
      en: 'Went away for work',
      aliases: also('自主外出务工', '自发外出务工', '自主外出'),
    },
    {
      code: 'introduced',
      zh: '亲友介绍',
      en: 'Through relatives or friends',
      aliases: also('亲朋好友介绍', '熟人介绍'),
    },
    {
      code: 'agency',
      zh: '中介机构介绍',
      en: 'Through an agency',
      aliases: also('中介', '人力资源机构', '劳务中介'),
    },
    {
      code: 'workshop',
      zh: '帮扶车间',
      en: 'Support workshop',
      aliases: [{ text: '扶贫车间', to: 2021 }, { text: '就业帮扶车间' }, { text: '社区工厂' }],
    },
    { code: 'public-post', zh: '公益性岗位', en: 'Public-benefit post', aliases: also('公益岗位', '公益岗') },
    {
      code: 'local-firm',
      zh: '本地企业',
      en: 'Local firm or park',
      aliases: also('龙头企业', '产业园区', '企业'),
    },
    { code: 'cooperative', zh: '合作社', en: 'Co-operative', aliases: also('农民专业合作社', '家庭农场') },
    { code: 'own-business', zh: '自主创业', en: 'Own business', aliases: also('创业') },
    { code: 'flexible', zh: '灵活就业', en: 'Casual work', aliases: also('零工', '打零工') },
    { code: 'other', zh: '其他', en: 'Other', aliases: also('其它') },
  ],
  source:
    'National anti-return-to-poverty system, county export 2023, work sheet (外出务工, 公益岗位, 帮扶车间 as seen; the rest in common use)',
} as const satisfies CodeList;

export const serviceNeed = {
  id: 'service-need',
  zh: '就业服务需求',
  en: 'Help wanted with work',
  open: true,
  codes: [
    { code: 'jobs', zh: '岗位信息', en: 'Offers of work', aliases: also('就业信息', '职业介绍', '岗位推荐') },
    { code: 'training', zh: '技能培训', en: 'Training', aliases: also('职业培训') },
    { code: 'transfer', zh: '劳务输出', en: 'Organised transfer', aliases: also('有组织输出', '点对点输送') },
    { code: 'public-post', zh: '公益性岗位', en: 'Public-benefit post', aliases: also('公益岗位') },
    {
      code: 'start-up',
      zh: '创业扶持',
      en: 'Help to start a business',
      aliases: also('创业服务', '创业贷款'),
    },
    { code: 'rights', zh: '维权服务', en: 'Help with rights', aliases: also('法律援助', '工资维权') },
    { code: 'none', zh: '无需求', en: 'None', aliases: also('无', '不需要') },
    { code: 'other', zh: '其他', en: 'Other', aliases: also('其它') },
  ],
  source:
    'National anti-return-to-poverty system, county export 2023, work sheet (list of our own: none is published)',
} as const satisfies CodeList;

export const publicPost = {
  id: 'public-post',
  zh: '公益性岗位类型',
  en: 'Kind of public-benefit post',
  open: true,
  codes: [
    { code: 'cleaner', zh: '保洁员', en: 'Cleaner', aliases: also('保洁', '环卫', '农村保洁') },
    { code: 'forest', zh: '护林员', en: 'Forest ranger', aliases: also('护林', '生态护林员') },
    { code: 'grassland', zh: '草管员', en: 'Grassland ranger', aliases: also('草原管护员', '管草员') },
    { code: 'road', zh: '护路员', en: 'Road keeper', aliases: also('护路', '道路养护', '公路养护') },
    {
      code: 'water',
      zh: '管水员',
      en: 'Keeper of water works',
      aliases: also('水管员', '护水员', '水利设施管护'),
    },
    { code: 'river', zh: '巡河员', en: 'River patrol', aliases: also('护河员', '河道管护') },
    {
      code: 'solar',
      zh: '光伏公益岗位',
      en: 'Post paid from solar income',
      aliases: also('光伏', '光伏岗位', '光伏管护员'),
    },
    { code: 'care', zh: '护理员', en: 'Carer', aliases: also('养老护理', '照料护理', '互助养老') },
    {
      code: 'security',
      zh: '治安巡逻员',
      en: 'Security patrol',
      aliases: also('治安协管', '护村员', '巡防员'),
    },
    {
      code: 'clerk',
      zh: '公共服务协管员',
      en: 'Clerk for public services',
      aliases: also('协管员', '村级信息员', '信息员', '就业信息员'),
    },
    { code: 'fire', zh: '防火员', en: 'Fire watch', aliases: also('消防员', '护林防火') },
    { code: 'other', zh: '其他', en: 'Other', aliases: also('其它', '其他公益岗位') },
  ],
  source: 'National system export 2021, person sheet, column 37 (list of our own: posts differ by province)',
} as const satisfies CodeList;
