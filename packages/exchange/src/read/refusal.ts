import { fill, Problem } from '@mingbai/core';

export interface RefusalText {
  readonly zh: string;
  readonly en: string;
  readonly fixZh: string;
  readonly fixEn: string;
}

const RESAVE = {
  fixZh: '请用 WPS 或 Excel 打开，另存为 xlsx 后再上传',
  fixEn: 'Open it in WPS or Excel, save it as xlsx and upload that',
};
const REPACK = {
  fixZh: '请解压后重新打包为普通 zip，或直接上传其中的表格',
  fixEn: 'Unpack it and pack it again as a plain zip, or upload the workbooks themselves',
};
const SPLIT = { fixZh: '请按乡镇拆分后分别上传', fixEn: 'Split it by township and upload the parts' };
const SUSPECT = {
  fixZh: '该文件不像是正常导出的表格，请联系文件提供者核实来源',
  fixEn: 'This does not look like a normal export: ask whoever sent it where it comes from',
};
const UNLOCK = {
  fixZh: '请打开后取消密码，保存后再上传',
  fixEn: 'Open it, remove the password, save and upload again',
};

/** Why a file is not read: every reason with its sentence and what to do. `{name}` and `{limit}` are filled in. */
export const REFUSALS = {
  empty: { zh: '文件是空的', en: 'the file is empty', ...RESAVE },
  'not-a-table': {
    zh: '这不是表格文件（{kind}）',
    en: 'this is not a workbook or table ({kind})',
    ...RESAVE,
  },
  'format-unsupported': {
    zh: '暂不支持此格式（{kind}）',
    en: 'this format is not supported ({kind})',
    ...RESAVE,
  },
  encrypted: { zh: '工作簿有打开密码', en: 'the workbook is locked with a password', ...UNLOCK },
  'zip-encrypted': {
    zh: '压缩包中的“{name}”有密码',
    en: '"{name}" in the archive is locked with a password',
    ...UNLOCK,
  },
  'zip-damaged': {
    zh: '压缩结构已损坏或不完整',
    en: 'the zip structure is damaged or incomplete',
    ...REPACK,
  },
  'zip-method': {
    zh: '“{name}”使用了不支持的压缩方式 {method}',
    en: '"{name}" uses compression method {method}, which is not supported',
    ...REPACK,
  },
  'zip-overlap': {
    zh: '压缩包中的文件互相重叠',
    en: 'entries of the archive overlap each other',
    ...SUSPECT,
  },
  'zip-bomb': {
    zh: '“{name}”解压后异常膨胀（上限 {limit} 倍）',
    en: '"{name}" unpacks to more than {limit} times its size',
    ...SUSPECT,
  },
  'zip-path': {
    zh: '压缩包内的文件名不安全：“{name}”',
    en: 'an unsafe file name in the archive: "{name}"',
    ...REPACK,
  },
  'zip-nested': {
    zh: '压缩包里还有压缩包：“{name}”',
    en: 'an archive inside an archive: "{name}"',
    ...REPACK,
  },
  'zip-nothing': { zh: '压缩包中没有表格', en: 'the archive holds no tables', ...REPACK },
  'too-many-entries': {
    zh: '压缩包内文件过多（上限 {limit} 个）',
    en: 'too many entries in the archive (limit {limit})',
    ...REPACK,
  },
  'too-large': {
    zh: '内容过大（上限 {limit} MB）',
    en: 'the content is too large (limit {limit} MB)',
    ...SPLIT,
  },
  'too-many-sheets': { zh: '工作表过多（上限 {limit} 个）', en: 'too many sheets (limit {limit})', ...SPLIT },
  'too-many-rows': { zh: '行数过多（上限 {limit} 行）', en: 'too many rows (limit {limit})', ...SPLIT },
  'too-many-columns': {
    zh: '第 {row} 行的列数超过上限 {limit}',
    en: 'row {row} has more than {limit} columns',
    fixZh: '请删除表格右侧多余的列',
    fixEn: 'Delete the surplus columns on the right',
  },
  'cell-too-long': {
    zh: '第 {row} 行有单元格超过 {limit} 个字',
    en: 'a cell of row {row} has more than {limit} characters',
    fixZh: '请检查该单元格（csv 文件多为引号不成对）',
    fixEn: 'Check that cell (in a csv file, usually a quote without its partner)',
  },
  'row-too-long': {
    zh: '第 {row} 行的文字超过 {limit} 个字',
    en: 'row {row} holds more than {limit} characters',
    fixZh: '请检查该行（csv 文件多为引号不成对或换行丢失）',
    fixEn: 'Check that row (in a csv file, usually a quote without its partner, or line ends that were lost)',
  },
  'too-many-strings': {
    zh: '文字总量过大（上限 {limit} MB）',
    en: 'too much text in the workbook (limit {limit} MB)',
    ...SPLIT,
  },
  'too-many-styles': {
    zh: '单元格样式过多（上限 {limit} 种）',
    en: 'too many cell styles (limit {limit})',
    ...RESAVE,
  },
  'xml-doctype': {
    zh: '文件内含有 DOCTYPE 或实体定义，可能是攻击文件',
    en: 'the file holds a DOCTYPE or entity definition and may be an attack',
    ...SUSPECT,
  },
  'xml-too-deep': { zh: '文件内部嵌套过深', en: 'the file is nested too deeply inside', ...SUSPECT },
  'xml-malformed': {
    zh: '文件内部结构有错（{part}）',
    en: 'the inside of the file is malformed ({part})',
    ...RESAVE,
  },
  'workbook-damaged': {
    zh: '工作簿缺少内部部件（{part}）',
    en: 'the workbook lacks an inner part ({part})',
    ...RESAVE,
  },
  'rows-out-of-order': {
    zh: '工作表的行号顺序混乱（第 {row} 行）',
    en: 'the rows of the sheet are out of order (row {row})',
    ...RESAVE,
  },
  'text-encoding': {
    zh: '文字编码无法识别（应为 UTF-8 或 GBK），第 {row} 行附近',
    en: 'the text encoding is neither UTF-8 nor GBK (near line {row})',
    fixZh: '请另存为“CSV UTF-8”或 xlsx',
    fixEn: 'Save it as "CSV UTF-8" or as xlsx',
  },
  'csv-quote': {
    zh: '第 {row} 行的引号没有结束',
    en: 'a quote on row {row} has no end',
    fixZh: '请检查该行的引号，或另存为 xlsx',
    fixEn: 'Check the quotes on that row, or save as xlsx',
  },
  'page-without-table': {
    zh: '这是一个网页，其中没有表格（可能是登录超时或导出出错时的页面）',
    en: 'this is a web page without a table (perhaps the page of a lapsed session or a failed export)',
    fixZh: '请重新登录导出数据的系统，再导出一次',
    fixEn: 'Sign in again to the system it came from and export once more',
  },
  'old-format-damaged': { zh: '旧格式文件无法解析', en: 'the old-format file cannot be parsed', ...RESAVE },
  'old-format-memory': {
    zh: '读取旧格式文件所需内存超过 {limit} MB',
    en: 'reading the old-format file takes more than {limit} MB of memory',
    ...RESAVE,
  },
  'old-format-time': {
    zh: '读取旧格式文件超过 {limit} 秒',
    en: 'reading the old-format file takes more than {limit} seconds',
    ...RESAVE,
  },
} as const satisfies Record<string, RefusalText>;

