import { readFileSync, writeFileSync } from 'node:fs';
import { COUNTRY, Problem } from '@mingbai/core';
import { openDatabase, verifyJournal, type Anchor, type CountyChain } from '@mingbai/store';
import type { Command } from 'commander';
import { z } from 'zod';
import { EXIT } from '../exit.ts';
import { answer, say } from '../output.ts';
import { withPlace } from '../place/with-place.ts';
import { jsonOf } from '../place/home.ts';
import { HOME, JSON_FLAG, type Common } from './options.ts';

const Anchors = z.array(z.object({ county: z.number().int(), number: z.number().int(), hash: z.string() }));

interface VerifyOptions extends Common {
  readonly anchor?: string;
  readonly writeAnchor?: string;
}

export function addVerify(program: Command): void {
  program
    .command('verify')
    .description('walk the journal and recompute every seal, trusting nobody · 核验日志封签')
    .option(...HOME)
    .option('--anchor <file>', 'seals kept outside: the chain must still hold them · 另行保存的封签')
    .option('--write-anchor <file>', 'write the newest seals, to be kept elsewhere · 写出最新封签')
    .option(...JSON_FLAG)
    .action(async (options: VerifyOptions) => {
      process.exitCode = await verify(options);
    });
}

async function verify(options: VerifyOptions): Promise<number> {
  const anchors = options.anchor === undefined ? [] : readAnchors(options.anchor);
  const counties = await withPlace(options.home, async (place) => {
    const database = openDatabase(place.ownerUrl, { connections: 1, name: 'mingbai-verify' });
    try {
      return await database.read({ region: COUNTRY, user: '' }, (tx) => verifyJournal(tx, anchors));
    } finally {
      await database.close();
    }
  });
  const intact = counties.every((county) => county.intact);
  if (options.writeAnchor !== undefined) {
    // A broken chain is nothing to hold on to.
    if (intact) writeFileSync(options.writeAnchor, `${JSON.stringify(anchorsOf(counties), null, 2)}\n`);
    else say('未写出封签文件：日志已断裂 · No anchor written: the chain is broken');
  }
  answer(
    { intact, counties },
    options.json,
    (result) => result.counties.map(line).join('\n') || '日志为空 · The journal is empty',
  );
  return intact ? EXIT.ok : EXIT.faults;
}

function line(chain: CountyChain): string {
  const county = String(chain.county).padStart(6, '0');
  const what = `${chain.entries} entries, ${chain.seals} seals, ${chain.unsealed} unsealed`;
  return chain.intact
    ? `${county} 完好 intact: ${what}`
    : `${county} 断裂 BROKEN at ${chain.broken ?? ''}: ${what}`;
}

function anchorsOf(counties: readonly CountyChain[]): Anchor[] {
  return counties.flatMap(({ county, seals, head }) =>
    head === null ? [] : [{ county, number: seals, hash: head }],
  );
}

function readAnchors(file: string): Anchor[] {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new Problem('file-refused', { detail: (error as Error).message });
  }
  const parsed = Anchors.safeParse(jsonOf(text));
  if (!parsed.success) throw new Problem('file-refused', { detail: `${file}: [{ county, number, hash }]` });
  return parsed.data;
}
