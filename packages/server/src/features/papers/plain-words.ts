import {
  dayText,
  fieldOf,
  fieldsOf,
  columnOf,
  type PaperFacts,
  type PaperRow,
  paperText,
} from '@mingbai/core';
import type { StoredPage } from '@mingbai/store';

/** The six groups of the handbook, and which categories of the register go into each. */
const GROUPS = [
  { name: '雨露计划和教育', items: ['education', 'schooling'] },
  { name: '小额信贷和金融', items: ['finance'] },
  { name: '易地搬迁', items: ['relocation'] },
  { name: '产业和就业', items: ['industry', 'employment', 'public_post'] },
  { name: '基础设施', items: ['infrastructure', 'housing', 'water', 'living'] },
  { name: '公共服务和社会事业', items: ['health', 'security', 'society'] },
] as const;

/** Each category of help in which something was done. */
export function helpRows(measures: StoredPage['measures']): PaperRow[] {
  const words = wordsOf(measures);
  return fieldsOf('measure').flatMap((field): PaperRow[] => {
    const text = words.get(columnOf(field)) ?? '';
    return text === '' ? [] : [{ 类别: field.zh, 措施: text }];
  });
}

function wordsOf(measures: StoredPage['measures']): Map<string, string> {
  return new Map(measures.map(({ item, chosen }) => [item, paperText(fieldOf(`measure.${item}`), chosen)]));
}

export function measureFacts(measures: StoredPage['measures']): PaperFacts {
  const words = wordsOf(measures);
  return {
    六类措施: GROUPS.map(({ name, items }) => ({
      类别: name,
      措施: items
        .map((item) => words.get(item) ?? '')
        .filter((text) => text !== '')
        .join('；'),
    })),
    帮扶措施: helpRows(measures),
  };
}

/** Why the household is in the register, as one would tell it to the household. */
export function whyWords(page: StoredPage): string {
  const { values } = page.household;
  const of = (column: string): string => paperText(fieldOf(`household.${column}`), values[column]);
  const said: string[] = [];
  const since = of('identified_on');
  const kind = of('poverty_class') || of('household_type');
  const cause = of('main_cause');
  if (kind !== '' || cause !== '')
    said.push(
      `${since === '' ? '' : `${since}起，`}${cause === '' ? '' : `因为“${cause}”等原因，`}我家登记为${kind === '' ? '帮扶对象' : `“${kind}”`}。`,
    );
  const left = of('exited_on');
  if (left !== '' && values['exit_state'] === 'exited') said.push(`${left}脱贫，原有的帮扶政策按规定继续。`);
  const monitored = of('monitor_class');
  if (monitored !== '') said.push(monitorWords(page, monitored));
  return said.join('');
}

function monitorWords(page: StoredPage, monitored: string): string {
  const open = page.risk.filter(({ values }) => values['removed'] !== true);
  const risks = [...new Set(open.map(({ values }) => paperText(fieldOf('risk.risks'), values['risks'])))]
    .filter((text) => text !== '')
    .join('、');
  const [first] = open;
  const month = first?.values['identified_month'];
  const since = typeof month === 'string' ? dayText(month).replace(/月.*$/, '月') : '';
  if (open.length === 0) return `曾是监测对象（${monitored}），风险已经消除。`;
  return `${since === '' ? '' : `${since}起，`}我家是监测对象（${monitored}）${risks === '' ? '' : `，要防的风险：${risks}`}。`;
}
