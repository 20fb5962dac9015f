import { createWriteStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { findRegionCode, levelOf, Problem } from '@mingbai/core';
import type { AskedPaper } from '@mingbai/core/api';
import { printFromShell, shellActor } from '@mingbai/server';
import { openVault } from '@mingbai/store';
import type { Command } from 'commander';
import { z } from 'zod';
import { answer } from '../output.ts';
import { withDoor } from '../place/door.ts';
import { ensureKeys } from '../place/keys.ts';
import { HOME, JSON_FLAG, type Common } from './options.ts';

interface PrintOptions extends Common {
  readonly out: string;
  readonly household?: string;
  readonly village?: string;
  readonly size?: string;
  readonly full?: boolean;
  readonly reason?: string;
  readonly facts?: string;
}

export function addPrint(program: Command): void {
  program
    .command('print')
    .argument(
      '<paper>',
      'id of a template in policy/papers · 文书编号，如 handbook、clear-account、village-file',
    )
    .description('a paper from the register as PDF, DOCX or XLSX; journaled · 打印文书')
    .requiredOption('--out <file>', 'where to; its ending says the format · 输出文件（.pdf、.docx、.xlsx）')
    .option('--household <no>', 'number of the household · 户编号')
    .option('--village <code>', 'village; of a household’s paper: all of its households · 行政村代码')
    .option('--size <A4|A3>', 'where the paper has both · 纸张')
    .option('--full', 'numbers in full, with a reason · 号码不脱敏')
    .option('--reason <text>', 'stands in the journal · 理由')
    .option('--facts <file>', 'JSON of what the paper asks for besides · 其他内容（JSON 文件）')
    .option(...HOME)
    .option(...JSON_FLAG)
    .action(print);
}

const format = z.enum(['pdf', 'docx', 'xlsx']);
const size = z.enum(['A4', 'A3']).optional();

async function print(paper: string, options: PrintOptions): Promise<void> {
  const about = aboutOf(options);
  const asked: AskedPaper = {
    paper,
    format: read(format, extname(options.out).slice(1).toLowerCase(), '--out .pdf, .docx, .xlsx'),
    ...(options.size === undefined ? {} : { size: read(size, options.size, '--size A4, A3') }),
    full: options.full === true,
    ...(options.reason === undefined ? {} : { reason: options.reason }),
    facts: options.facts === undefined ? {} : await factsIn(options.facts),
  };
  const made = await withDoor(options.home, async ({ database }, county, place) => {
    const vault = openVault(ensureKeys(place.home, false));
    const at = { database, vault, folder: place.home.files, county, actor: shellActor() };
    const { name, content } = await printFromShell(at, about, asked);
    await pipeline(
      content instanceof Readable ? content : Readable.from([content]),
      createWriteStream(options.out, { mode: 0o600 }),
    );
    return { file: options.out, name };
  });
  answer(made, options.json, (one) => one.file);
}

function aboutOf({ household, village }: PrintOptions): Parameters<typeof printFromShell>[1] {
  const code = village === undefined ? undefined : findRegionCode(village);
  if (household !== undefined && village === undefined) return { householdNo: household };
  if (household === undefined && code !== undefined && levelOf(code) === 'village') return { village: code };
  throw new Problem('invalid-input', { detail: '--household NO | --village CODE (12)' });
}

function read<T>(schema: z.ZodType<T>, value: unknown, detail: string): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new Problem('invalid-input', { detail });
  return parsed.data;
}

async function factsIn(file: string): Promise<Record<string, unknown>> {
  const text = await readFile(file, 'utf8');
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text));
  } catch {
    throw new Problem('invalid-input', { detail: `${file}: JSON {"…": …}` });
  }
}
