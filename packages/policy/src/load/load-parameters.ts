import { z } from 'zod';
import type { Parameters } from '../parameters/parameters.ts';
import { type Parameter, parameterShape } from '../parameters/schema.ts';
import { SUBJECTS } from '../vocabulary/fact.ts';
import { FACTS } from '../vocabulary/facts.ts';
import type { Bundle } from './bundle.ts';
import { YamlFile } from './document.ts';
import type { FileProblem } from './problem.ts';
import type { Quarantined } from './rule.ts';

const fileShape = z.strictObject({ parameters: z.array(z.unknown()).min(1) });

/** Reads `parameters/*.yaml`; a parameter that is not right is left out with its problems. */
export function loadParameters(bundle: Bundle): { parameters: Parameters; quarantined: Quarantined[] } {
  const parameters = new Map<string, Parameter>();
  const quarantined: Quarantined[] = [];
  for (const [name, text] of bundle) {
    if (!name.startsWith('parameters/')) continue;
    const file = new YamlFile(text);
    const read = file.problems.length > 0 ? file.problems : file.read(fileShape, file.value(), []);
    if (Array.isArray(read)) {
      quarantined.push({ file: name, id: null, problems: read });
      continue;
    }
    for (const [index, value] of read.parameters.entries()) {
      const path = ['parameters', index];
      const one = file.read(parameterShape, value, path);
      const id = Array.isArray(one) ? idOf(value) : one.id;
      const problems = Array.isArray(one) ? one : clashes(one, parameters, file, path);
      if (problems.length > 0) quarantined.push({ file: name, id, problems });
      else if (!Array.isArray(one)) parameters.set(one.id, one);
    }
  }
  return { parameters, quarantined };
}

function idOf(value: unknown): string | null {
  const id = (value as { id?: unknown } | null)?.id;
  return typeof id === 'string' ? id : null;
}

function clashes(
  one: Parameter,
  known: Parameters,
  file: YamlFile,
  path: readonly PropertyKey[],
): FileProblem[] {
  const problems: FileProblem[] = [];
  const say = (key: string, zh: string, en: string): void => {
    problems.push({ zh, en, ...file.place([...path, key]) });
  };
  if (known.has(one.id)) say('id', `编号“${one.id}”重复`, `The id “${one.id}” is taken`);
  const taken = new Set(
    [...known.values()].flatMap(({ zh, also }) => [zh, ...also.map((other) => other.zh)]),
  );
  for (const name of [one.zh, ...one.also.map(({ zh }) => zh)]) {
    if (taken.has(name) || SUBJECTS.some((subject) => FACTS[subject].has(name)))
      say('zh', `名称“${name}”已被占用`, `The name “${name}” is taken`);
  }
  for (const { subject, day } of one.also) {
    const kind = FACTS[subject].get(day)?.type.kind;
    if (kind !== 'date' && kind !== 'number')
      say('also', `“${day}”不是日期或年度`, `“${day}” is neither a date nor a year`);
  }
  return problems;
}
