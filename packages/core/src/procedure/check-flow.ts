import type { Procedure, ProcedureAction } from './model.ts';
import type { ProcedureProblem } from './problem.ts';
import { reachable, reaching, waysOf } from './ways.ts';

/** States and actions: what nobody reaches, what leads nowhere, what could stand still for good. */
export function checkFlow(procedure: Procedure): ProcedureProblem[] {
  const unknown = unknownNames(procedure);
  if (unknown.length > 0) return unknown;
  return [...reachProblems(procedure), ...wayOutProblems(procedure), ...deadlineProblems(procedure)];
}

function unknownNames({ states, actions, deadlines }: Procedure): ProcedureProblem[] {
  const problems: ProcedureProblem[] = [];
  const wrong = (
    path: ProcedureProblem['path'],
    kind: 'state' | 'action' | 'deadline',
    name: string,
  ): void => {
    const zh = { state: '状态', action: '动作', deadline: '期限' }[kind];
    problems.push({ path, zh: `没有这个${zh}：${name}`, en: `There is no ${kind} “${name}”` });
  };
  if (states['new'])
    problems.push({ path: ['states', 'new'], zh: '“new”是保留名', en: '“new” stands for the beginning' });
  for (const [name, { from, to, notBy, notAfter }] of Object.entries(actions)) {
    const path = ['actions', name];
    for (const [index, one] of from.entries())
      if (one !== 'new' && !states[one]) wrong([...path, 'from', index], 'state', one);
    if (!states[to]) wrong([...path, 'to'], 'state', to);
    for (const [index, one] of notBy.entries())
      if (!actions[one]) wrong([...path, 'notBy', index], 'action', one);
    if (notAfter !== undefined && !deadlines.some(({ key }) => key === notAfter))
      wrong([...path, 'notAfter'], 'deadline', notAfter);
  }
  for (const [index, { from, until }] of deadlines.entries()) {
    for (const one of from) if (!actions[one]) wrong(['deadlines', index, 'from'], 'action', one);
    for (const [at, one] of until.entries())
      if (!states[one]) wrong(['deadlines', index, 'until', at], 'state', one);
  }
  return problems;
}

function reachProblems(procedure: Procedure): ProcedureProblem[] {
  const { states, actions } = procedure;
  const problems: ProcedureProblem[] = [];
  const ways = waysOf(procedure);
  const reached = reachable(['new'], ways);
  const ends = Object.keys(states).filter((name) => states[name]?.end !== undefined);
  const ending = reaching(ends, ways);
  if (!ways.some(({ from }) => from === 'new'))
    problems.push({
      path: ['actions'],
      zh: '没有启动动作（from: new）',
      en: 'No action begins it (from: new)',
    });
  if (!ends.some((name) => states[name]?.end === 'done'))
    problems.push({ path: ['states'], zh: '没有办成的终点（end: done）', en: 'No state ends it as done' });
  for (const [name, state] of Object.entries(states)) {
    const path = ['states', name];
    if (!reached.has(name))
      problems.push({ path, zh: `到不了状态“${state.zh}”`, en: `Nobody reaches “${state.en}”` });
    else if (!ending.has(name))
      problems.push({ path, zh: `状态“${state.zh}”走不到终点`, en: `No end is reached from “${state.en}”` });
    if (state.end !== undefined && ways.some(({ from }) => from === name))
      problems.push({
        path,
        zh: `终点“${state.zh}”之后还有动作`,
        en: `There is an action after the end “${state.en}”`,
      });
  }
  for (const [name, { zh, en, from }] of Object.entries(actions))
    if (!from.some((state) => reached.has(state)))
      problems.push({ path: ['actions', name], zh: `动作“${zh}”用不上`, en: `“${en}” can never be taken` });
  return problems;
}

/** What may fail (a vote, a judgement, a notice with a right objection) needs another way out beside it. */
function wayOutProblems({ states, actions }: Procedure): ProcedureProblem[] {
  const problems: ProcedureProblem[] = [];
  for (const [name, { zh, en, end, notice }] of Object.entries(states)) {
    if (end !== undefined) {
      if (notice)
        problems.push({ path: ['states', name, 'notice'], zh: '终点不能公示', en: 'An end has no notice' });
      continue;
    }
    const path = ['states', name];
    const out = Object.values(actions).filter(({ from, to }) => from.includes(name) && to !== name);
    if (notice && notice.columns.includes('outcome') !== (notice.proposes !== undefined))
      problems.push({
        path: ['states', name, 'notice', 'proposes'],
        zh: '公示表有“拟认定结果”一列，就要写明拟认定为什么；没有这一列则不写',
        en: 'A notice says what is proposed where its columns have the outcome, and only there',
      });
    if (notice && !out.some(({ afterNotice }) => afterNotice))
      problems.push({
        path,
        zh: `“${zh}”公示期满后没有出路`,
        en: `Nothing leads out of “${en}” once its notice has run`,
      });
    if (notice && out.length < 2)
      problems.push({
        path,
        zh: `“${zh}”公示期间异议成立时没有出路`,
        en: `Nothing leads out of “${en}” when an objection is right`,
      });
    if (out.length > 0 && out.every(mayFail))
      problems.push({
        path,
        zh: `“${zh}”在表决或判断不通过时没有出路`,
        en: `Nothing leads out of “${en}” when the vote or the judgement fails`,
      });
  }
  for (const [name, { afterNotice, from }] of Object.entries(actions)) {
    const bare = afterNotice ? from.find((state) => !states[state]?.notice) : undefined;
    if (bare === undefined) continue;
    const { zh, en } = states[bare] ?? { zh: '启动', en: 'The beginning' };
    problems.push({
      path: ['actions', name, 'afterNotice'],
      zh: `“${zh}”没有公示`,
      en: `“${en}” has no notice`,
    });
  }
  return problems;
}

function mayFail({ vote, judges, notAfter }: ProcedureAction): boolean {
  return vote?.outcome === 'carried' || judges?.must !== undefined || notAfter !== undefined;
}

function deadlineProblems(procedure: Procedure): ProcedureProblem[] {
  const ways = waysOf(procedure);
  return procedure.deadlines.flatMap(({ key, zh, en, from, until }, index): ProcedureProblem[] => {
    const path = ['deadlines', index];
    const begun = from.flatMap((name) => procedure.actions[name]?.to ?? []);
    const reached = reachable(begun, ways);
    if (begun.some((state) => until.includes(state)))
      return [{ path, zh: `期限“${zh}”一开始就结束了`, en: `“${en}” ends where it begins` }];
    if (!until.some((state) => reached.has(state)))
      return [
        {
          path: [...path, 'until'],
          zh: `期限“${zh}”到不了结束状态`,
          en: `Nothing that ends “${en}” is reached`,
        },
      ];
    const twice = procedure.deadlines.findIndex((other) => other.key === key) !== index;
    return twice ? [{ path: [...path, 'key'], zh: `期限“${key}”重复`, en: `The key “${key}” is taken` }] : [];
  });
}
