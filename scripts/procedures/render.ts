import {
  findField,
  type Procedure,
  type ProcedureAction,
  type ProcedureEffect,
  questionWords,
  ROLES,
  startsWhen,
  type Span,
} from '@mingbai/core';
import type { CalendarFile, LoadedProcedure } from '@mingbai/policy';
import { table } from '../handbook/table.ts';
import { drawn } from './drawn.ts';

const QUALITY = { official: '正式', reported: '转述', inferred: '推定' } as const;
const SUBJECT = { household: '户', village: '村', county: '县' } as const;
const PLACE = { group: '组', village: '村', township: '乡镇', county: '县' } as const;

/** The whole of docs/procedures.md. */
export function procedureBook(
  procedures: readonly LoadedProcedure[],
  calendars: readonly CalendarFile[],
): string {
  return [
    head(procedures.length),
    `${table(
      ['程序', 'procedure', '对象', '地区', '自', '编号'],
      procedures.map(({ procedure, region }) => [
        procedure.zh,
        procedure.en,
        SUBJECT[procedure.subject],
        areaOf(region),
        procedure.from,
        `\`${procedure.id}\``,
      ]),
    )}\n`,
    ...procedures.map(chapter),
    '## 节假日历 · Calendars\n',
    '工作日按国务院办公厅每年的通知计算；没有某年日历时按周末推算，并在首页提示。 Working days go by the State Council’s yearly notice; a year without a calendar is counted by weekends, and says so.\n',
    `${calendarTable(calendars)}\n`,
  ].join('\n');
}

function head(count: number): string {
  return `# 程序 · Procedures

由 \`policy/procedures\`、\`policy/calendars\` 生成，请勿手工修改：改程序请改那里的 YAML，再运行 \`npm run generate\`。
Generated from \`policy/procedures\` and \`policy/calendars\` by \`scripts/procedures.ts\`; do not edit.

- 共 ${count} 项。同一编号按地区和日期取用：先取最近地区，再取不晚于当日的最后一版；办理中的事项始终按启动时的那一版。 ${count} procedures. Of one id the nearest region’s latest holds; a case keeps the text it began with.
- 公示期未满、异议未答复、材料不全、表决未通过、日期不对的，系统不予办理并说明理由和办法。 What is too early, objected to, not complete, not carried or out of order is refused, with the reason and what to do.
- 期限：第一天不算；写“工作日”的按国务院公布的节假日历计算。逾期的出现在上一级的待办中。 The first day does not count; working days are those of the official calendar. What is late shows in the queue of the level above.
- 写法见 [policy/README.md](../policy/README.md)，为什么这样设计见 [0122](adr/0122-procedures.md)。
`;
}

function chapter({ procedure, region, version, file }: LoadedProcedure): string {
  const { zh, en, summary, source, quality, from, to, states, deadlines } = procedure;
  const notices = Object.values(states).filter((state) => state.notice);
  const facts = [
    `\`policy/${file}\`，版本 version \`${version}\``,
    `地区 region：${areaOf(region)}；适用 from ${from}${to === undefined ? '' : ` 至 to ${to}`}`,
    ...startsWhen(procedure).map(
      (one) => `启动条件 condition：${one.zh} · ${one.en}，\`${one.if.replace(/\s+/g, ' ').trim()}\``,
    ),
    ...(procedure.once ? ['办结后不再重复办理 once completed, not begun again'] : []),
    `出处 source：${source.zh}（${QUALITY[quality]}） · ${source.en}`,
  ];
  return [
    `## ${zh} · ${en}\n`,
    `${summary.zh} ${summary.en}\n`,
    `${facts.map((fact) => `- ${fact}`).join('\n')}\n`,
    `${drawn(procedure)}\n`,
    `${actionTable(procedure)}\n`,
    ...(notices.length === 0
      ? []
      : [
          `${table(
            ['公示', 'notice', '范围', '天数'],
            notices.map(({ notice }) => [
              notice?.zh ?? '',
              notice?.en ?? '',
              notice ? PLACE[notice.place] : '',
              notice ? spanOf(notice.period) : '',
            ]),
          )}\n`,
        ]),
    ...(deadlines.length === 0
      ? []
      : [
          `${table(
            ['期限', 'deadline', '起算', '长度', '逾期提醒'],
            deadlines.map((one) => [
              one.zh,
              one.en,
              one.from.map((name) => procedure.actions[name]?.zh ?? name).join('、'),
              spanOf(one.within),
              one.escalate.map((role) => ROLES[role].zh).join('、'),
            ]),
          )}\n`,
        ]),
  ].join('\n');
}