export type RefusalReason = keyof typeof REFUSALS;
export type RefusalDetails = Readonly<Record<string, string | number>>;

/**
 * The problem to throw. Its details carry `reason`, `detail` (English), `detailZh`, `fixEn`, `fixZh` and what the
 * sentence was filled with; `file` is added on the way up.
 */
export function refusal(reason: RefusalReason, about: RefusalDetails = {}): Problem {
  const text = REFUSALS[reason];
  return new Problem('file-refused', {
    ...about,
    reason,
    detail: fill(text.en, about),
    detailZh: fill(text.zh, about),
    fixEn: text.fixEn,
    fixZh: text.fixZh,
  });
}

/** The reason code when the error is a refusal of a reader. */
export function refusalReason(error: unknown): RefusalReason | undefined {
  if (!(error instanceof Problem) || error.code !== 'file-refused') return undefined;
  const reason = error.details['reason'];
  return typeof reason === 'string' && reason in REFUSALS ? (reason as RefusalReason) : undefined;
}

/** A workbook is an archive too, but nobody who opened one in a spreadsheet can pack it again. */
const DAMAGED_WORKBOOK = {
  detail: 'the workbook is damaged or incomplete',
  detailZh: '工作簿已损坏或没有传完整',
  fixZh: '请用 WPS 或 Excel 打开，另存为 xlsx 后再上传；打不开时请重新导出，或请发送人重新发送',
  fixEn:
    'Open it in WPS or Excel, save it as xlsx and upload that; if it does not open, export it again or ask for it again',
};

/** The same refusal, naming the file it is about. */
export function refusalInFile(problem: Problem, file: string): Problem {
  if (problem.details['file'] !== undefined) return problem;
  const workbook = refusalReason(problem) === 'zip-damaged' && /\.(?:xlsx|xlsm|et)$/i.test(file);
  return new Problem(problem.code, { ...problem.details, ...(workbook ? DAMAGED_WORKBOOK : {}), file });
}
