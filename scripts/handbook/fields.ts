import { codeListOf, columnOf, fieldOf, fieldsOf, type Field, type Noun } from '@mingbai/core';
import { table } from './table.ts';

const NOUNS: Record<Noun, { zh: string; en: string; row: string }> = {
  household: { zh: '户', en: 'Household', row: 'one row a household · 一户一行' },
  person: { zh: '人', en: 'Person', row: 'one row a person · 一人一行' },
  membership: {
    zh: '家庭成员关系',
    en: 'Membership',
    row: 'one row for each time a person belongs to a household · 一人在一户的一段时间一行',
  },
  condition: {
    zh: '生产生活条件',
    en: 'Living and production conditions',
    row: 'one row a household and date · 一户一时点一行',
  },
  income: { zh: '收入', en: 'Income', row: 'one row a household, year and item · 一户一年一项一行' },
  guarantee: {
    zh: '两不愁三保障及饮水安全',
    en: 'Guarantees',
    row: 'one row a household and date · 一户一时点一行',
  },
  work: { zh: '务工', en: 'Work', row: 'one row a person and year or month · 一人一年（月）一行' },
  risk: {
    zh: '监测与风险',
    en: 'Monitoring and risk',
    row: 'one row for each time a household is monitored · 一户一次监测一行',
  },
  measure: { zh: '帮扶措施', en: 'Measures of help', row: 'one row a household and category · 一户一类一行' },
  responsible: { zh: '帮扶责任人', en: 'Responsible persons', row: 'one row a pairing · 一次结对一行' },
  village: { zh: '行政村', en: 'Village', row: 'one row a village and year · 一村一年一行' },
};

const TYPES: Record<Field['type'], string> = {
  text: 'text 文本',
  code: 'one of 单选',
  codes: 'several of 多选',
  integer: 'integer 整数',
  decimal: 'decimal 小数',
  money: 'money 金额',
  date: 'date 日期',
  month: 'month 年月',
  year: 'year 年',
  boolean: '是 / 否',
  identity: 'identity number 证件号码',
  phone: 'telephone 电话',
  account: 'account 账号',
};

const SENSITIVITY: Record<Field['sensitivity'], string> = {
  public: 'public 可公开',
  personal: 'personal 个人信息',
  sensitive: 'masked 脱敏',
};

const FILLED_BY: Record<Field['filledBy'], string> = {
  household: 'household 农户',
  village: 'village 村',
  township: 'township 乡镇',
  county: 'county 县',
  department: 'department 部门',
  system: 'system 系统',
};

export function fieldSections(): string[] {
  return (Object.keys(NOUNS) as Noun[]).map((noun) => {
    const { zh, en, row } = NOUNS[noun];
    const head = [
      'column',
      '名称',
      'name',
      'type 类型',
      'national code',
      'other headers 其他表头',
      'who 填报',
      'access 公开程度',
      'note 说明',
      'source 来源',
    ];
    return `### ${en} · ${zh}\n\n\`${noun}\`: ${row}\n\n${table(head, fieldsOf(noun).map(fieldRow))}\n`;
  });
}

function fieldRow(field: Field): string[] {
  return [
    `\`${columnOf(field)}\`${field.mandatory ? ' \\*' : ''}`,
    field.zh,
    field.en,
    typeOf(field),
    field.nationalCode ?? '',
    (field.aliases ?? []).map((alias) => alias.text + yearsOf(alias)).join('、'),
    FILLED_BY[field.filledBy],
    SENSITIVITY[field.sensitivity] + (field.article28 ? ' §28' : ''),
    remarks(field),
    field.source,
  ];
}

function typeOf(field: Field): string {
  const parts = [TYPES[field.type]];
  if (field.unit) parts.push(field.unit);
  if (field.codes) parts.push(`[${codeListOf(field.codes).zh}](#${field.codes})`);
  if (field.atMost) parts.push(`≤ ${field.atMost}`);
  if (field.range) parts.push(`${field.range.min ?? ''}–${field.range.max ?? ''}`);
  return parts.join(' ');
}

/** ' (2019–)', ' (–2018)' or nothing. */
export function yearsOf(span: { readonly from?: number; readonly to?: number }): string {
  return span.from || span.to ? ` (${span.from ?? ''}–${span.to ?? ''})` : '';
}

function remarks(field: Field): string {
  const remarks = field.note === undefined ? [] : [`${field.note.zh} / ${field.note.en}`];
  if (field.blankIsValue === true) remarks.push('导入时空白即“无” / On import a blank says none');
  else if (field.blankIsValue !== undefined) {
    const other = fieldOf(field.blankIsValue as Field['key']);
    remarks.push(
      `导入时“${other.zh}”已填而本项空白即“无” / On import a blank says none where ${other.en} is filled`,
    );
  }
  return remarks.join('；');
}