function actionTable({ actions, states }: Procedure): string {
  return table(
    ['动作', 'action', '从', '到', '由谁', '要填', '材料', '条件', '写入登记'],
    Object.values(actions).map((action) => [
      action.zh,
      action.en,
      action.from.map((name) => states[name]?.zh ?? '（启动）').join('、'),
      states[action.to]?.zh ?? action.to,
      action.by.map((role) => ROLES[role].zh).join('、'),
      action.form
        .map((question) => `${questionWords(question).zh}${question.required ? '' : '（可空）'}`)
        .join('、'),
      action.evidence
        .map(({ zh, least, later }) => `${zh}${later ? '（可后补）' : least === 0 ? '（可无）' : ''}`)
        .join('、'),
      conditions(action, actions),
      action.writes.map(written).join('；'),
    ]),
  );
}

function conditions(action: ProcedureAction, actions: Procedure['actions']): string {
  const { vote, afterNotice, reason, judges, notBy, settles } = action;
  return [
    vote &&
      `表决：到会 ≥ ${vote.quorum.part}/${vote.quorum.of}，赞成 ${vote.majority.strict ? '>' : '≥'} ${vote.majority.part}/${vote.majority.of}${vote.outcome === 'lost' ? '（未达到）' : ''}`,
    afterNotice && '公示期满、异议已答复',
    judges && (judges.must === undefined ? `附“${judges.decision}”结论` : `“${judges.decision}”须通过`),
    settles && '后补材料已齐',
    reason && '写明理由',
    notBy.length > 0 && `不得与“${notBy.map((name) => actions[name]?.zh ?? name).join('、')}”同一人`,
  ]
    .filter((part) => typeof part === 'string')
    .join('；');
}

function written(effect: ProcedureEffect): string {
  switch (effect.do) {
    case 'set':
      return Object.keys(effect.fields)
        .map((key) => findField(key)?.zh ?? key)
        .join('、');
    case 'person.add':
      return '增加成员';
    case 'person.leave':
      return '减少成员';
    case 'household.open':
      return '建户（未登记的）';
    case 'household.split':
      return '分为两户';
    case 'household.merge':
      return '并为一户';
    case 'income.set':
    case 'measure.set':
      return `${effect.do === 'income.set' ? '收入' : '帮扶措施'}：${Object.keys(effect.fields)
        .map((key) => findField(key)?.zh ?? key)
        .join('、')}`;
    case 'measure.end':
      return '终止帮扶措施';
    case 'responsible.add':
      return '确定帮扶责任人';
    case 'responsible.end':
      return '帮扶责任人卸任';
  }
}

function spanOf({ days, count, last }: Span): string {
  const unit = count === 'working' ? '个工作日' : '天';
  return `${days} ${unit}${last === 'next-working-day' ? '（末日遇休息日顺延）' : ''}`;
}

function areaOf(region: string): string {
  return /^0+$/.test(region) ? '全国' : region;
}

function calendarTable(calendars: readonly CalendarFile[]): string {
  return table(
    ['年', '节日', 'holiday', '放假', '上班', '出处'],
    calendars.flatMap(({ year, holidays, source }) =>
      holidays.map(({ zh, en, from, to, work }, index) => [
        String(year),
        zh,
        en,
        from === to ? from : `${from} 至 ${to}`,
        work.join('、'),
        index === 0 ? source.zh : '',
      ]),
    ),
  );
}
