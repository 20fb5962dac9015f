import { createHash } from 'node:crypto';
import {
  checkProcedure,
  findRegionCode,
  type Procedure,
  procedureSchema,
  type RegionCode,
} from '@mingbai/core';
import type { DecisionLibrary } from '../decisions/library.ts';
import type { Bundle } from '../load/bundle.ts';
import { YamlFile } from '../load/document.ts';
import type { FileProblem } from '../load/problem.ts';
import { headOf, isWithin } from '../parameters/within.ts';
import type { RefusedFile } from './calendars.ts';
import { judgeProblems } from './judge-problems.ts';
import { readRegisterWords, type RegisterWords } from './words-of-register.ts';

/** A procedure that has been read and checked. */
export interface LoadedProcedure extends RegisterWords {
  readonly procedure: Procedure;
  /** The first 12 hex digits of the SHA-256 of its text: a case keeps the one it began with. */
  readonly version: string;
  /** Where it holds: the country, or a region and all in it. */
  readonly region: RegionCode;
  readonly file: string;
}

export interface ProcedureLibrary {
  readonly procedures: readonly LoadedProcedure[];
  readonly refused: readonly RefusedFile[];
}

/**
 * Reads `procedures/*.yaml` of a bundle, held against the dictionary and the decisions. A file with anything wrong
 * in it is refused, with line and column; the others are there. Never throws.
 */
export function loadProcedures(bundle: Bundle, decisions: DecisionLibrary): ProcedureLibrary {
  const procedures: LoadedProcedure[] = [];
  const refused: RefusedFile[] = [];
  for (const [file, text] of bundle) {
    if (!file.startsWith('procedures/')) continue;
    const read = readProcedure(file, text, decisions);
    const twin = Array.isArray(read) ? undefined : procedures.find((one) => sameTime(one, read));
    if (Array.isArray(read)) refused.push({ file, problems: read });
    else if (twin)
      refused.push({
        file,
        problems: [
          {
            zh: `与 ${twin.file} 的编号、地区和起始日都相同`,
            en: `${twin.file} has the same id, region and first day`,
            line: 1,
            column: 1,
          },
        ],
      });
    else procedures.push(read);
  }
  return { procedures, refused };
}

/** One procedure from its text; what is wrong with it instead when there is anything. */
export function readProcedure(
  name: string,
  text: string,
  decisions: DecisionLibrary,
): LoadedProcedure | FileProblem[] {
  const file = new YamlFile(text);
  if (file.problems.length > 0) return file.problems;
  const procedure = file.read(procedureSchema, file.value(), []);
  if (Array.isArray(procedure)) return procedure;
  const problems = [...checkProcedure(procedure), ...judgeProblems(procedure, decisions)].map(
    ({ path, zh, en }): FileProblem => ({ zh, en, ...file.place(path) }),
  );
  const region = findRegionCode(procedure.region);
  if (!region) problems.push({ zh: '地区代码不对', en: 'This is no region code', ...file.place(['region']) });
  const { words, problems: unread } = readRegisterWords(procedure, decisions, file);
  problems.push(...unread);
  if (problems.length > 0 || !region) return problems;
  const version = createHash('sha256').update(text).digest('hex').slice(0, 12);
  return { procedure, version, region, file: name, ...words };
}

function sameTime(a: LoadedProcedure, b: LoadedProcedure): boolean {
  return a.procedure.id === b.procedure.id && a.region === b.region && a.procedure.from === b.procedure.from;
}

/** The procedure of an id that a case in the region begins with on a day: of the nearest region, the latest. */
export function findProcedure(
  { procedures }: ProcedureLibrary,
  id: string,
  region: RegionCode,
  on: string,
): LoadedProcedure | undefined {
  let best: LoadedProcedure | undefined;
  for (const each of procedures) {
    const { procedure } = each;
    if (procedure.id !== id || procedure.from > on || on > (procedure.to ?? '9999')) continue;
    if (!isWithin(region, each.region)) continue;
    if (!best || nearer(each, best)) best = each;
  }
  return best;
}

/** All procedures that can begin in the region on a day, one of each id, by id. */
export function proceduresOf(library: ProcedureLibrary, region: RegionCode, on: string): LoadedProcedure[] {
  const ids = new Set(library.procedures.map(({ procedure }) => procedure.id));
  return [...ids].sort().flatMap((id) => findProcedure(library, id, region, on) ?? []);
}

function nearer(a: LoadedProcedure, b: LoadedProcedure): boolean {
  const [near, far] = [headOf(a.region).length, headOf(b.region).length];
  return near === far ? a.procedure.from > b.procedure.from : near > far;
}
