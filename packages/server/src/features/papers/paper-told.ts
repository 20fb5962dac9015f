import type { PaperFacts, PaperRow, ProcedurePaper } from '@mingbai/core';
import type { Evidence } from '@mingbai/store';
import { meetingRows, toldFacts } from './case-facts.ts';
import type { CaseTold } from './case-told.ts';
import { type Pictures, signedRows } from './signed.ts';

/**
 * What one paper is told besides what every paper of the case may say, with the signatures of its steps: of the one
 * case, or of all that came before a meeting with it. `shown`: whose pictures are in it, for the journal.
 */
export async function factsOfPaper(
  told: CaseTold,
  paper: ProcedurePaper,
  together: readonly CaseTold[],
  pictures: Pictures | undefined,
): Promise<{ readonly facts: PaperFacts; readonly shown: readonly Evidence[] }> {
  const shown = new Map<string, Evidence>();
  // One file brought for a whole list is signed once.
  const rows = new Map<string, PaperRow>();
  for (const one of together) {
    const signed = await signedRows(one, paper.with, pictures);
    for (const row of signed.rows) rows.set(JSON.stringify(row), row);
    for (const file of signed.shown) shown.set(file.name, file);
  }
  const said = toldFacts(told, paper);
  const atVote = paper.with.some((step) => told.edition.procedure.actions[step]?.vote !== undefined);
  const votes = atVote ? meetingRows(told, paper, together) : [];
  return {
    facts: { ...(atVote ? { 表决: votes, 决议: resolved(votes) } : {}), ...said, 签名: [...rows.values()] },
    shown: [...shown.values()],
  };
}

/** What the meeting came to, from its votes; blank before it, for a hand to fill in. */
function resolved(votes: readonly PaperRow[]): string {
  const of = (result: string) => votes.filter((row) => row['结果'] === result).map((row) => row['户主姓名']);
  return (['通过', '未通过'] as const)
    .flatMap((result) => {
      const heads = of(result);
      return heads.length === 0 ? [] : [`表决${result} ${heads.length} 户：${heads.join('、')}`];
    })
    .join('；');
}
