import type { Citation, Parameter, Rule, RuleSet } from '@mingbai/policy';
import { table } from '../handbook/table.ts';

const SEVERITY = {
  error: '必须整改 error',
  warning: '需要核实 warning',
  notice: '提示 notice',
} as const;
const SUBJECT = { person: '人', household: '户', village: '村' } as const;
const QUALITY = { official: '正式', reported: '转述', inferred: '推定' } as const;

function head({ rules, parameters }: RuleSet, families: number): string {
  const of = (severity: Rule['severity']) => rules.filter((rule) => rule.severity === severity).length;
  return `# 数据核查规则 · Data rules

由 \`policy/data-rules\`、\`policy/parameters\` 生成，请勿手工修改：改规则请改那里的 YAML，再运行 \`npm run generate\`。
Generated from \`policy/data-rules\` and \`policy/parameters\` by \`scripts/data-rules.ts\`; do not edit.

- 共 ${rules.length} 条，${families} 类：必须整改 ${of('error')} 条，需要核实 ${of('warning')} 条，提示 ${of('notice')} 条；参数 ${parameters.size} 个。 ${rules.length} rules in ${families} families, ${parameters.size} parameters.
- 命中是线索，不是结论：先核实，再整改；确属特殊情况的说明理由，申请排除。 A hit is a lead, not a verdict: look first; what is so for a reason is dismissed with that reason.
- 空白不等于“否”：除必填类外，没有填的不算命中。 A blank is no answer: but for the mandatory items it does not hit.
- 出处后注明：正式（政府文件、国家标准）、转述（基层在用或见诸报道，未见原文）、推定（由字段含义推定）。 Sources are official, reported, or inferred.
- 每条规则都附有命中和不命中的案例，载入时逐一验算，验算不符的不运行。 Each rule carries cases that hit and that do not; one that does not do as its cases say does not run.
`;
}

/** The whole of docs/data-rules.md. */
export function dataRules(set: RuleSet): string {
  const families = [...new Map(set.rules.map(({ family }) => [family.id, family])).values()];
  return [
    head(set, families.length),
    ...families.flatMap(({ id, zh, en }) => {
      const own = set.rules.filter(({ family }) => family.id === id);
      return [`## ${id} ${zh} · ${en}（${own.length}）\n`, `${rulesTable(own)}\n`];
    }),
    '## 参数 · Parameters\n',
    '取数：先取最近地区，再取不晚于当日的最后一个值；没有值的，用到它的规则不命中。 The nearest region wins, then the latest value not after the day; without a value a rule that needs it does not hit.\n',
    `${parametersTable([...set.parameters.values()])}\n`,
  ].join('\n');
}

function rulesTable(rules: readonly Rule[]): string {
  return table(
    ['编号', '规则', 'rule', '对象', '级别', '怎么办', '适用', '出处'],
    rules.map((rule) => [
      rule.id,
      rule.zh,
      rule.en,
      SUBJECT[rule.subject],
      SEVERITY[rule.severity],
      rule.fix.zh,
      appliesWhen(rule),
      cited(rule.source),
    ]),
  );
}

function appliesWhen({ from, to, regions, files }: Rule): string {
  return [
    from === null ? '' : `${from} 起`,
    to === null ? '' : `至 ${to}`,
    regions === null ? '' : regions.join('、'),
    files ? '仅核查文件 files only' : '',
  ]
    .filter((part) => part !== '')
    .join('；');
}

function parametersTable(parameters: readonly Parameter[]): string {
  return table(
    ['名称', 'name', '值', '地区', '自', '口径', '出处'],
    parameters.flatMap(({ zh, en, unit = '', base = '', values }) =>
      values.map((one) => [
        zh,
        en,
        `${one.value} ${unit}`.trim(),
        /^0+$/.test(one.region) ? '全国' : one.region,
        one.from,
        base,
        cited({ ...one.source, quality: one.quality }),
      ]),
    ),
  );
}

function cited({ zh, quality }: Citation): string {
  return `${zh}（${QUALITY[quality]}）`;
}
