import { readFileSync } from 'node:fs';
import { Problem } from '@mingbai/core';
import { decide, type Decided, documentOf } from '@mingbai/policy';
import type { Json } from '@mingbai/policy-engine';
import type { Command } from 'commander';
import { z } from 'zod';
import { describe, type Printed } from '../decide/describe.ts';
import { libraryOf } from '../decide/library.ts';
import { EDITIONS, type EditionOptions, libraryHere, NO_EDITIONS } from '../decide/register-library.ts';
import { type Answer, CHINESE, ENGLISH, inWords, nameIn } from '../decide/answer.ts';
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
  readonly language: string;
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
    .option('--language <zh|en>', 'of the answer in words · 答案用哪种语言', 'zh')
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
    const { document, text } = describe(decision, library, options.language === 'en');
    answer(document, options.json, () => text);
    return EXIT.ok;
  }
  const decided = decide(library, decision, factsOf(options.facts), { region, on });
  if (!('value' in decided)) {
    const detail = decided.map(({ path, zh, en }) => `${path.join('.')}: ${zh} · ${en}`).join('\n');
    throw new Problem('facts-refused', { detail });
  }
  for (const { zh, en } of decided.notes) say(`${zh} · ${en}`);
  const { document, text } = outcome(decided, options.language === 'en' ? ENGLISH : CHINESE);
  answer(document, options.json, () => text);
  return EXIT.ok;
}

function outcome(decided: Decided, answer: Answer): Printed {
  const document = documentOf(decided);
  const { decision, result, explanation } = document;
  const { source, from, sentences, parameters, missing, changes, edition } = explanation;
  const { say: english } = decided.decision.model.english;
  const said = (value: unknown): string => inWords(value, answer, english);
  const named = (name: string): string => nameIn(name, answer, english);
  const { language, equals, colon, semicolon, list } = answer;
  const text = [
    `${named(decision)}${equals}${said(result)}`,
    [source[language], answer.from(from), sayDecidedBy(edition), answer.version(document.version)].join(
      semicolon,
    ),
    ...sentences.map((each) => `${'  '.repeat(each.depth + 1)}${each[language]}`),
    ...parameters.map(
      (each) =>
        `  ${named(each.name)}${equals}${each.value}${colon}${each.source[language]}${each.edition === null ? '' : ` (${sayDecidedBy({ kind: 'published', file: '', number: each.edition })})`}`,
    ),
    ...(missing.length > 0 ? [`  ${answer.missing}${colon}${missing.map(named).join(list)}`] : []),
    ...changes.map((each) => {
      const [was, is, other] = [each.from, each.to, each.result].map(said);
      return `  ${answer.change(named(each.fact), was ?? '', is ?? '')}${colon}${other}`;
    }),
  ].join('\n');
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
