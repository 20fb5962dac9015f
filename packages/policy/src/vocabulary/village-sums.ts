import { NUMBER, numberOf } from '@mingbai/policy-engine';
import type { Fact, Facts, VillageSum } from './fact.ts';

const MU = numberOf('亩');

/** What the register itself adds up to in a village, to be held against what the village says of itself. */
export const VILLAGE_SUMS: Facts = new Map([
  count('登记户数', 'Households in the register', { id: 'households', over: 'household' }),
  count('登记人口数', 'Persons in the register', { id: 'persons', over: 'person' }),
  count('登记脱贫户数', 'Registered poor and exited households in the register', {
    id: 'registered-households',
    over: 'household',
    where: '户类型 in ("建档立卡贫困户", "脱贫户") or 脱贫属性 != null',
  }),
  count('登记脱贫人口数', 'Persons of registered poor and exited households', {
    id: 'registered-persons',
    over: 'person',
    where: '户.户类型 in ("建档立卡贫困户", "脱贫户") or 户.脱贫属性 != null',
  }),
  count('登记监测户数', 'Monitored households whose risk is not removed', {
    id: 'monitored-households',
    over: 'household',
    where: '监测对象类别 != null and 风险是否已消除 = false',
  }),
  count('登记监测人数', 'Persons of monitored households whose risk is not removed', {
    id: 'monitored-persons',
    over: 'person',
    where: '户.监测对象类别 != null and 户.风险是否已消除 = false',
  }),
  count('登记低保人数', 'Persons on subsistence allowance in the register', {
    id: 'low-income-persons',
    over: 'person',
    where: '是否享受低保 = true',
  }),
  count('登记特困人数', 'Persons on extreme-poverty support in the register', {
    id: 'extreme-poverty-persons',
    over: 'person',
    where: '是否特困供养人员 = true',
  }),
  count('登记少数民族人数', 'Persons of minorities in the register', {
    id: 'minority-persons',
    over: 'person',
    where: '民族 != null and 民族 != "汉族"',
  }),
  count('登记妇女人数', 'Women in the register', { id: 'women', over: 'person', where: '性别 = "女"' }),
  count('登记残疾人数', 'Disabled persons in the register', {
    id: 'disabled-persons',
    over: 'person',
    where: '残疾类别 != null',
  }),
  count('登记劳动力人数', 'Persons able to work in the register', {
    id: 'labour',
    over: 'person',
    where: '劳动技能 in ("普通劳动力", "技能劳动力", "弱劳动力或半劳动力")',
  }),
  count('登记务工人数', 'Persons working away in the register', {
    id: 'migrant-workers',
    over: 'person',
    where: '务工区域 in ("县外省内务工", "省外务工", "国外务工")',
  }),
  count('登记危房户数', 'Households in unsafe houses in the register', {
    id: 'dangerous-houses',
    over: 'household',
    where: '是否危房户 = true',
  }),
  count('登记未实现饮水安全户数', 'Households without safe water in the register', {
    id: 'unsafe-water',
    over: 'household',
    where: '是否解决安全饮用水 = false',
  }),
  count('登记饮水困难户数', 'Households in the register with water hard to get', {
    id: 'water-difficult',
    over: 'household',
    where: '是否饮水困难 = true',
  }),
  count('登记合作社户数', 'Households of co-operatives in the register', {
    id: 'cooperative-households',
    over: 'household',
    where: '是否加入农民专业合作组织 = true',
  }),
  land('登记耕地面积', 'Cultivated land of the households in the register', '耕地面积'),
  land('登记有效灌溉面积', 'Irrigated land of the households in the register', '有效灌溉面积'),
  land('登记林地面积', 'Forest land of the households in the register', '林地面积'),
  land('登记退耕还林面积', 'Land returned to forest of the households in the register', '退耕还林面积'),
  land('登记林果面积', 'Orchards of the households in the register', '林果面积'),
  land('登记牧草地面积', 'Pasture of the households in the register', '牧草地面积'),
  land('登记水面面积', 'Water surface of the households in the register', '水面面积'),
]);

function count(zh: string, en: string, sum: VillageSum): [string, Fact] {
  return [zh, { type: NUMBER, source: { kind: 'sum', sum }, zh, en, aliases: [] }];
}

function land(zh: string, en: string, fact: string): [string, Fact] {
  const sum: VillageSum = { id: zh, over: 'household', sum: fact };
  return [zh, { type: MU, source: { kind: 'sum', sum }, zh, en, aliases: [] }];
}
