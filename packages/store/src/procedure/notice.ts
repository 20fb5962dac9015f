import type { Calendar } from '@mingbai/core';
import type { WriteTx } from '../db/tx.ts';
import { postNotices, type NoticeAsked } from '../notice/post.ts';
import type { Standing } from './standing.ts';

/** The national hotline of the field: what stands on a notice that names no telephone of its own. */
const HOTLINE: NoticeAsked = { phone: '12317' };

interface Moved {
  readonly standing: Standing;
  readonly state: string;
}

/** Hangs out the cases that came into a state with a notice, those of one day and one state as one list for each place. */
export async function hangOut(
  tx: WriteTx,
  { county, calendar }: { readonly county: string; readonly calendar: Calendar },
  moved: readonly Moved[],
): Promise<void> {
  const lists = new Map<string, Moved[]>();
  for (const one of moved) {
    const { edition, folded, brought } = one.standing;
    if (edition.procedure.states[one.state]?.notice === undefined || folded.state === one.state) continue;
    const key = `${edition.procedure.id}/${edition.version}/${one.state}/${brought.on}`;
    lists.set(key, [...(lists.get(key) ?? []), one]);
  }
  for (const list of lists.values()) {
    const [first] = list;
    if (first === undefined) continue;
    const { standing, state } = first;
    await postNotices(tx, {
      county,
      procedure: standing.edition.procedure,
      state,
      cases: list.map((one) => one.standing.case),
      on: standing.brought.on,
      calendar,
      asked: standing.brought.notice ?? HOTLINE,
    });
  }
}
