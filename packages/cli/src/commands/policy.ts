import { runCases, sideSql } from '@mingbai/policy';
import { listEditions } from '@mingbai/store';
import type { Command } from 'commander';
import { houseFiles, rowsOf, wordsOfFile } from '../decide/house-files.ts';
import { libraryOf, wordsOf } from '../decide/library.ts';
import { EDITIONS, type EditionOptions, libraryHere, NO_EDITIONS } from '../decide/register-library.ts';
import { dayOf, regionOf } from '../asked.ts';
import { decisionOf } from '../decide/options.ts';
import { trialSql, viewOf } from '../decide/view.ts';
import { EXIT } from '../exit.ts';
import { answer } from '../output.ts';
import { withDoor } from '../place/door.ts';
import { type Common, HOME, JSON_FLAG } from './options.ts';

interface SqlOptions extends EditionOptions {
  readonly region: string;
  readonly on?: string;
  readonly entry?: string;
  readonly json?: boolean;
}

export function addPolicy(program: Command): void {
  const policy = program.command('policy').description('the rules as data · 政策即数据');
  policy
    .command('list')
    .description(
      'every decision, procedure and calendar with its region, days, source and version · 列出决策、程序和节假日历',
    )
    .option('--editions', 'what was published in this installation, too · 连同本安装已发布的规定')
    .option(...HOME)
    .option(...JSON_FLAG)
    .action(async (options: Common & { readonly editions?: boolean }) => {
      const editions = options.editions === true ? await published(options.home) : [];
      const library = await libraryOf();
      const files = library.models.flatMap((model) =>
        [...model.program.nodes.values()].flatMap((node) =>
          node.kind === 'decision'
            ? [
                {
                  decision: node.name,
                  en: node.element.label ?? null,
                  region: model.region,
                  from: model.from,
                  to: model.to,
                  version: model.version,
                  source: model.source,
                  quality: model.quality,
                  file: model.file,
                },
              ]
            : [],
        ),
      );
      const others = rowsOf(await houseFiles(library));
      answer([...editions, ...files, ...others], options.json, (list) =>
        list
          .map((row) => {
            const name = 'decision' in row ? row.decision : row.zh;
            return [name, row.en ?? '', row.region, row.from, row.version].join('\t');
          })
          .join('\n'),
      );
    });
  policy
    .command('test')
    .description(
      'run the cases of every decision, check every procedure and calendar · 运行全部案例，检查程序和节假日历',
    )
    .option(...JSON_FLAG)
    .action(async (options: { json?: boolean }) => {
      const library = await libraryOf();
      const outcomes = await runCases(library);
      const wrong = outcomes.filter(({ why }) => why !== '');
      const { procedures, calendars, refused } = await houseFiles(library);
      const said = {
        models: library.models.length,
        refused: [...library.refused, ...refused],
        cases: outcomes.length,
        wrong,
        procedures: procedures.length,
        calendars: calendars.length,
      };
      answer(said, options.json, ({ models, cases }) =>
        [
          `${models} 个模型 models，${cases} 个案例 cases，${wrong.length} 个不符 wrong，${library.refused.length} 个模型未载入 refused`,
          `${procedures.length} 个程序 procedures，${calendars.length} 年节假日历 calendars，${refused.length} 个文件未载入 refused`,
          ...library.refused.map(wordsOf),
          ...refused.map(wordsOfFile),
          ...wrong.map(({ file, decision, zh, why }) => `${file} ${decision} ${zh}: ${why}`),
        ].join('\n'),
      );
      process.exitCode = wrong.length > 0 || said.refused.length > 0 ? EXIT.faults : EXIT.ok;
    });
  policy
    .command('sql')
    .argument('<decision>', 'its name in Chinese or English · 决策名称')
    .description('the SQL that decides for a whole county at once · 全县一次判断所用的 SQL')
    .requiredOption('--region <code>', 'county · 县区划代码')
    .option('--on <date>', 'the day whose rules hold · 按哪一天的规定（默认今天）')
    .option('--entry <name>', 'which value of a decision that answers several · 取哪一项结果')
    .option(...EDITIONS)
    .option(...NO_EDITIONS)
    .option(...HOME)
    .option(...JSON_FLAG)
    .action(async (name: string, options: SqlOptions) => {
      const on = dayOf(options.on);
      const region = regionOf(options.region);
      const library = await libraryHere(options, region);
      const decision = decisionOf(library, name, region, on);
      const view = viewOf(library.parameters, region, on);
      const sql = trialSql(() => sideSql({ decision, view }, options.entry ?? null));
      answer(
        { decision: decision.node.name, version: decision.model.version, on, dialect: 'postgres', sql },
        options.json,
        () => sql,
      );
    });
}

/** Editions of the installation's county and of the regions above it, the newest first, as the files are listed. */
function published(home: string | undefined) {
  return withDoor(home, async (door, county) => {
    const editions = await door.database.read({ region: county, user: '' }, listEditions);
    return editions.toReversed().map((edition) => ({
      decision: edition.name,
      en: null,
      region: edition.region,
      from: edition.from_day,
      to: null,
      version: edition.version,
      source: { zh: edition.source_zh, en: edition.source_en },
      quality: 'official',
      file: `edition ${edition.number}, ${edition.proposer_name} → ${edition.approver_name}`,
    }));
  });
}
