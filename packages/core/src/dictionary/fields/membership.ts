import { also } from '../codes/list.ts';
import type { Field } from '../field.ts';

const VILLAGE = { sensitivity: 'personal', filledBy: 'village' } as const;
const CHANGES = 'Household registration form of the poverty register, 2018 edition, changes of members';

/** Who belonged to which household, from when to when, and why they came or left. */
export const membership = [
  {
    key: 'membership.relation',
    zh: '与户主关系',
    en: 'Relation to the head',
    type: 'code',
    codes: 'relation',
    mandatory: true,
    nationalCode: 'AAB006',
    ...VILLAGE,
    aliases: also('与户主的关系', '家庭关系', '户主关系'),
    source: 'National system export 2021, person sheet, column 17',
  },
  {
    key: 'membership.from',
    zh: '成员开始时间',
    en: 'Member since',
    type: 'date',
    ...VILLAGE,
    aliases: also('增加时间', '自然增加时间', '人员增加时间'),
    source: CHANGES,
  },
  {
    key: 'membership.to',
    zh: '成员结束时间',
    en: 'Member until',
    type: 'date',
    ...VILLAGE,
    aliases: also('减少时间', '自然减少时间', '人员减少时间'),
    source: CHANGES,
  },
  {
    key: 'membership.reason',
    zh: '变动原因',
    en: 'Reason of the change',
    type: 'code',
    codes: 'membership-reason',
    ...VILLAGE,
    aliases: also('人员变更', '人员变更原因', '增加原因', '减少原因', '自然增加原因', '自然减少原因'),
    source: CHANGES,
  },
] as const satisfies readonly Field[];
