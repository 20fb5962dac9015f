import { evaluate } from '@mingbai/policy-engine';
import { describe, expect, test } from 'vitest';
import { readBundle } from '../load/bundle.ts';
import { fillMessage } from '../load/message.ts';
import { loadRules } from '../load/load-rules.ts';
import { vocabularyOf } from '../vocabulary/vocabulary.ts';
import { factsOf } from '../vocabulary/facts-of.ts';
import { readCase } from './case-facts.ts';

const { rules, quarantined, parameters } = loadRules(await readBundle());
const families = [...new Map(rules.map(({ family }) => [family.id, family])).values()];

test('no rule, parameter or source that comes with the house is quarantined', () => {
  expect(quarantined.map(({ file, id, problems }) => `${file} ${id}: ${problems[0]?.zh}`)).toEqual([]);
});

test('there are eleven families, and rules enough in each', () => {
  expect(families.map(({ id }) => id)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  for (const { id } of families)
    expect(rules.filter(({ family }) => family.id === id).length).toBeGreaterThanOrEqual(14);
});

describe.each(families)('$id $zh', ({ id }) => {
  const own = rules.filter(({ family }) => family.id === id);

  test('every case is judged as it says', () => {
    const wrong = own.flatMap(({ id: rule, subject, expression, cases, from, to }) => {
      const facts = factsOf(subject, parameters);
      const view = { facts, vocabulary: vocabularyOf(facts), parameters, from, to };
      return (['hits', 'misses'] as const).flatMap((kind) =>
        cases[kind].flatMap((written, index) => {
          const read = readCase(written, view);
          if (!read.ok) return [`${rule} ${kind} ${index + 1}: ${read.problems[0]?.zh}`];
          const inTime = (from ?? '') <= read.day && read.day <= (to ?? '9999');
          const hit = inTime && evaluate(expression, read.values) === true;
          return hit === (kind === 'hits')
            ? []
            : [`${rule} ${kind} ${index + 1}: ${JSON.stringify(written)}`];
        }),
      );
    });
    expect(wrong).toEqual([]);
  });

  test('the message of the first hit says no braces, and the facts it names', () => {
    for (const { subject, cases, message, from, to } of own) {
      const facts = factsOf(subject, parameters);
      const view = { facts, vocabulary: vocabularyOf(facts), parameters, from, to };
      const read = readCase(cases.hits[0] ?? {}, view);
      if (!read.ok) throw new Error(read.problems[0]?.en);
      for (const language of ['zh', 'en'] as const)
        expect(fillMessage(message[language], language, facts, read.values)).not.toMatch(
          /[{}]|null|undefined/,
        );
    }
  });
});

test('English texts are English: Chinese stands in them as a fact of the hit or as the number of a document', () => {
  const chinese = rules.flatMap(({ id, en, message, fix, family, source }) =>
    [en, message.en, fix.en, family.en, source.en]
      .map((text) => text.replaceAll(/\{[^}]*\}/g, '').replaceAll(/\S+〔\d{4}〕\d+号/g, ''))
      .filter((text) => /[\u4e00-\u9fff]/.test(text))
      .map((text) => `${id} ${text}`),
  );
  expect(chinese).toEqual([]);
});

test('no two rules ask the same', () => {
  const asked = new Map<string, string>();
  const same = rules.filter(({ id, subject, when }) => {
    const known = asked.get(`${subject} ${when}`);
    asked.set(`${subject} ${when}`, id);
    return known !== undefined;
  });
  expect(same.map(({ id }) => id)).toEqual([]);
});
