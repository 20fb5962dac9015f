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
  verifyRegister,
  type AlteredStatements,
  type Anchor,
  type BadEvidence,
  type CountyChain,
  type EvidenceCheck,
  type RegisterCheck,
} from '@mingbai/store';
import type { Command } from 'commander';
import { z } from 'zod';
import { EXIT } from '../exit.ts';
import { cannotRead } from '../files.ts';
import { answer, say } from '../output.ts';
import { ensureKeys } from '../place/keys.ts';
import { withPlace } from '../place/with-place.ts';
import { jsonOf } from '../place/home.ts';
import { HOME, JSON_FLAG, type Common } from './options.ts';

const Anchors = z.array(z.object({ county: z.number().int(), number: z.number().int(), hash: z.string() }));

interface VerifyOptions extends Common {
  readonly anchor?: string;
  readonly writeAnchor?: string;
  readonly register: boolean;
  readonly evidence?: boolean;
}

interface Verified {
  readonly intact: boolean;
  readonly counties: readonly CountyChain[];
  /** Unless it was left out. */
  readonly register?: RegisterCheck;
  /** Only where it was asked for. */
  readonly evidence?: EvidenceCheck;
}

export function addVerify(program: Command): void {
  program
    .command('verify')
    .description(
      'walk the journal, recompute every seal, and hold the register against them, trusting nobody · 核验日志封签和登记簿',
    )
    .option(...HOME)
    .option('--anchor <file>', 'seals kept outside: the chain must still hold them · 另行保存的封签')
    .option('--write-anchor <file>', 'write the newest seals, to be kept elsewhere · 写出最新封签')
    .option('--no-register', 'the journal alone · 只核验日志')
    .option('--evidence', 'read every kept file and recompute its hash · 逐个核验佐证文件')
    .option(...JSON_FLAG)
    .action(async (options: VerifyOptions) => {
      process.exitCode = await verify(options);
    });
}

async function verify(options: VerifyOptions): Promise<number> {
  const anchors = options.anchor === undefined ? [] : readAnchors(options.anchor);
  const { counties, register, evidence } = await withPlace(options.home, async (place) => {
    // A database that no server has begun yet has no journal to walk.
    if ((await statusOf(place.ownerUrl)).migrations.length === 0) throw new Problem('not-set-up');
    const database = openDatabase(place.ownerUrl, { connections: 1, name: 'mingbai-verify' });
    try {
      const everywhere = { region: COUNTRY, user: '' };
      const chains = await database.read(everywhere, (tx) => verifyJournal(tx, anchors));
      const statements = options.register ? await database.read(everywhere, verifyRegister) : undefined;
      const files =
        options.evidence === true
          ? await verifyEvidence(
              await database.read(everywhere, claimedEvidence),
              openBlobs(place.home.files),
              openVault(ensureKeys(place.home, false)).files,
            )
          : undefined;
      return { counties: chains, register: statements, evidence: files };
    } finally {
      await database.close();
    }
  });
  const unbroken = counties.every((county) => county.intact);
  const intact = unbroken && (register?.broken.length ?? 0) === 0 && (evidence?.bad.length ?? 0) === 0;
  if (options.writeAnchor !== undefined) {
    // A broken chain is nothing to hold on to.
    if (unbroken) writeFileSync(options.writeAnchor, `${JSON.stringify(anchorsOf(counties), null, 2)}\n`);
    else say('未写出封签文件：日志已断裂 · No anchor written: the chain is broken');
  }
  const verified: Verified = {
    intact,
    counties,
    ...(register === undefined ? {} : { register }),
    ...(evidence === undefined ? {} : { evidence }),
  };
  answer(verified, options.json, textOf);
  return intact ? EXIT.ok : EXIT.faults;
}

function textOf({ counties, register, evidence }: Verified): string {
  return [
    ...(counties.length === 0 ? ['日志为空 · The journal is empty'] : counties.map(line)),
    ...(register === undefined ? [] : registerLines(register)),
    ...(evidence === undefined ? [] : evidenceLines(evidence)),
  ].join('\n');
}

function registerLines({ statements, waiting, before, broken }: RegisterCheck): string[] {
  const state = broken.length === 0 ? '完好 intact' : '与日志不符 NOT WHAT WAS SEALED';
  const parts = [
    `${statements} statements`,
    ...(waiting === 0 ? [] : [`${waiting} not sealed yet`]),
    ...(before === 0 ? [] : [`${before} older than this check`]),
  ];
  return [`登记簿 register ${state}: ${parts.join(', ')}`, ...broken.map(alteredLine)];
}

function alteredLine({ noun, entry, command, sealed, found }: AlteredStatements): string {
  const by = `日志 ${entry} entry ${entry} (${command ?? '无此日志 no such entry'})`;
  const what = found < sealed ? '缺失 taken away' : found > sealed ? '多出 added' : '内容被改动 altered';
  return `  ${noun}, ${by}: ${what}, 封存 ${sealed} sealed, 现有 ${found} found`;
}

function evidenceLines({ files, bytes, bad }: EvidenceCheck): string[] {
  const state = bad.length === 0 ? '完好 intact' : `${bad.length} 处不符 BAD`;
  return [`佐证 evidence ${state}: ${files} files, ${bytes} bytes`, ...bad.map(badLine)];
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
    throw cannotRead(file, error, '--anchor');
  }
  const parsed = Anchors.safeParse(jsonOf(text));
  if (!parsed.success) throw new Problem('anchor-refused', { file });
  return parsed.data;
}
