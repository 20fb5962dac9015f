import type { Form } from '../form.ts';
import { GUARANTEES, HOUSEHOLD_NO, MONITORED } from './monitoring.ts';
import { GROUP, HEAD_IDENTITY, HEAD_NAME, PLACE } from './place.ts';

/** Living conditions of all households out of poverty or under monitoring. */
export const monitorHousehold = {
  id: 'monitor-household',
  zh: '（乡村建设）户信息',
  en: 'Households (rural construction)',
  rowOf: 'household',
  headerRow: 3,
  years: { from: 2021 },
  columns: [
    ...PLACE,
    GROUP,
    HOUSEHOLD_NO,
    HEAD_NAME,
    HEAD_IDENTITY,
    ...MONITORED,
    { header: '家庭人口数', aliases: ['人数', '家庭人数'], to: 'household.size_declared' },
    { header: '户联系电话', aliases: ['联系电话'], to: 'household.phone' },
    { header: '家庭住址', to: 'household.address' },
    { header: '是否易地搬迁户', aliases: ['是否易地扶贫搬迁户'], to: 'household.relocated' },
    { header: '集中安置区名称', aliases: ['安置区名称'], to: 'household.settlement' },
    { header: '耕地面积', aliases: ['耕地面积（亩）', '耕地面积(亩)'], to: 'condition.cultivated_land' },
    { header: '林地面积', aliases: ['林地面积（亩）', '林地面积(亩)'], to: 'condition.forest_land' },
    {
      header: '退耕还林面积',
      aliases: ['退耕还林面积（亩）', '退耕还林面积(亩)', '退耕还林（草）面积'],
      to: 'condition.returned_forest',
    },
    { header: '林果面积', aliases: ['林果面积（亩）', '林果面积(亩)'], to: 'condition.orchard' },
    { header: '牧草地面积', aliases: ['牧草地面积（亩）', '牧草地面积(亩)'], to: 'condition.pasture' },
    { header: '水面面积', aliases: ['水面面积（亩）', '水面面积(亩)'], to: 'condition.water_surface' },
    {
      header: '与村主干路距离',
      aliases: ['与村主干路距离（公里）', '与村主干路距离(公里)'],
      to: 'condition.road_distance',
    },
    { header: '入户路类型', to: 'condition.road_type' },
    { header: '住房面积', aliases: ['住房面积（平方米）', '住房面积(平方米)'], to: 'condition.house_area' },
    { header: '危房级别', aliases: ['危房等级'], to: 'condition.house_grade' },
    { header: '是否有卫生厕所', aliases: ['卫生厕所'], to: 'condition.toilet' },
    { header: '主要燃料类型', to: 'condition.fuel' },
    { header: '是否通生活用电', to: 'condition.domestic_power' },
    { header: '是否通广播电视', to: 'condition.broadcast_tv' },
    { header: '是否加入农民专业合作组织', aliases: ['是否加入农民专业合作社'], to: 'condition.cooperative' },
    { header: '是否有龙头企业带动', to: 'condition.firm_led' },
    { header: '是否有创业致富带头人带动', to: 'condition.leader_led' },
    ...GUARANTEES,
    { header: '年度', aliases: ['年份'], to: 'echo.year' },
  ],
  source: 'National anti-return-to-poverty system, county export 2023: （乡村建设）户信息',
} as const satisfies Form;
