import { addDays, type Procedure } from '@mingbai/core';
import type { CASE_GROUPS } from '@mingbai/core/api';
import { procedureLibrary } from './library.ts';
import { stateWords, words } from './view.ts';

/** How procedures are called today, their newest text; a name that no text has stands for itself. */
export class ProcedureNames {
  private constructor(private readonly procedures: ReadonlyMap<string, Procedure>) {}

  static async load(): Promise<ProcedureNames> {
    const { procedures } = await procedureLibrary();
    const newest = procedures.toSorted((a, b) => a.procedure.from.localeCompare(b.procedure.from));
    return new ProcedureNames(new Map(newest.map(({ procedure }) => [procedure.id, procedure])));
  }

  of(id: string): { zh: string; en: string } {
    const procedure = this.procedures.get(id);
    return procedure === undefined ? { zh: id, en: id } : words(procedure);
  }

  state(id: string, state: string): { zh: string; en: string } {
    return stateWords(this.procedures.get(id), state);
  }

  deadline(id: string, key: string): { zh: string; en: string } {
    const found = this.procedures.get(id)?.deadlines.find((one) => one.key === key);
    return found === undefined ? { zh: key, en: key } : words(found);
  }

  ofGroup(by: (typeof CASE_GROUPS)[number], key: string): { zh: string; en: string } | null {
    if (by === 'procedure') return this.of(key);
    const [procedure = '', state = ''] = key.split('/');
    return by === 'state' ? this.state(procedure, state) : null;
  }
}

export function daysOff(from: string, until: string, isOff: (day: string) => boolean): string[] {
  const off: string[] = [];
  for (let day = from; day <= until; day = addDays(day, 1)) if (isOff(day)) off.push(day);
  return off;
}
