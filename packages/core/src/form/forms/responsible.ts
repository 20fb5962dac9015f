import type { Form } from '../form.ts';
import { HEAD_NAME, PLACE } from './place.ts';

/** One row a household and responsible person; a change is a new row with its dates, never another name in the old one. */
export const responsible = {
  id: 'responsible',
  zh: '帮扶责任人信息表',
  en: 'Responsible persons',
  rowOf: 'responsible',
  headerRow: 1,
  years: { from: 2014 },
  columns: [
    ...PLACE,
    { header: '户编号', to: 'household.household_no', required: true },
    HEAD_NAME,
    {
      header: '帮扶责任人姓名',
      aliases: ['责任人姓名', '帮扶人姓名', '帮扶干部姓名'],
      to: 'responsible.name',
      required: true,
    },
    { header: '帮扶责任人性别', aliases: ['责任人性别', '帮扶人性别'], to: 'responsible.sex' },
    { header: '单位名称', aliases: ['帮扶单位', '帮扶单位名称'], to: 'responsible.unit' },
    { header: '派出单位职务', aliases: ['职务'], to: 'responsible.position' },
    {
      header: '帮扶责任人证件号码',
      aliases: ['责任人证件号码', '帮扶人证件号码'],
      to: 'responsible.identity_no',
    },
    {
      header: '帮扶责任人联系电话',
      aliases: ['责任人联系电话', '帮扶人联系电话', '帮扶人电话'],
      to: 'responsible.phone',
    },
    {
      header: '帮扶责任人政治面貌',
      aliases: ['责任人政治面貌', '帮扶人政治面貌'],
      to: 'responsible.political_status',
    },
    { header: '学历', aliases: ['帮扶责任人学历'], to: 'responsible.education' },
    { header: '技术特长', to: 'responsible.skill' },
    { header: '隶属关系', to: 'responsible.affiliation' },
    { header: '职务级别', to: 'responsible.rank' },
    { header: '是否第一书记', to: 'responsible.first_secretary' },
    { header: '是否驻村工作队队长', aliases: ['是否驻村队长'], to: 'responsible.team_leader' },
    { header: '是否驻村队员', aliases: ['是否驻村工作队员'], to: 'responsible.team_member' },
    { header: '帮扶开始时间', aliases: ['结对开始时间'], to: 'responsible.from' },
    { header: '帮扶结束时间', aliases: ['结对结束时间'], to: 'responsible.to' },
  ],
  source:
    'Poverty register, responsible persons (AK11) and pairing (AC08); handbook (《扶贫手册》), responsible persons',
} as const satisfies Form;
