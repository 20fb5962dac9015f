import type { FormColumn } from '../form.ts';

/** Column groups that the workbooks of the monitoring era share. */

export const HOUSEHOLD_NO = {
  header: '户编号',
  to: 'household.household_no',
  required: true,
} as const satisfies FormColumn;

export const MONITORED = [
  { header: '户类型', to: 'household.household_type' },
  { header: '监测对象类别', aliases: ['监测对象类型'], to: 'household.monitor_class' },
] as const satisfies readonly FormColumn[];

export const RISK = [
  { header: '识别监测时间', aliases: ['风险识别时间'], to: 'risk.identified_month' },
  { header: '消除监测时间', aliases: ['风险消除时间'], to: 'risk.removed_month' },
  { header: '致贫/返贫风险1', to: 'risk.risks' },
  { header: '致贫/返贫风险2', to: 'risk.risks' },
  { header: '致贫/返贫风险3', to: 'risk.risks' },
  { header: '致贫/返贫风险4', to: 'risk.risks' },
  { header: '致贫/返贫风险5', to: 'risk.risks' },
  { header: '因自然灾害子项', to: 'risk.disasters' },
  { header: '其他风险备注', aliases: ['因自然灾害备注', '其他备注'], to: 'risk.note' },
  { header: '风险是否已消除', aliases: ['风险是否消除'], to: 'risk.removed' },
  { header: '风险消除方式', to: 'risk.removal_way' },
  { header: '实施开发式帮扶措施情况', to: 'risk.development_measures' },
  { header: '整户无劳动能力兜底保障户', to: 'risk.without_labour' },
  { header: '信息采集人', to: 'risk.collector' },
  { header: '信息采集人电话', aliases: ['信息采集人联系电话'], to: 'risk.collector_phone' },
] as const satisfies readonly FormColumn[];

export const GUARANTEES = [
  { header: '是否义务教育阶段适龄儿童少年失学辍学', to: 'guarantee.dropout' },
  {
    header: '是否有家庭成员未参加城乡居民（职工）基本医疗保险',
    aliases: ['是否有家庭成员未参加城乡居民(职工)基本医疗保险'],
    to: 'guarantee.uninsured',
  },
  { header: '是否危房户', aliases: ['是否住房出现安全问题'], to: 'guarantee.unsafe_house' },
  { header: '是否解决安全饮用水', to: 'guarantee.water_safe' },
] as const satisfies readonly FormColumn[];

export const MEASURES = [
  { header: '产业帮扶', to: 'measure.industry' },
  { header: '就业帮扶', to: 'measure.employment' },
  { header: '金融帮扶', to: 'measure.finance' },
  { header: '公益岗位帮扶', to: 'measure.public_post' },
  { header: '住房安全保障', to: 'measure.housing' },
  { header: '饮水安全保障', to: 'measure.water' },
  { header: '健康帮扶', to: 'measure.health' },
  { header: '义务教育保障', to: 'measure.schooling' },
  { header: '教育帮扶', aliases: ['其他教育帮扶'], to: 'measure.education' },
  { header: '综合保障', to: 'measure.security' },
  { header: '社会帮扶', to: 'measure.society' },
  { header: '搬迁', to: 'measure.relocation' },
  { header: '基础设施建设', to: 'measure.infrastructure' },
  { header: '生产生活条件改善', to: 'measure.living' },
] as const satisfies readonly FormColumn[];

/** When identified: the account of the twelve months before. */
export const INCOME = [
  { header: '工资性收入', to: 'income.wage' },
  { header: '生产经营性收入', to: 'income.business' },
  { header: '财产性收入', to: 'income.property' },
  { header: '转移性收入', to: 'income.transfer' },
  { header: '生产经营性支出', to: 'income.expense' },
  { header: '家庭纯收入', aliases: ['纯收入'], to: 'income.net' },
  { header: '人均纯收入', aliases: ['家庭人均纯收入'], to: 'income.per_capita_net' },
  { header: '理赔收入', to: 'risk.claims' },
  { header: '合规自付支出', to: 'risk.own_payment' },
] as const satisfies readonly FormColumn[];

export const AFTER_REMOVAL = [
  {
    header: '风险消除后是否义务教育阶段适龄儿童少年失学辍学',
    aliases: ['风险消除后是否失学辍学'],
    to: 'guarantee.after_dropout',
  },
  { header: '风险消除后是否住房损毁', to: 'guarantee.after_house_damaged' },
  {
    header: '风险消除后是否有家庭成员未参加城乡居民（职工）基本医疗保险',
    aliases: ['风险消除后是否有家庭成员未参加城乡居民(职工)基本医疗保险', '风险消除后是否未参保'],
    to: 'guarantee.after_uninsured',
  },
  { header: '风险消除后是否饮水设施损毁', to: 'guarantee.after_water_damaged' },
  { header: '风险消除后工资性收入', to: 'risk.after_wage' },
  { header: '风险消除后财产性收入', to: 'risk.after_property' },
  { header: '风险消除后转移性收入', to: 'risk.after_transfer' },
  { header: '风险消除后生产经营性收入', to: 'risk.after_business' },
  { header: '风险消除后生产经营性支出', to: 'risk.after_expense' },
  { header: '风险消除后家庭纯收入', to: 'risk.after_net' },
  { header: '风险消除后人均纯收入', to: 'risk.after_per_capita_net' },
  { header: '风险消除后理赔收入', to: 'risk.after_claims' },
  { header: '风险消除后合规自付支出', to: 'risk.after_own_payment' },
] as const satisfies readonly FormColumn[];
