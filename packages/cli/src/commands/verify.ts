import { readFileSync, writeFileSync } from 'node:fs';
import { COUNTRY, Problem } from '@mingbai/core';
import {
  claimedEvidence,
  openBlobs,
  openDatabase,
  openVault,
  statusOf,
  verifyEvidence,
  verifyJournal,
  type Anchor,
  type BadEvidence,
  type CountyChain,
  type EvidenceCheck,
} from '@mingbai/store';
import type { Command } from 'commander';
import { z } from 'zod';
import { EXIT } from '../exit.ts';
import { answer, say } from '../output.ts';
import { ensureKeys } from '../place/keys.ts';
import { withPlace } from '../place/with-place.ts';
import { jsonOf } from '../place/home.ts';
import { HOME, JSON_FLAG, type Common } from './options.ts';

const Anchors = z.array(z.object({ county: z.number().int(), number: z.number().int(), hash: z.string() }));

interface VerifyOptions extends Common {
  readonly anchor?: string;
  readonly writeAnchor?: string;
  readonly evidence?: boolean;
}

interface Verified {
  readonly intact: boolean;
  readonly counties: readonly CountyChain[];
  /** Only where it was asked for. */
  readonly evidence?: EvidenceCheck;
}

export function addVerify(program: Command): void {
  program
    .command('verify')
    .description('walk the journal and recompute every seal, trusting nobody · 核验日志封签')
    .option(...HOME)
    .option('--anchor <file>', 'seals kept outside: the chain must still hold them · 另行保存的封签')
    .option('--write-anchor <file>', 'write the newest seals, to be kept elsewhere · 写出最新封签')
    .option('--evidence', 'read every kept file and recompute its hash · 逐个核验佐证文件')
    .option(...JSON_FLAG)
    .action(async (options: VerifyOptions) => {
      process.exitCode = await verify(options);
    });
}

async function verify(options: VerifyOptions): Promise<number> {
  const anchors = options.anchor === undefined ? [] : readAnchors(options.anchor);
  const { counties, evidence } = await withPlace(options.home, async (place) => {
    // A database that no server has begun yet has no journal to walk.
    if ((await statusOf(place.ownerUrl)).migrations.length === 0) throw new Problem('not-set-up');
    const database = openDatabase(place.ownerUrl, { connections: 1, name: 'mingbai-verify' });
    try {
      const everywhere = { region: COUNTRY, user: '' };
      const chains = await database.read(everywhere, (tx) => verifyJournal(tx, anchors));
      if (options.evidence !== true) return { counties: chains };
      const claims = await database.read(everywhere, claimedEvidence);
      const vault = openVault(ensureKeys(place.home, false));
      return {
        counties: chains,
        evidence: await verifyEvidence(claims, openBlobs(place.home.files), vault.files),
      };
    } finally {
      await database.close();
    }
  });
  const unbroken = counties.every((county) => county.intact);
  const intact = unbroken && (evidence?.bad.length ?? 0) === 0;
  if (options.writeAnchor !== undefined) {
    // A broken chain is nothing to hold on to.
    if (unbroken) writeFileSync(options.writeAnchor, `${JSON.stringify(anchorsOf(counties), null, 2)}\n`);
    else say('未写出封签文件：日志已断裂 · No anchor written: the chain is broken');
  }
  const verified: Verified = { intact, counties, ...(evidence === undefined ? {} : { evidence }) };
  answer(verified, options.json, textOf);
  return intact ? EXIT.ok : EXIT.faults;
}

function textOf({ counties, evidence }: Verified): string {
  const chains = counties.map(line).join('\n') || '日志为空 · The journal is empty';
  if (evidence === undefined) return chains;
  const { files, bytes, bad } = evidence;
  const state = bad.length === 0 ? '完好 intact' : `${bad.length} 处不符 BAD`;
  return [chains, `佐证 evidence ${state}: ${files} files, ${bytes} bytes`, ...bad.map(badLine)].join('\n');
}

const BAD: Readonly<Record<BadEvidence['why'], string>> = {
  missing: '文件不见了 the file is gone',
  altered: '文件被改动 the file was changed',
  row: '登记与日志不符 its row is not what the journal says',
};

function badLine({ county, id, name, why, file }: BadEvidence): string {
  return `  ${String(county).padStart(6, '0')} evidence:${id} ${name}: ${BAD[why]} (${file})`;
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
