/** A cell, or a row, of a file that is not right. Rows and columns as the person sees them in the workbook. */
export interface Fault {
  readonly file: string;
  readonly sheet: string;
  /** 1 is the first row of the sheet. 0: the fault is about the whole sheet or file. */
  readonly row: number;
  /** Column letters: A, B … AU. Empty when the fault is about the row. */
  readonly column: string;
  /** Dictionary key, or the header as it stands when the column is unknown. */
  readonly field: string;
  readonly value: string;
  readonly rule: FaultRule;
  readonly severity: Severity;
  readonly message: { readonly zh: string; readonly en: string };
}

/** A word of a sentence: the same in both languages, or one for each. */
export type Words = string | { readonly zh: string; readonly en: string };

/** `error`: the row is not taken in. `warning`: it is, and somebody should look. */
export type Severity = 'error' | 'warning';

/** A value read as it was surely meant; listed, never silent. */
export interface Repair {
  readonly file: string;
  readonly sheet: string;
  readonly row: number;
  readonly column: string;
  readonly field: string;
  readonly from: string;
  readonly to: string;
  readonly how: RepairKind;
}

export type RepairKind =
  | 'trimmed'
  | 'full-width'
  | 'inner-space'
  | 'upper-case'
  | 'number-as-text'
  | 'text-as-number'
  | 'date-shape'
  | 'excel-serial'
  | 'code-to-label'
  | 'old-name'
  | 'separator'
  | 'unit-removed'
  | 'place-name'
  /** A dash or 无 in an optional cell means: nothing. */
  | 'placeholder'
  /** Shown by a cell above that is merged down over this one: read for each of its rows. */
  | 'merged-down'
  /** Stands under a merged cell, where nobody sees it: not read. */
  | 'under-merge'
  /** Money beyond the fen, or the binary noise of a spreadsheet number. */
  | 'rounded';

/** Severity and sentence of a rule; `without`: the sentence where there is nothing to put for `{expected}`. */
export interface FaultText {
  readonly severity: Severity;
  readonly zh: string;
  readonly en: string;
  readonly without?: { readonly zh: string; readonly en: string };
}

export type FaultRule = keyof typeof FAULT_RULES;

