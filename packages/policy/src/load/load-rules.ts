import type { Parameters } from '../parameters/parameters.ts';
import { SUBJECTS, type Subject } from '../vocabulary/fact.ts';
import { factsOf } from '../vocabulary/facts-of.ts';
import { vocabularyOf } from '../vocabulary/vocabulary.ts';
import type { Bundle } from './bundle.ts';
import { YamlFile } from './document.ts';
import { loadParameters } from './load-parameters.ts';
import { loadSources } from './load-sources.ts';
import type { FileProblem } from './problem.ts';
import { readRule, type RuleContext } from './read-rule.ts';
import type { Quarantined, Rule } from './rule.ts';
import { ruleFileShape, ruleShape } from './rule-shape.ts';

export interface RuleSet {
  /** In the order of files and of rules in them. */
  readonly rules: readonly Rule[];
  readonly quarantined: readonly Quarantined[];
  readonly parameters: Parameters;
}

/**
 * Reads `sources.yaml`, `parameters/*.yaml` and `data-rules/*.yaml` of a bundle. What is not right is
 * quarantined with its place and both languages, one rule at a time; the others run. Never throws.
 */
export function loadRules(bundle: Bundle): RuleSet {
  const { sources, quarantined } = loadSources(bundle);
  const { parameters, quarantined: leftOut } = loadParameters(bundle);
  quarantined.push(...leftOut);
  const words = Object.fromEntries(
    SUBJECTS.map((subject) => {
      const facts = factsOf(subject, parameters);
      return [subject, { facts, vocabulary: vocabularyOf(facts) }];
    }),
  ) as Record<Subject, RuleContext['words'][Subject]>;
  const rules = new Map<string, Rule>();
  for (const [name, text] of bundle) {
    if (!name.startsWith('data-rules/')) continue;
    const file = new YamlFile(text);
    const read = file.problems.length > 0 ? file.problems : file.read(ruleFileShape, file.value(), []);
    if (Array.isArray(read)) {
      quarantined.push({ file: name, id: null, problems: read });
      continue;
    }
    const { family, subject, source } = read;
    for (const [index, value] of read.rules.entries()) {
      const path = ['rules', index];
      const at = { file, name, path, family, subject, source, sources, words, parameters };
      const rule = readOne(value, at, rules);
      if (Array.isArray(rule)) quarantined.push({ file: name, id: idOf(value), problems: rule });
      else rules.set(rule.id, rule);
    }
  }
  return { rules: [...rules.values()], quarantined, parameters };
}

function readOne(value: unknown, at: RuleContext, known: ReadonlyMap<string, Rule>): Rule | FileProblem[] {
  const text = at.file.read(ruleShape, value, at.path);
  if (Array.isArray(text)) return text;
  const place = at.file.place([...at.path, 'id']);
  if (known.has(text.id))
    return [{ zh: `编号“${text.id}”重复`, en: `The id “${text.id}” is taken`, ...place }];
  if (!text.id.startsWith(`${at.family.id}-`))
    return [{ zh: '编号应以类号开头', en: 'The id is to begin with the number of its family', ...place }];
  return readRule(text, at);
}

function idOf(value: unknown): string | null {
  const id = (value as { id?: unknown } | null)?.id;
  return typeof id === 'string' ? id : null;
}
