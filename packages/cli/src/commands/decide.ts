import { readFileSync } from 'node:fs';
import { Problem } from '@mingbai/core';
import { decide, type Decided, plain, turnsOf } from '@mingbai/policy';
import type { Json } from '@mingbai/policy-engine';
import type { Command } from 'commander';
import { z } from 'zod';
import { describe, type Printed } from '../decide/describe.ts';
import { libraryOf } from '../decide/library.ts';
import { dayOf, decisionOf, regionOf } from '../decide/options.ts';
import { EXIT } from '../exit.ts';
import { answer, say } from '../output.ts';
import { jsonOf } from '../place/home.ts';
import { JSON_FLAG } from './options.ts';

interface DecideOptions {
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
    .option(...JSON_FLAG)
    .action(async (name: string, options: DecideOptions) => {
      process.exitCode = await run(name, options);
    });
}

async function run(name: string, options: DecideOptions): Promise<number> {
  const on = dayOf(options.on);
  const region = regionOf(options.region);
  const library = await libraryOf(options.model);
  const decision = decisionOf(library, name, region, on);
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
  const { decision, on, sentences, taken, missing, value } = decided;
  const { model, node } = decision;
  const { type } = node.item;
  const result = plain(value, type);
  const turns = turnsOf(decided).map((turn) => ({
    fact: turn.fact,
    from: plain(turn.from),
    to: plain(turn.to),
    result: plain(turn.value, type),
  }));
  const text = [
    `${node.name}＝${JSON.stringify(result)}`,
    `${model.source.zh}；自 ${model.from} 起；版本 ${model.version}`,
    ...sentences.map(({ depth, zh }) => `${'  '.repeat(depth + 1)}${zh}`),
    ...taken.map(({ parameter, value: each }) => `  ${parameter.zh}＝${each.value}：${each.source.zh}`),
    ...(missing.length > 0 ? [`  未给出：${missing.join('、')}`] : []),
    ...turns.map(({ fact, from, to, result: other }) => {
      return `  若${fact}由 ${JSON.stringify(from)} 变为 ${JSON.stringify(to)}：${JSON.stringify(other)}`;
    }),
  ].join('\n');
  const document = {
    decision: node.name,
    version: model.version,
    on,
    region: decided.region,
    result,
    explanation: {
      source: model.source,
      quality: model.quality,
      from: model.from,
      modelRegion: model.region,
      sentences,
      parameters: taken.map(({ parameter, value: each }) => ({
        name: parameter.zh,
        value: each.value,
        from: each.from,
        region: each.region,
        source: each.source,
        quality: each.quality,
      })),
      missing,
      notes: decided.notes,
      changes: turns,
    },
  };
  return { document, text };
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