/** Every import rule with its severity and its sentence; `{value}`, `{expected}`, `{other}` are filled in. */
export const FAULT_RULES = {
  required: { severity: 'error', zh: '必填项为空：{field}', en: '{field} must be filled in' },
  'not-a-number': { severity: 'error', zh: '“{value}”不是数字', en: '"{value}" is not a number' },
  'not-whole': { severity: 'error', zh: '“{value}”应为整数', en: '"{value}" should be a whole number' },
  'not-a-date': {
    severity: 'error',
    zh: '“{value}”不是日期（如 2019-03-01、201903）',
    en: '"{value}" is not a date (e.g. 2019-03-01, 201903)',
  },
  'not-yes-or-no': {
    severity: 'error',
    zh: '“{value}”应为“是”或“否”',
    en: '"{value}" should be yes or no',
  },
  'not-in-list': {
    severity: 'error',
    zh: '“{value}”不在“{field}”的可选值中；{expected}',
    en: '"{value}" is not a value of {field}; {expected}',
  },
  'not-in-open-list': {
    severity: 'warning',
    zh: '“{value}”不在“{field}”的常用值中，按“其他”登记；{expected}',
    en: '"{value}" is not a usual value of {field}, taken in as "other"; {expected}',
  },
  'too-many-codes': { severity: 'error', zh: '最多可选 {expected} 项', en: 'At most {expected} values' },
  'out-of-range': {
    severity: 'error',
    zh: '“{value}”超出范围 {expected}',
    en: '"{value}" is outside {expected}',
  },
  'name-characters': {
    severity: 'error',
    zh: '姓名中的“{expected}”不是姓名用字：可能已脱敏，或生僻字在导出时丢失，请按户口簿填写',
    en: '"{expected}" is no part of a name: it was masked, or a rare character was lost on the way; write it as the household register does',
  },
  'identity-length': {
    severity: 'error',
    zh: '证件号码应为 18、20 或 22 位，现为 {other} 位',
    en: 'An identity number has 18, 20 or 22 characters, this has {other}',
  },
  'identity-shape': {
    severity: 'error',
    zh: '证件号码含有不允许的字符或日期无效',
    en: 'The identity number has characters or a date that cannot be',
  },
  'identity-check-digit': {
    severity: 'error',
    zh: '身份证号码校验位不符，应为 {expected}',
    en: 'The check digit of the identity number is wrong: {expected} expected',
  },
  'identity-digits-lost': {
    severity: 'error',
    zh: '单元格是数字格式，身份证号码后几位已被表格软件丢失',
    en: 'The cell is a number: the spreadsheet has lost the last digits of the identity number',
  },
  'number-digits-lost': {
    severity: 'error',
    zh: '单元格是数字格式，编号后几位已被表格软件丢失',
    en: 'The cell is a number: the spreadsheet has lost the last digits of it',
  },
  'identity-kind-differs': {
    severity: 'warning',
    zh: '证件类型与证件号码不符（号码为 {expected}）',
    en: 'The kind of document differs from the number ({expected})',
  },
  'account-shape': {
    severity: 'error',
    zh: '银行账号应为 8 至 32 位数字',
    en: 'A bank account has 8 to 32 digits',
  },
  'identity-placeholder': {
    severity: 'warning',
    zh: '以 999999 开头的是占位号码，不是真实证件',
    en: 'A number starting 999999 is a placeholder, not a document',
  },
  'identity-twice-in-file': {
    severity: 'error',
    zh: '证件号码与第 {other} 行重复',
    en: 'Same identity number as on row {other}',
  },
  'identity-in-register': {
    severity: 'error',
    zh: '证件号码已登记在 {other}',
    en: 'The identity number is registered in {other}',
  },
  'died-in-register': {
    severity: 'warning',
    zh: '登记簿记载此人已于 {other} 去世，不再列为家庭成员；登记有误的先更正',
    en: 'The register says that this person died on {other}: not made a member again. Where that is wrong, put the register right first',
  },
  'person-twice-in-file': {
    severity: 'error',
    zh: '人编号与第 {other} 行重复',
    en: 'Same person number as on row {other}',
  },
  'household-twice-in-file': {
    severity: 'error',
    zh: '户编号与第 {other} 行重复',
    en: 'Same household number as on row {other}',
  },
  'household-places-differ': {
    severity: 'error',
    zh: '同一户编号出现在不同的村（见第 {other} 行）',
    en: 'One household number in two villages (see row {other})',
  },
  'household-unknown': {
    severity: 'error',
    zh: '登记簿中没有这个户编号',
    en: 'The register has no household of this number',
  },
  'person-unknown': { severity: 'error', zh: '登记簿中没有这个人', en: 'The register has no such person' },
  'no-head': { severity: 'warning', zh: '该户没有户主', en: 'The household has no head' },
  'two-heads': {
    severity: 'warning',
    zh: '该户有两个户主（另见第 {other} 行）',
    en: 'The household has two heads (see row {other})',
  },
  'head-differs': {
    severity: 'warning',
    zh: '此处填的户主与户主本人一行不一致',
    en: 'The head named here is not the one on the head’s own row',
  },
  'members-differ': {
    severity: 'warning',
    zh: '家庭人口数为 {value}，成员行数为 {other}',
    en: 'Household size says {value}, there are {other} member rows',
  },
  'birth-differs': {
    severity: 'warning',
    zh: '出生日期与身份证号码不符（身份证为 {expected}）',
    en: 'The birth date differs from the identity number ({expected})',
  },
  'sex-differs': {
    severity: 'warning',
    zh: '性别与身份证号码不符（身份证为 {expected}）',
    en: 'The sex differs from the identity number ({expected})',
  },
  'schooling-both': {
    severity: 'warning',
    zh: '“文化程度”与“在校生状况”应只填一项',
    en: 'Fill exactly one of education and enrolment',
  },
  'phone-shape': {
    severity: 'error',
    zh: '电话号码应为 11 位手机号或带区号的固定电话',
    en: 'A telephone number is an 11-digit mobile or a landline with area code',
  },
  'place-unknown': {
    severity: 'error',
    zh: '找不到“{value}”；最接近：{expected}',
    en: '"{value}" is not a known place; nearest: {expected}',
    without: {
      zh: '找不到“{value}”，也没有相近的地名，请按“行政区划”页上的名称填写',
      en: '"{value}" is not a known place, nor near to one: write it as the page of regions does',
    },
  },
  'place-elsewhere': {
    severity: 'error',
    zh: '“{value}”是另一个{expected}',
    en: '"{value}" is another {expected}',
  },
  'place-outside-scope': {
    severity: 'error',
    zh: '该行不在您的管辖范围内',
    en: 'This row is outside your area',
  },
  'place-ambiguous': {
    severity: 'error',
    zh: '“{value}”有多个同名地方，请写明：{expected}',
    en: '"{value}" is the name of several places; write one of: {expected}',
  },
  'place-merged': {
    severity: 'warning',
    zh: '“{value}”已于 {other} 变更为“{expected}”',
    en: '"{value}" became "{expected}" on {other}',
  },
  'cell-error': {
    severity: 'error',
    zh: '单元格是公式错误 {value}',
    en: 'The cell holds a formula error {value}',
  },
  'formula-without-value': {
    severity: 'error',
    zh: '单元格是公式但没有保存结果，请用表格软件打开并保存',
    en: 'The cell is a formula without a saved result: open and save the workbook',
  },
  'column-unknown': {
    severity: 'warning',
    zh: '不认识的列“{value}”，未导入',
    en: 'Unknown column "{value}": not imported',
  },
  'column-unnamed': {
    severity: 'warning',
    zh: '这一列有内容但没有列名，未导入',
    en: 'This column holds something but has no header: not imported',
  },
  'column-missing': {
    severity: 'error',
    zh: '缺少必需的列“{expected}”',
    en: 'The required column "{expected}" is missing',
  },
  'column-twice': { severity: 'error', zh: '列“{value}”出现两次', en: 'Column "{value}" stands twice' },
  'year-ahead': {
    severity: 'error',
    zh: '年度晚于数据日期，请核对上传时所填的数据日期',
    en: 'The year is after the day of the data: check the date given with the upload',
  },
  'file-refused': {
    severity: 'error',
    zh: '压缩包中的文件无法读取：{value}',
    en: 'A file of the archive cannot be read: {value}',
  },
  'file-passed-over': {
    severity: 'warning',
    zh: '压缩包中的这个文件里没有找到表格，已跳过，请核对它是不是工作簿',
    en: 'No table was found in this file of the archive and it was passed over: see whether it is a workbook',
  },
  'row-cut': {
    severity: 'error',
    zh: '文件在这一行中断，可能没有导出或传完整，请重新导出',
    en: 'The file breaks off within this row: it was not exported or sent whole, export it again',
  },
  'no-rows': {
    severity: 'error',
    zh: '没有找到可导入的数据行：表头应在前 30 行之内，隐藏的工作表不读取',
    en: 'No rows to import were found: the header must stand within the first 30 rows, and hidden sheets are not read',
  },
  'form-unknown': {
    severity: 'error',
    zh: '工作表“{value}”不是已知的表式',
    en: 'Sheet "{value}" is not a known form',
  },
} as const satisfies Record<string, FaultText>;
