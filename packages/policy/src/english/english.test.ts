import { CODE_LISTS } from '@mingbai/core';
import { expressionsOf, tablesOf } from '@mingbai/policy-engine/dmn';
import { walk } from '@mingbai/policy-engine';
import { beforeAll, expect, test } from 'vitest';
import { readCases } from '../decisions/cases.ts';
import {
  type DecisionLibrary,
  loadDecisions,
  type PolicyModel,
  readPolicyModel,
} from '../decisions/library.ts';
import { inputsOf, vocabularyOfDecision } from '../decisions/inputs.ts';
import { readBundle } from '../load/bundle.ts';
import { loadParameters } from '../load/load-parameters.ts';
import { englishTable } from './table.ts';

const HAN = /\p{Script=Han}/u;
let library: DecisionLibrary;

beforeAll(async () => {
  library = await loadDecisions(loadParameters(await readBundle()).parameters);
});

/** Texts that a model tests for, answers or allows, and the documents it cites. */
function textsOf({ program, model }: PolicyModel): readonly string[] {
  const texts = new Set<string>();
  for (const node of program.nodes.values()) {
    if (!('logic' in node) || !node.logic) continue;
    for (const expression of expressionsOf(node.logic))
      walk(expression, (each) => void (each.kind === 'string' && texts.add(each.value)));
  }
  const allowed = model.items.flatMap(({ allowedValues, components }) => [
    allowedValues,
    ...components.map((each) => each.allowedValues),
  ]);
  for (const said of allowed)
    for (const [, text = ''] of (said ?? '').matchAll(/"([^"]*)"/g)) texts.add(text);
  for (const { table } of tablesOf(program))
    for (const { annotations } of table.rules)
      for (const { heading, text } of annotations) if (heading === '依据') texts.add(text);
  return [...texts].filter((text) => HAN.test(text));
}

test('every outcome of the shipped models, and every text they test for, has its English', () => {
  expect(library.models.length).toBeGreaterThanOrEqual(20);
  const texts = library.models.flatMap((model) => textsOf(model).map((text) => ({ model, text })));
  expect(new Set(texts.map(({ text }) => text)).size).toBeGreaterThan(100);
  const missing = texts.filter(({ model, text }) => HAN.test(model.english.say(text, 'value') ?? text));
  expect(missing.map(({ model, text }) => `${model.file}: ${text}`)).toEqual([]);
});

test('every decision, fact, entry and column of the shipped models has its English', () => {
  const missing = library.models.flatMap((model) => {
    const { program, english } = model;
    const decisions = [...program.nodes.values()].flatMap((node) =>
      node.kind === 'decision' ? [{ model, node }] : [],
    );
    const names = decisions.flatMap((decision) => [
      decision.node.name,
      ...Object.keys(vocabularyOfDecision(decision, library)),
      ...inputsOf(decision).map(({ name }) => name),
    ]);
    const headings = tablesOf(program).flatMap(({ table }) => [
      // Without a heading of its own a column is headed by its expression, which is said in words.
      ...table.inputs.flatMap(({ label, expression }) =>
        label.length === expression.to - expression.from && expression.kind !== 'fact' ? [] : [label],
      ),
      ...table.outputs.map(({ label }) => label),
    ]);
    return [...names, ...headings]
      .filter((name) => HAN.test(name) && HAN.test(english.say(name, 'name') ?? name))
      .map((name) => `${model.file}: ${name}`);
  });
  expect([...new Set(missing)]).toEqual([]);
});

test('the table says nothing that a code list says, and nothing that nobody asks for', async () => {
  const { values } = await englishTable();
  const labels = new Map<string, Set<string>>();
  for (const { codes } of CODE_LISTS)
    for (const { zh, en } of codes) labels.set(zh, (labels.get(zh) ?? new Set()).add(en));
  expect([...values.keys()].filter((text) => labels.get(text)?.size === 1)).toEqual([]);
  const used = new Set(library.models.flatMap(textsOf));
  const cases = JSON.stringify((await readCases()).map(({ facts, result }) => [facts, result]));
  const idle = [...values.keys()].filter(
    (text) => !used.has(text) && !cases.includes(`"${text}"`) && (labels.get(text)?.size ?? 0) < 2,
  );
  expect(idle).toEqual([]);
});

test('a county’s own model without English words stays as it is written, the outcome in quotes', async () => {
  const xml = `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="m" name="补" namespace="urn:m"><decision id="d" name="补"><variable name="补"/><literalExpression><text>"发米"</text></literalExpression></decision></definitions>`;
  const read = await readPolicyModel('decisions/m.dmn', xml, library.parameters);
  if ('problems' in read) throw new Error(JSON.stringify(read.problems));
  expect([read.english.say('补', 'name'), read.english.say('发米', 'value')]).toEqual([undefined, undefined]);
  expect(read.english.say('元/亩', 'unit')).toBe('yuan/mu');
});
