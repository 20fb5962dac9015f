import { columnOf, fieldOf, fieldsOf } from '../dictionary/index.ts';
import type { Field, Noun } from '../dictionary/field.ts';
import { OF_CASE } from './case-names.ts';
import { list, mapOf, open, own, type PaperName, type PaperNames } from './name.ts';

/** `case`: a household, village or county with what a procedure did about it. */
export type PaperSubject = 'household' | 'village' | 'case';

/** Where the register's day is asked, and where the subject lies. */
const AROUND = [
  open('省', 'Province'),
  open('市', 'City'),
  open('县', 'County'),
  open('乡镇', 'Township'),
  open('村', 'Village'),
  open('所在地', 'Place, from the county down'),
  open('打印日期', 'Day of printing'),
];

/** Where two nouns share a name the earlier keeps it, the later one's is said with a prefix, as rules say it. */
const PREFIXES: Partial<Record<Noun, string>> = { guarantee: '保障核查', income: '收入账' };

const MEMBERS = mapOf([
  open('序号', 'Number'),
  own('年龄', 'Age'),
  ...fields(['person', 'membership', 'work']),
]);
const OF_HOUSEHOLD = [
  open('户主姓名', 'Head'),
  own('户主证件号码', 'Identity number of the head', { field: fieldOf('person.identity_no') }),
  open('组', 'Group'),
  open('家庭人数', 'Persons'),
];
const INCOME_LINES = mapOf([own('项目', 'Line'), own('金额', 'Amount', { unit: '元' }), own('说明', 'Note')]);
const YEARS = mapOf([own('年度', 'Year'), ...fields(['income'])]);
const GROUPS = mapOf([own('类别', 'Group'), own('措施', 'Help given')]);
const ENTITLED = mapOf([
  own('姓名', 'Who'),
  own('政策', 'Policy'),
  own('金额', 'Amount'),
  own('部门', 'Whom to ask'),
]);

const HOUSEHOLD = mapOf([
  ...AROUND,
  ...OF_HOUSEHOLD,
  ...fields(['household', 'condition', 'guarantee', 'income']),
  own('收入年度', 'Year of the income'),
  own('风险', 'Risks'),
  own('为什么', 'Why this household is listed'),
  list('成员', 'Members', MEMBERS),
  list('原成员', 'Former members', MEMBERS),
  list('帮扶责任人', 'Responsible persons', mapOf(fields(['responsible']))),
  list('监测', 'Monitoring', mapOf(fields(['risk']))),
  list('六类措施', 'Help in six groups', GROUPS),
  list('帮扶措施', 'Help by category', GROUPS),
  list('得到的帮扶', 'Help by category, and what was paid out', GROUPS),
  list('收入明细', 'Income of the latest year, line by line', INCOME_LINES),
  list('历年收入', 'Income by year', YEARS),
  list('可享政策', 'What the household may ask for', ENTITLED),
  ...OF_CASE,
]);

const VILLAGE = mapOf([
  ...AROUND,
  own('户数', 'Households'),
  own('人数', 'Persons'),
  own('档案年度', 'Year of the profile'),
  ...fields(['village']),
  list(
    '户',
    'Households',
    mapOf([open('序号', 'Number'), open('村', 'Village'), ...OF_HOUSEHOLD, ...fields(['household'])]),
  ),
  list(
    '人口',
    'Persons',
    mapOf([
      own('户编号', 'Household number'),
      own('户主姓名', 'Head'),
      open('组', 'Group'),
      ...MEMBERS.values(),
    ]),
  ),
  ...OF_CASE,
]);

export function paperNames(subject: PaperSubject): PaperNames {
  return subject === 'village' ? VILLAGE : HOUSEHOLD;
}

/** The name by which papers call a field among these nouns; the column in rows of the register. */
export function fieldNames(
  nouns: readonly Noun[],
): readonly { readonly name: string; readonly column: string; readonly field: Field }[] {
  const taken = new Set<string>();
  return nouns.flatMap((noun) =>
    fieldsOf(noun).map((field) => {
      const name = taken.has(field.zh) ? (PREFIXES[noun] ?? noun) + field.zh : field.zh;
      taken.add(name);
      return { name, column: columnOf(field), field };
    }),
  );
}

function fields(nouns: readonly Noun[]): PaperName[] {
  return fieldNames(nouns).map(({ name, field }) => ({
    zh: name,
    en: field.en,
    label: field.zh,
    field,
    ...(field.unit === undefined ? {} : { unit: field.unit }),
    ...(field.sensitivity === 'public' ? { open: true } : {}),
  }));
}
