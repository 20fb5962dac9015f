import { queryOptions } from '@tanstack/react-query';
import {
  type CasePaper,
  listCasePapers,
  listPapers,
  type PaperKind,
  previewCasePaper,
  previewHouseholdPaper,
  printCasePaper,
  printHouseholdPaper,
} from '@mingbai/core/api';
import { call, callFile } from '../../api/call.ts';

/** Whose papers are printed one by one: a household's, or those of a case. */
export type PrintedOf = { readonly household: string } | { readonly case: string };

export interface Printable {
  /** What is asked for. */
  readonly key: string;
  readonly paper: PaperKind;
  readonly label: { readonly zh: string; readonly en: string };
  /** The one that people mostly want. */
  readonly usual: boolean;
}

/** Its papers; of how many a template could not be loaded. */
export function printablesQuery(about: PrintedOf) {
  return queryOptions({
    queryKey: ['papers', about],
    queryFn: async ({ signal }): Promise<{ papers: Printable[]; refused: number }> => {
      if ('case' in about) {
        const papers = await call(listCasePapers, { params: { id: about.case }, signal });
        return {
          papers: papers.map((paper) => ({
            key: paper.key,
            paper,
            label: labelOf(paper, papers),
            usual: paper.next,
          })),
          refused: 0,
        };
      }
      const { papers, quarantined } = await call(listPapers, { signal });
      return {
        papers: papers
          .filter(({ subject }) => subject === 'household')
          .map((paper) => ({ key: paper.id, paper, label: paper.name, usual: paper.id === 'handbook' })),
        refused: quarantined.length,
      };
    },
  });
}

/** Two meetings have the same paper: the step tells them apart. */
export function labelOf({ id, name, steps }: CasePaper, among: readonly CasePaper[]): PaperKind['name'] {
  const [first] = steps;
  if (first === undefined || among.filter((one) => one.id === id).length < 2) return name;
  return { zh: `${name.zh}（${first.name.zh}）`, en: `${name.en} (${first.name.en})` };
}

export function previewOne(about: PrintedOf, paper: string, signal: AbortSignal) {
  return 'case' in about
    ? call(previewCasePaper, { params: { id: about.case, paper }, signal })
    : call(previewHouseholdPaper, { params: { id: about.household, paper }, signal });
}

export function printOne(
  about: PrintedOf,
  body: {
    readonly paper: string;
    readonly format: PaperKind['formats'][number];
    readonly full?: boolean;
    readonly reason?: string;
  },
) {
  return 'case' in about
    ? callFile(printCasePaper, { params: { id: about.case }, body })
    : callFile(printHouseholdPaper, { params: { id: about.household }, body });
}
