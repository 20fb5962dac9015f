import { readFileSync } from 'node:fs';
import { Problem } from '@mingbai/core';
import { decide, type Decided, documentOf } from '@mingbai/policy';
import type { Json } from '@mingbai/policy-engine';
import type { Command } from 'commander';
import { z } from 'zod';
import { describe, type Printed } from '../decide/describe.ts';
import { libraryOf } from '../decide/library.ts';
import { EDITIONS, type EditionOptions, libraryHere, NO_EDITIONS } from '../decide/register-library.ts';
import { sayDecidedBy, sayOwnEdition } from '../decide/decided-by.ts';
import { dayOf, regionOf } from '../asked.ts';
import { decisionOf } from '../decide/options.ts';
import { EXIT } from '../exit.ts';
import { answer, say } from '../output.ts';
import { jsonOf } from '../place/home.ts';
import { HOME, JSON_FLAG } from './options.ts';

interface DecideOptions extends EditionOptions {
  readonly facts?: string;
  readonly on?: string;
  readonly region?: string;
  readonly model?: string;
  readonly describe?: boolean;
  readonly json?: boolean;
}

export function addDecide(program: Command): void {
  program
    .command('decide')
    .argument('<decision>', 'its name in Chinese or English · 决策名称')
    .description('decide on given facts, and say why · 按事实作出判断并说明理由')
    .option('--facts <file>', 'JSON of the facts; - for standard input · 事实（JSON）')
    .option('--on <date>', 'the day whose rules hold · 按哪一天的规定（默认今天）')
    .option('--region <code>', 'whose rules hold · 按哪个地区的规定')
    .option('--model <file>', 'a DMN file of your own instead of the library · 自备 DMN 文件')
    .option('--describe', 'list the facts it asks for · 列出所需事实')
    .option(...EDITIONS)
    .option(...NO_EDITIONS)
    .option(...HOME)
    .option(...JSON_FLAG)
    .action(async (name: string, options: DecideOptions) => {
      process.exitCode = await run(name, options);
    });
}

async function run(name: string, options: DecideOptions): Promise<number> {
  const on = dayOf(options.on);
  const region = regionOf(options.region);
  const library =
    options.model === undefined ? await libraryHere(options, region) : await libraryOf(options.model);
  const decision = decisionOf(library, name, region, on);
  if (region === undefined) sayOwnEdition(library, decision, on);
  if (options.describe) {
    const { document, text } = describe(decision, library);
    answer(document, options.json, () => text);
    return EXIT.ok;
  }
  const decided = decide(library, decision, factsOf(options.facts), { region, on });
  if (!('value' in decided)) {
    const detail = decided.map(({ path, zh, en }) => `${path.join('.')}: ${zh} · ${en}`).join('\n');
    throw new Problem('facts-refused', { detail });
  }
  for (const { zh, en } of decided.notes) say(`${zh} · ${en}`);
  const { document, text } = outcome(decided);
  answer(document, options.json, () => text);
  return EXIT.ok;
}

function outcome(decided: Decided): Printed {
  const document = documentOf(decided);
  const { decision, result, explanation } = document;
  const { source, from, sentences, parameters, missing, changes, edition } = explanation;
  const text = [
    `${decision}＝${inWords(result)}`,
    `${source.zh}；自 ${from} 起；${sayDecidedBy(edition)}；版本 ${document.version}`,
    ...sentences.map(({ depth, zh }) => `${'  '.repeat(depth + 1)}${zh}`),
    ...parameters.map(
      (each) =>
        `  ${each.name}＝${each.value}：${each.source.zh}${each.edition === null ? '' : `（已发布第 ${each.edition} 版 published, no. ${each.edition}）`}`,
    ),
    ...(missing.length > 0 ? [`  未给出：${missing.join('、')}`] : []),
    ...changes.map((each) => {
      const [was, is, other] = [each.from, each.to, each.result].map(inWords);
      return `  若${each.fact}由“${was}”变为“${is}”：${other}`;
    }),
  ].join('\n');
  return { document, text };
}

/** As people read it; `--json` has it as it is. */
function inWords(value: unknown): string {
  if (value === null || value === undefined) return '空';
  if (typeof value === 'boolean') return value ? '是' : '否';
  if (Array.isArray(value)) return value.length === 0 ? '无' : value.map(inWords).join('、');
  if (typeof value !== 'object') return String(value);
  return Object.entries(value)
    .map(([name, each]) => `${name}：${inWords(each)}`)
    .join('，');
}

const FactsShape = z.record(z.string(), z.json());

function factsOf(file: string | undefined): { readonly [name: string]: Json } {
  if (file === undefined) return {};
  let text: string;
  try {
    text = readFileSync(file === '-' ? 0 : file, 'utf8');
  } catch (error) {
    throw new Problem('file-refused', { detail: (error as Error).message });
  }
  const read = FactsShape.safeParse(jsonOf(text.replace(/^\uFEFF/, '')));
  if (!read.success) throw new Problem('facts-refused', { detail: '{ "事实": 值, … }' });
  return read.data;
}
