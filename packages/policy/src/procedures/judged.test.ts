import { foldCase, judgeAction, type Procedure, regionCode, stepCase } from '@mingbai/core';
import type { Json } from '@mingbai/policy-engine';
import { describe, expect, test } from 'vitest';
import { decide } from '../decisions/decide.ts';
import { findDecision } from '../decisions/find.ts';
import { loadDecisions } from '../decisions/library.ts';
import { plain } from '../decisions/plain.ts';
import { readBundle } from '../load/bundle.ts';
import { loadRules } from '../load/load-rules.ts';
import { loadCalendars } from './calendars.ts';
import { findProcedure, loadProcedures } from './library.ts';
import { rightAsk } from './testing/right-ask.ts';

const bundle = await readBundle();
const decisions = await loadDecisions(loadRules(bundle).parameters);
const { calendar } = loadCalendars(bundle);
const library = loadProcedures(bundle, decisions);
const COUNTY = regionCode('411525');

/** Walks a procedure by right actions to the one that is judged, and judges it by the decision itself on these answers. */
function judged(id: string, way: readonly string[], answers: Readonly<Record<string, Json>>): string {
  const procedure = findProcedure(library, id, COUNTY, '2026-11-22')?.procedure;
  if (!procedure) throw new Error(id);
  let folded = foldCase(procedure, []);
  let outcome = '';
  for (const [index, name] of way.entries()) {
    const { asked, context } = rightAsk(procedure, folded, name, calendar);
    const form = procedure.actions[name]?.form ?? [];
    const own = Object.entries(answers).filter(([key]) => form.some((question) => question.key === key));
    const given = { ...asked.given, ...Object.fromEntries(own) };
    const judgement = judge(procedure, name, { ...folded.given, ...given }, asked.on);
    const result = judgeAction(procedure, folded, { ...asked, given }, { ...context, judgement });
    outcome = result.accepted ? result.state : result.refusal.code;
    if (!result.accepted && index < way.length - 1) throw new Error(`${name}: ${outcome}`);
    if (result.accepted)
      folded = stepCase(procedure, folded, {
        ...asked,
        n: folded.n + 1,
        at: context.now,
        given: result.given,
      });
  }
  return outcome;
}

function judge({ actions }: Procedure, name: string, given: Readonly<Record<string, unknown>>, on: string) {
  const asked = actions[name]?.judges;
  if (!asked) return undefined;
  const found = findDecision(decisions, asked.decision, COUNTY, on);
  if (typeof found === 'string') throw new Error(found);
  const facts = Object.values(actions).flatMap(({ form }) =>
    form.flatMap(({ key, fact }) => (fact === undefined || !(key in given) ? [] : [[fact, given[key]]])),
  );
  const decided = decide(decisions, found, Object.fromEntries(facts), { region: COUNTY, on });
  return 'value' in decided
    ? { result: plain(decided.value, decided.decision.node.item.type) }
    : { result: null, why: { zh: '事实不全', en: 'facts' } };
}

describe('a household leaves poverty', () => {
  const exit = (answers: Readonly<Record<string, Json>>): string =>
    judged('household-exit', ['propose', 'verify', 'household-agrees'], {
      'per-capita-income': 5000,
      ...answers,
    });

  test.each<[string, Readonly<Record<string, Json>>, string]>([
    ['with all of it there', {}, 'village-notice'],
    ['not when nobody signed', { signed: false }, 'judgement'],
    ['not when the house is not safe', { housing: false }, 'judgement'],
    ['not when it earns too little', { 'per-capita-income': 2000 }, 'judgement'],
  ])('%s', (_, answers, outcome) => expect(exit(answers)).toBe(outcome));
});

describe('a village leaves poverty', () => {
  const exit = (answers: Readonly<Record<string, Json>>): string =>
    judged('village-exit', ['apply', 'verify'], {
      'poor-people': 19,
      population: 1000,
      'in-the-west': false,
      ...answers,
    });

  test.each<[string, Readonly<Record<string, Json>>, string]>([
    ['below two in a hundred', {}, 'passed'],
    ['not with three in a hundred', { 'poor-people': 30 }, 'judgement'],
    ['in the west with less than three', { 'poor-people': 29, 'in-the-west': true }, 'passed'],
    ['not without a road', { 'paved-road': false }, 'judgement'],
  ])('%s', (_, answers, outcome) => expect(exit(answers)).toBe(outcome));
});

describe('a county leaves poverty', () => {
  const exit = (answers: Readonly<Record<string, Json>>): string =>
    judged('county-exit', ['propose', 'city-agree', 'provincial-check'], {
      registered: 1500,
      'wrongly-exited': 300,
      missed: 200,
      population: 100_000,
      'exited-surveyed': 1000,
      'exited-wrong': 20,
      'unregistered-surveyed': 1000,
      'unregistered-missed': 20,
      recognising: 900,
      surveyed: 1000,
      'in-the-west': false,
      ...answers,
    });

  test.each<[string, Readonly<Record<string, Json>>, string]>([
    ['with exactly two and ninety in a hundred', {}, 'checked'],
    ['not with one more missed', { missed: 201 }, 'judgement'],
    ['not with one more wrong exit in the sample', { 'exited-wrong': 21 }, 'judgement'],
    ['not with one household less that recognises it', { recognising: 899 }, 'judgement'],
    ['not when nobody was surveyed', { surveyed: 0 }, 'judgement'],
  ])('%s', (_, answers, outcome) => expect(exit(answers)).toMatch(new RegExp(`^${outcome}`)));
});
