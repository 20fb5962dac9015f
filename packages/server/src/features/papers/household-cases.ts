import type { PaperFacts, PaperTemplate } from '@mingbai/core';
import { casesOfHousehold, type Evidence, type ReadTx } from '@mingbai/store';
import { caseFacts } from './case-facts.ts';
import { withAnswers } from './case-subject.ts';
import { caseTold } from './case-told.ts';
import { factsOfPaper } from './paper-told.ts';
import type { Pictures } from './signed.ts';
import type { PaperAsk } from './subject.ts';

/** Of a household's cases the newest so many are looked at: a file shows how it stands, not all that ever was. */
const NEWEST = 20;

/**
 * What the cases of a household tell its papers, by the paper's id: of each the latest case that took a step of it.
 * A paper that no case has come to stays as the register fills it.
 */
export async function factsOfCases(
  tx: ReadTx,
  { area, today, pictures }: Pick<PaperAsk, 'area' | 'today'> & { readonly pictures: Pictures | undefined },
  household: string,
  facts: PaperFacts,
  templates: readonly PaperTemplate[],
): Promise<{ readonly facts: ReadonlyMap<string, PaperFacts>; readonly shown: readonly Evidence[] }> {
  const found = new Map<string, PaperFacts>();
  const shown: Evidence[] = [];
  const wanted = new Set(templates.map(({ id }) => id));
  const rows = (await casesOfHousehold(tx, area, household)) ?? [];
  // The latest begun have the largest numbers.
  const newest = rows.toSorted((a, b) => Number(BigInt(b.id) - BigInt(a.id))).slice(0, NEWEST);
  for (const { id } of newest) {
    if (wanted.size === found.size) break;
    const told = await caseTold(tx, area, id, today);
    if (told === undefined) continue;
    for (const paper of told.papers) {
      const template = paper.of ?? paper.key;
      const came = told.steps.some(({ action }) => paper.with.includes(action));
      if (!came || !wanted.has(template) || found.has(template)) continue;
      const own = await factsOfPaper(told, paper, [told], pictures);
      shown.push(...own.shown);
      found.set(template, { ...withAnswers(facts, told), ...caseFacts(told), ...own.facts });
    }
  }
  return { facts: found, shown };
}
