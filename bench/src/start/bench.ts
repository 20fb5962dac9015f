import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { startEmbedded } from '@mingbai/store';
import { freshFolder } from '../folder.ts';
import { say, timed } from '../log.ts';
import { atMost, figure, machine, type Report } from '../report.ts';
import { startProduct } from './started.ts';

const FIRST = 60;
const LATER = 5;

/** From the command to the first page, with everything installed: the first time, with the demo county, and later. */
export async function benchStart(): Promise<Report> {
  const before = machine();
  const folder = freshFolder('start');
  const home = join(folder, 'home');
  try {
    say('PostgreSQL alone');
    const bareFirst = await bare(join(folder, 'bare'));
    const bareLater = await bare(join(folder, 'bare'));
    say('the first start, with the demo county');
    const first = await start(home);
    say('a later start');
    const later = await start(home);
    return {
      bench: 'start',
      at: new Date().toISOString(),
      machine: before,
      figures: [
        figure(
          { what: 'first start, demo county', rows: 1, ...first },
          { what: 'PostgreSQL alone', rows: 1, seconds: bareFirst },
        ),
        figure(
          { what: 'later start', rows: 1, ...later },
          { what: 'PostgreSQL alone', rows: 1, seconds: bareLater },
        ),
        figure({ what: 'PostgreSQL alone, new', rows: 1, seconds: bareFirst }),
        figure({ what: 'PostgreSQL alone, later', rows: 1, seconds: bareLater }),
      ],
      bars: [
        atMost('first start', first.seconds, FIRST, 's'),
        atMost('later start', later.seconds, LATER, 's'),
      ],
      notes: [
        'From the command behind `npm start`, with the packages installed, until the first page and its scripts are there; the console is built on the way when its sources have changed.',
        'PostgreSQL alone: its data folder made and the server started, or started again; nothing in it.',
      ],
    };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function start(home: string): Promise<{ seconds: number; peakMb: number }> {
  const { seconds, peakMb, stop } = await startProduct(home);
  await stop();
  return { seconds, peakMb };
}

async function bare(dataDir: string): Promise<number> {
  const { seconds, result } = await timed(() => startEmbedded({ dataDir }));
  await result.stop();
  return seconds;
}
