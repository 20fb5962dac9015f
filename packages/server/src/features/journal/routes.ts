import { listJournal, listSeals, verifyJournal } from '@mingbai/core/api';
import { listEntries, listSealsOf, verifyJournal as walk } from '@mingbai/store';
import { implement } from '../../frame/implement.ts';

export const journalRoutes = [
  implement(listJournal, (call) =>
    call.read(async (tx) => {
      const { total, rows } = await listEntries(tx, call.query);
      return { total, rows: rows.map((row) => ({ ...row, at: row.at.toISOString() })) };
    }),
  ),
  implement(listSeals, (call) =>
    call.read(async (tx) => {
      const { total, rows } = await listSealsOf(tx, call.query);
      return { total, rows: rows.map((row) => ({ ...row, at: row.at.toISOString() })) };
    }),
  ),
  implement(verifyJournal, (call) =>
    call.read(async (tx) => {
      const chains = await walk(tx);
      return {
        counties: chains.map(({ county, ...chain }) => ({
          ...chain,
          county: String(county).padStart(6, '0'),
        })),
      };
    }),
  ),
];
