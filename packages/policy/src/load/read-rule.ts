import { createHash } from 'node:crypto';
import { findField, type Field } from '@mingbai/core';
import { BOOLEAN, factsOf, findName, parse, type Vocabulary } from '@mingbai/policy-engine';
import { judgeCases } from '../cases/judge-cases.ts';
import type { Parameters } from '../parameters/parameters.ts';
import type { Facts, Subject } from '../vocabulary/fact.ts';
import type { YamlFile } from './document.ts';
import { placesOf } from './message.ts';
import type { FileProblem } from './problem.ts';
import type { InBoth, Rule, RuleFamily } from './rule.ts';
import type { RuleText } from './rule-shape.ts';
import type { Citation } from './shapes.ts';

export interface RuleContext {
  readonly file: YamlFile;
  readonly name: string;
  readonly path: readonly PropertyKey[];
  readonly family: RuleFamily;
  readonly subject: Subject | undefined;
  readonly source: RuleText['source'];
  readonly sources: ReadonlyMap<string, Citation>;
  readonly words: Readonly<Record<Subject, { facts: Facts; vocabulary: Vocabulary }>>;
  readonly parameters: Parameters;
}

/** A rule of the right shape becomes one that may run, or the list of what is wrong with it. */
export function readRule(text: RuleText, at: RuleContext): Rule | FileProblem[] {
  const problems: FileProblem[] = [];
  const say = (path: readonly PropertyKey[], words: InBoth): void => {
    problems.push({ ...words, ...at.file.place([...at.path, ...path]) });
  };
  const subject = text.subject ?? at.subject;
  if (subject === undefined) {
    say([], { zh: '没有说明对象（人、户或村）', en: 'It does not say of what it speaks' });
    return problems;
  }
  const { facts, vocabulary } = at.words[subject];
  const fields = text.fields.flatMap((key, index): Field['key'][] => {
    const field = findField(key);
    if (field === undefined)
      say(['fields', index], { zh: `字典中没有“${key}”`, en: `“${key}” is no field of the dictionary` });
    return field === undefined ? [] : [field.key];
  });
  const source = citation(text.source ?? at.source, at.sources);
  if (source === undefined)
    say(['source'], { zh: '没有出处，或出处未登记', en: 'No source, or an unknown one' });
  const message = { zh: text.message.zh, en: text.message.en };
  const placed = new Set<string>();
  for (const language of ['zh', 'en'] as const) {
    for (const written of placesOf(text.message[language])) {
      const name = findName(vocabulary, written);
      if (name === undefined || facts.get(name)?.source.kind === 'nested') {
        say(['message', language], {
          zh: `没有叫“${written}”的数据项`,
          en: `Nothing is called “${written}”`,
        });
        continue;
      }
      placed.add(name);
      message[language] = message[language].replaceAll(`{${written}}`, `{${name}}`);
    }
  }
  const parsed = parse(text.when, vocabulary, { expect: BOOLEAN });
  for (const { zh, en, from, suggestion } of parsed.problems) {
    const hint =
      suggestion === undefined
        ? { zh: '', en: '' }
        : { zh: `，是否“${suggestion}”`, en: `; “${suggestion}”?` };
    problems.push({
      zh: zh + hint.zh,
      en: en + hint.en,
      ...at.file.placeIn([...at.path, 'when'], from, text.when),
    });
  }
  if (!parsed.ok || source === undefined || problems.length > 0) return problems;
  const { from = null, to = null } = text;
  const view = { facts, vocabulary, parameters: at.parameters, from, to };
  for (const { kind, index, zh, en } of judgeCases(parsed.expression, text.cases, view))
    say(['cases', kind, index], { zh, en });
  if (problems.length > 0) return problems;
  const { id, zh, en, severity, when, fix, cases } = text;
  const regions = text.regions ?? null;
  const asks = [subject, severity, from, to, regions, when, fields, message, fix];
  return {
    id,
    zh,
    en,
    version: createHash('sha256').update(JSON.stringify(asks)).digest('hex').slice(0, 12),
    family: at.family,
    subject,
    severity,
    fields,
    from,
    to,
    regions,
    source,
    when,
    expression: parsed.expression,
    facts: [...new Set([...factsOf(parsed.expression), ...placed])],
    message,
    fix,
    files: text.files ?? false,
    cases,
    file: at.name,
    line: at.file.place(at.path).line,
  };
}

function citation(source: RuleText['source'], sources: ReadonlyMap<string, Citation>): Citation | undefined {
  const found =
    source === undefined ? undefined : sources.get(typeof source === 'string' ? source : source.id);
  if (found === undefined || typeof source !== 'object' || source.note === undefined) return found;
  const { note } = source;
  return { zh: `${found.zh}；${note.zh}`, en: `${found.en}; ${note.en}`, quality: found.quality };
}
