import { checkProcedure, foldCase, judgeAction, type Procedure, stepCase } from '@mingbai/core';
import { compile, toFacts } from '@mingbai/policy-engine';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadDecisions } from '../decisions/library.ts';
import { readBundle } from '../load/bundle.ts';
import { loadRules } from '../load/load-rules.ts';
import { factsOf } from '../vocabulary/facts-of.ts';
import { vocabularyOf } from '../vocabulary/vocabulary.ts';
import { loadCalendars } from './calendars.ts';
import { loadProcedures } from './library.ts';
import { rightAsk } from './testing/right-ask.ts';

const bundle = await readBundle();
const { parameters } = loadRules(bundle);
const { calendar } = loadCalendars(bundle);
const { procedures } = loadProcedures(bundle, await loadDecisions(parameters));

const byFile = new Map(procedures.map(({ file, procedure }) => [file, procedure]));

/** A procedure with one thing changed as a hurried hand changes it. */
function harmed(procedure: Procedure, how: number, which: number): Procedure {
  const names = Object.keys(procedure.actions);
  const name = names[which % names.length] ?? '';
  const action = procedure.actions[name];
  const states = Object.keys(procedure.states);
  if (!action) return procedure;
  const { [name]: _, ...others } = procedure.actions;
  const turns: readonly (() => Procedure['actions'])[] = [
    () => others,
    () => ({ ...others, [name]: { ...action, to: states[which % states.length] ?? '' } }),
    () => ({ ...others, [name]: { ...action, from: [states[which % states.length] ?? 'new'] } }),
    () => ({ ...others, [name]: { ...action, form: action.form.toSpliced(which % 3, 1) } }),
    () => ({ ...others, [name]: { ...action, afterNotice: !action.afterNotice } }),
    () => ({ ...others, [name]: { ...action, from: [...new Set([...action.from, 'new' as const])] } }),
  ];
  return { ...procedure, actions: turns[how % turns.length]?.() ?? procedure.actions };
}

test('whatever the check lets pass never stands still, and writes nothing that nobody was asked', () => {
  let passed = 0;
  let refused = 0;
  fc.assert(
    fc.property(
      fc.constantFrom(...byFile.keys()),
      fc.nat(5),
      fc.nat(200),
      fc.array(fc.nat(99), { minLength: 5, maxLength: 25 }),
      (file, how, which, picks) => {
        const right = byFile.get(file);
        if (!right) throw new Error(file);
        const procedure = harmed(right, how, which);
        if (checkProcedure(procedure).length > 0) {
          refused += 1;
          return;
        }
        passed += 1;
        let folded = foldCase(procedure, []);
        for (const pick of picks) {
          if (folded.ended !== null) break;
          const fitting = Object.entries(procedure.actions).filter(
            ([, { from, notAfter }]) => from.includes(folded.state) && notAfter === undefined,
          );
          expect(fitting.length, `${procedure.id} stands still at ${folded.state}`).toBeGreaterThan(0);
          const [name, action] = fitting[pick % fitting.length] ?? ['', undefined];
          const { asked, context } = rightAsk(procedure, folded, name, calendar);
          const judged = judgeAction(procedure, folded, asked, context);
          if (!judged.accepted || !action) throw new Error(`${procedure.id}: ${name}`);
          folded = stepCase(procedure, folded, {
            ...asked,
            n: folded.n + 1,
            at: context.now,
            given: judged.given,
          });
          for (const key of action.writes.flatMap(keysOf)) expect(folded.given, name).toHaveProperty(key);
        }
      },
    ),
    { numRuns: 800 },
  );
  // Both happen, or this test tells nothing.
  expect(Math.min(passed, refused)).toBeGreaterThan(100);
});

function keysOf(effect: Procedure['actions'][string]['writes'][number]): string[] {
  if ('fields' in effect)
    return Object.values(effect.fields).flatMap((value) =>
      typeof value === 'object' && value !== null && 'given' in value ? [value.given] : [],
    );
  if (effect.do === 'household.merge') return [effect.other];
  if (effect.do === 'measure.end') return effect.which === undefined ? [] : [effect.which];
  return [effect.who, ...(effect.do === 'household.split' && effect.head !== undefined ? [effect.head] : [])];
}

describe('conditions for beginning', () => {
  const vocabulary = vocabularyOf(factsOf('household', parameters));
  const holds = (id: string, facts: Readonly<Record<string, string | number | boolean | null>>): unknown => {
    const starts = procedures.find(({ procedure }) => procedure.id === id)?.starts;
    const read = toFacts(vocabulary, { 成员: [{ 姓名: '甲' }], ...facts });
    if (!starts || !read.ok) throw new Error(id);
    return starts.every(({ expression }) => compile(expression)(read.facts, {}) === true);
  };
  const watched = {
    监测对象类别: '脱贫不稳定户',
    风险是否已消除: false,
    识别监测时间: '2026-05-01',
    检查日: '2026-11-22',
    风险消除稳定月数: 6,
    帮扶措施类数: 1,
    整户无劳动能力兜底保障户: null,
  };

  test.each([
    ['half a year and a measure', {}, true],
    ['five months', { 识别监测时间: '2026-06-01' }, false],
    ['no measure', { 帮扶措施类数: 0 }, false],
    ['nobody who can work', { 整户无劳动能力兜底保障户: true }, false],
    ['removed already', { 风险是否已消除: true }, false],
    ['not under watch', { 监测对象类别: null }, false],
  ])('a risk is removed with %s: %s', (_, more, expected) =>
    expect(holds('risk-removal', { ...watched, ...more })).toBe(expected),
  );

  test.each([
    ['monitoring', null, null, true],
    ['monitoring', '边缘易致贫户', false, false],
    ['monitoring', '边缘易致贫户', null, false],
    ['green-channel', '边缘易致贫户', true, true],
  ])('%s of a household watched as %s, removed: %s: %s', (id, kind, removed, expected) =>
    expect(holds(id, { 监测对象类别: kind, 风险是否已消除: removed })).toBe(expected),
  );

  test.each([
    ['household-exit', '未脱贫', true],
    ['household-exit', '返贫', true],
    ['household-exit', '已脱贫', false],
    ['return-to-poverty', '已脱贫', true],
    ['return-to-poverty', '未脱贫', false],
    ['correct-exit', '已脱贫', true],
    ['correct-identification', '未脱贫', true],
    ['identification', null, true],
    ['identification', '未脱贫', false],
  ])('%s of a household that is %s: %s', (id, state, expected) =>
    expect(holds(id, { 脱贫属性: state })).toBe(expected),
  );
});
