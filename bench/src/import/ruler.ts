/** A server without a door whose own runner asks the data rules that an import has left to be asked; nothing else. */
import { setTimeout } from 'node:timers/promises';
import { createServer } from '@mingbai/server';
import { answer, taskOf } from '../child.ts';
import { cpuSeconds, peakMb } from '../memory.ts';
import { asOwner, type Installed } from '../place.ts';

const LOOK_EVERY = 100;
const { place } = await taskOf<{ readonly place: Installed }>();
const server = await createServer({ ...place, home: place.files, logLevel: 'silent' });
try {
  const before = { mb: peakMb(), cpu: cpuSeconds(), at: performance.now() };
  await asOwner(place, async (client) => {
    for (;;) {
      const { rowCount } = await client.query(
        `select from mingbai.rule_run where state in ('queued', 'running') limit 1`,
      );
      if (rowCount === 0) return;
      await setTimeout(LOOK_EVERY);
    }
  });
  answer({
    seconds: (performance.now() - before.at) / 1000,
    parts: { 'cpu s': cpuSeconds() - before.cpu, 'before MB': before.mb },
    peakMb: peakMb(),
  });
} finally {
  await server.close();
}
