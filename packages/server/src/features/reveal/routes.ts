import { Problem } from '@mingbai/core';
import { reveal } from '@mingbai/core/api';
import { findSealed } from '@mingbai/store';
import { implement } from '../../frame/implement.ts';
import { areaOf } from '../households/area.ts';

/** One number in full: who saw which of whom and why stands in the journal, the number itself never. */
export const revealRoutes = [
  implement(reveal, async (call) => {
    const { noun, id, field, reason } = call.body;
    const area = areaOf(call, undefined);
    const place = await call.read((tx) => findSealed(tx, area, noun, id, field));
    if (place === undefined) throw new Problem('not-found');
    const command = { name: 'register.reveal', region: place.region, subject: `${noun}:${id}`, reason };
    const done = await call.command(command, async (tx) => {
      const found = await findSealed(tx, area, noun, id, field);
      if (found === undefined) throw new Problem('not-found');
      const value = found.sealed === null ? null : call.vault.open(found.sealed, `${noun}.${field}`);
      return { result: value, changes: { field } };
    });
    // Only a command with an idempotency key can be a repetition.
    if (done.repeated) throw new Error('a reveal was taken for a repetition');
    return { value: done.result, entry: done.entry };
  }),
];
