import type { Role } from '@mingbai/core';
import { listJournal, listSeals, verifyJournal } from '@mingbai/core/api';
import { countyNames, listEntries, listSealsOf, verifyJournal as walk } from '@mingbai/store';
import { implement } from '../../frame/implement.ts';
import { withNames } from './named.ts';

export const journalRoutes = [
  implement(listJournal, (call) =>
    call.read(async (tx) => {
      const { total, rows } = await listEntries(tx, call.query);
      return { total, rows: await withNames(tx, call.actor.role as Role, rows) };
    }),
  ),
  implement(listSeals, (call) =>
    call.read(async (tx) => {
      const { total, rows } = await listSealsOf(tx, call.query);
      const names = await countyNames(
        tx,
        rows.map((row) => row.county),
      );
      return {
        total,
        rows: rows.map((row) => ({
          ...row,
          at: row.at.toISOString(),
          countyName: names.get(row.county) ?? null,
        })),
      };
    }),
  ),
  implement(verifyJournal, (call) =>
    call.read(async (tx) => {
      const chains = await walk(tx);
      const codes = chains.map(({ county }) => String(county).padStart(6, '0'));
      const names = await countyNames(tx, codes);
      return {
        counties: chains.map((chain, index) => {
          const county = codes[index] ?? '';
          return { ...chain, county, countyName: names.get(county) ?? null };
        }),
      };
    }),
  ),
];
