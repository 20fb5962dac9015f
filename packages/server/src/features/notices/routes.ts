import { countyOf, findLeaks, LEAK_WORDS, leakProblem, Problem, regionCode } from '@mingbai/core';
import {
  answerObjection,
  checkNoticeText,
  getNotice,
  interruptNotice,
  listNotices,
  openObjection,
  withdrawNotice,
} from '@mingbai/core/api';
import * as store from '@mingbai/store';
import { implement, type Implementation } from '../../frame/implement.ts';
import { calendars } from '../procedures/library.ts';

import { addressOf } from './address.ts';
import { qrOf } from './qr.ts';

export const noticeRoutes: Implementation[] = [
  implement(listNotices, (call) => {
    const { limit, offset, open, ...filter } = call.query;
    return call.read((tx) =>
      store.listNotices(
        tx,
        {
          region: filter.region === undefined ? undefined : regionCode(filter.region),
          state: filter.state,
          open: open === '1',
        },
        { limit, offset },
      ),
    );
  }),
  implement(getNotice, async (call) => {
    const found = await call.read((tx) => store.findNotice(tx, call.params.id));
    if (found === undefined) throw new Problem('not-found');
    return { ...copied(found), qr: qrOf(addressOf(call.services, call.request, found.slug)) };
  }),
  implement(interruptNotice, async (call) => {
    const { id } = call.params;
    const place = await placeOf(call, id);
    const { reason, from, to } = call.body;
    const done = await call.command(
      { name: 'notice.interrupt', region: place.region, subject: `notice:${id}`, reason },
      async (tx) => {
        const result = await store.interruptNotice(tx, place, id, call.body, await calendars());
        return { result, changes: { from, to, until: [result.before, result.until] } };
      },
    );
    if (done.repeated) throw new Error('an interruption was taken for a repetition');
    return { until: done.result.until };
  }),
  implement(withdrawNotice, async (call) => {
    const { id } = call.params;
    const place = await placeOf(call, id);
    const { reason } = call.body;
    await call.command(
      { name: 'notice.withdraw', region: place.region, subject: `notice:${id}`, reason },
      async (tx) => {
        await store.withdrawNotice(tx, place, id, reason);
        return { result: undefined, changes: {} };
      },
    );
    return { ok: true as const };
  }),
  implement(checkNoticeText, async (call) => {
    const { text, phone } = call.body;
    const leaks = findLeaks(text, { allowed: phone === undefined ? [] : [phone] });
    return { leaks: leaks.map((leak) => ({ ...leak, words: LEAK_WORDS[leak.kind] })) };
  }),
  implement(openObjection, async (call) => {
    const { id } = call.params;
    const place = await call.read((tx) => store.findObjectionPlace(tx, id));
    if (place === undefined) throw new Problem('not-found');
    const done = await call.command(
      { name: 'objection.open', region: place.region, subject: `objection:${id}` },
      async (tx) => ({
        result: await store.openObjection(tx, call.vault, id),
        changes: { number: place.number },
      }),
    );
    if (done.repeated) throw new Error('a reading was taken for a repetition');
    return done.result;
  }),
  implement(answerObjection, async (call) => {
    const { id } = call.params;
    const place = await call.read((tx) => store.findObjectionPlace(tx, id));
    if (place === undefined) throw new Problem('not-found');
    const { answer, upheld } = call.body;
    // The answer goes to whoever holds the receipt: it says no more of others than the notice may.
    const problem = leakProblem([answer]);
    if (problem !== undefined) throw problem;
    const county = countyOf(place.region);
    // The ledger is held against all of the county, whoever answers.
    await store.runCommand(
      call.database,
      { ...call.actor, region: regionCode(county) },
      { name: 'objection.answer', region: place.region, subject: `objection:${id}` },
      async (tx) => {
        await store.answerObjection(tx, county, id, { answer, upheld }, call.actor);
        return { result: undefined, changes: { number: place.number, upheld } };
      },
    );
    return { ok: true as const };
  }),
];

/** Lists of the contract are not read-only. */
function copied({ columns, rows, cases, interruptions, objectionList, ...rest }: store.NoticePage) {
  return {
    ...rest,
    columns: [...columns],
    rows: [...rows],
    cases: [...cases],
    interruptions: [...interruptions],
    objectionList: [...objectionList],
  };
}

async function placeOf(
  call: { read: <T>(work: (tx: store.ReadTx) => Promise<T>) => Promise<T> },
  id: string,
): Promise<store.NoticePlace> {
  const place = await call.read((tx) => store.findNoticePlace(tx, id));
  if (place === undefined) throw new Problem('not-found');
  return place;
}
