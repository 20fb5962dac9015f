import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { COUNTRY, type RegionCode } from '@mingbai/core';
import {
  compileModel,
  type Decider,
  type GraphNode,
  type Model,
  type ModelProblem,
  prepareProgram,
  type Program,
  readModel,
} from '@mingbai/policy-engine/dmn';
import type { PolicyCase } from './policy-case.ts';
import { englishOf, type ModelEnglish } from '../english/of-model.ts';
import { englishTable } from '../english/table.ts';
import { POLICY_FOLDER } from '../load/bundle.ts';
import type { InBoth } from '../load/rule.ts';
import type { Parameters } from '../parameters/parameters.ts';
import { SUBJECTS, type Subject } from '../vocabulary/fact.ts';
import { factsOf } from '../vocabulary/facts-of.ts';
import { vocabularyOf } from '../vocabulary/vocabulary.ts';

/** A model of `policy/decisions/`: one text, the region and the days it holds for, where it comes from. */
export interface PolicyModel {
  readonly file: string;
  /** As written: what the version is the hash of. */
  readonly text: string;
  /** Null for a file of the house; else which edition it is (ADR 0125). */
  readonly edition: EditionMark | null;
  /** Of an edition its own cases; those of files lie beside them. */
  readonly cases?: readonly PolicyCase[];
  /** The first 12 hex digits of the SHA-256 of the text: nothing changes under a version. */
  readonly version: string;
  readonly from: string;
  readonly to: string | null;
  readonly region: RegionCode;
  readonly source: InBoth;
  readonly quality: string;
  /** Whose facts its inputs are, when they are the register's. */
  readonly subject: Subject | null;
  readonly model: Model;
  readonly program: Program;
  readonly decider: Decider;
  readonly english: ModelEnglish;
}

/** Of two editions for one region and day the later one, by its id, holds. */
export interface EditionMark {
  readonly id: string;
  /** 1, 2, 3 … of its name in its region. */
  readonly number: number;
}

export type DecisionNode = Extract<GraphNode, { kind: 'decision' }>;

/** One decision of one model. */
export interface PolicyDecision {
  readonly model: PolicyModel;
  readonly node: DecisionNode;
}

/** A model that does not load, and why; the others decide on. */
export interface RefusedModel {
  readonly file: string;
  readonly problems: readonly (InBoth & PlaceInModel)[];
}

/** Where in a model something is wrong: the element, its text, and from which to which character of it, from 0. */
interface PlaceInModel {
  readonly where?: InBoth;
  readonly text?: string;
  readonly from?: number;
  readonly to?: number;
}

export interface DecisionLibrary {
  /** By the Chinese name and by the English one, all models that have it. */
  readonly decisions: ReadonlyMap<string, readonly PolicyDecision[]>;
  readonly models: readonly PolicyModel[];
  readonly refused: readonly RefusedModel[];
  readonly parameters: Parameters;
}

/** Reads `decisions/*.dmn` of a policy folder. Throws what the file system throws when there is none. */
export async function loadDecisions(
  parameters: Parameters,
  folder = POLICY_FOLDER,
): Promise<DecisionLibrary> {
  const names = (await readdir(join(folder, 'decisions'))).filter((name) => name.endsWith('.dmn')).sort();
  const models: PolicyModel[] = [];
  const refused: RefusedModel[] = [];
  for (const name of names) {
    const file = `decisions/${name}`;
    const read = await readPolicyModel(file, await readFile(join(folder, file), 'utf8'), parameters);
    if ('problems' in read) refused.push(read);
    else models.push(read);
  }
  return { decisions: indexDecisions(models), models, refused, parameters };
}

/** One model from its text; what is wrong with it instead when there is anything. */
export async function readPolicyModel(
  file: string,
  text: string,
  parameters: Parameters,
  {
    strict = true,
    edition = null,
    imported = [],
  }: {
    readonly strict?: boolean;
    readonly edition?: EditionMark | null;
    /** Texts of models it may import; those of other namespaces are not looked at. */
    readonly imported?: readonly string[];
  } = {},
): Promise<PolicyModel | RefusedModel> {
  let model: Model;
  try {
    model = await readModel(text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return { file, problems: [{ zh: `不是可读的 DMN 文件：${why}`, en: `This is no readable DMN: ${why}` }] };
  }
  const said = (name: string): string | undefined => model.extensions[`mingbai:${name}`];
  const subject = SUBJECTS.find((each) => each === said('subject')) ?? null;
  const vocabulary = subject === null ? {} : vocabularyOf(factsOf(subject, parameters));
  const { program, problems } = compileModel(model, {
    vocabulary,
    unitAttribute: 'mingbai:unit',
    strict,
    imported: await importedBy(model, imported),
  });
  const leftOut = model.leftOut.map((why) => ({ zh: `读不懂：${why}`, en: `Cannot be read: ${why}` }));
  if (strict && (problems.length > 0 || leftOut.length > 0)) {
    return { file, problems: [...leftOut, ...problems.map(inPlace)] };
  }
  return {
    file,
    text,
    edition,
    version: versionOf(text),
    from: said('from') ?? '1949-10-01',
    to: said('to') ?? null,
    region: (said('region') ?? COUNTRY).padEnd(12, '0') as RegionCode,
    source: { zh: said('source') ?? '', en: said('sourceEn') ?? said('source') ?? '' },
    quality: said('quality') ?? 'inferred',
    subject,
    model,
    program,
    decider: prepareProgram(program),
    english: englishOf(model, program.nodes.values(), vocabulary, await englishTable()),
  };
}

/** Of these texts the models that it imports, and those that they import. */
async function importedBy(model: Model, texts: readonly string[]): Promise<readonly Model[]> {
  if (model.imports.length === 0) return [];
  const read = await Promise.all(texts.map((text) => readModel(text).catch(() => undefined)));
  const known = new Map(read.flatMap((each) => (each ? [[each.namespace, each] as const] : [])));
  const found = new Map<string, Model>();
  const visit = ({ imports }: Model): void => {
    for (const { namespace } of imports) {
      const other = known.get(namespace);
      if (!other || found.has(namespace) || namespace === model.namespace) continue;
      found.set(namespace, other);
      visit(other);
    }
  };
  visit(model);
  return [...found.values()];
}

/** Twelve hex digits of the SHA-256: what a text is known by. */
export function versionOf(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12);
}

function inPlace({ zh, en, where, text, from, to }: ModelProblem): RefusedModel['problems'][number] {
  return { zh, en, where, text, from, to };
}

/** Decisions by their names. */
export function indexDecisions(models: readonly PolicyModel[]): DecisionLibrary['decisions'] {
  const decisions = new Map<string, PolicyDecision[]>();
  for (const model of models) {
    for (const node of model.program.nodes.values()) {
      if (node.kind !== 'decision') continue;
      const { label } = node.element;
      for (const name of new Set([node.name, ...(label === undefined ? [] : [label])])) {
        const list = decisions.get(name);
        if (list) list.push({ model, node });
        else decisions.set(name, [{ model, node }]);
      }
    }
  }
  return decisions;
}
