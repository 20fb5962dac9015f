import { tryOver, type TrialCount } from '@mingbai/policy';
import type { Command } from 'commander';
import { libraryOf } from '../decide/library.ts';
import { dayOf, decisionOf, regionOf } from '../decide/options.ts';
import { asRefusal, viewOf, withValues } from '../decide/view.ts';
import { answer } from '../output.ts';
import { withDoor } from '../place/door.ts';
import { HOME, JSON_FLAG, type Common } from './options.ts';

interface SimulateOptions extends Common {
  readonly set: readonly string[];
  readonly draft?: string;
  readonly on?: string;
  readonly region?: string;
  readonly entry?: string;
  readonly list: string;
}

const collect = (value: string, before: readonly string[]): readonly string[] => [...before, value];

export function addSimulate(program: Command): void {
  program
    .command('simulate')
    .argument('<decision>', 'its name in Chinese or English · 决策名称')
    .description(
      'try other figures or a draft on the whole register, before they count · 新规定试算全部登记数据',
    )
    .option(
      '--set <name=value>',
      'another value of a parameter; several times · 改变标准，如 监测线=8000',
      collect,
      [],
    )
    .option('--draft <file>', 'a DMN file that would hold instead · 草案（DMN 文件）')
    .option('--on <date>', 'the day whose rules hold · 按哪一天的规定（默认今天）')
    .option('--region <code>', 'county or smaller; the county of this installation · 区划代码')
    .option('--entry <name>', 'which value of a decision that answers several · 取哪一项结果')
    .option('--list <n>', 'name so many of those that change · 列出多少户', '0')
    .option(...HOME)
    .option(...JSON_FLAG)
    .action(simulate);
}

async function simulate(name: string, options: SimulateOptions): Promise<void> {
  const on = dayOf(options.on);
  const asked = regionOf(options.region);
  const library = await libraryOf();
  const drafts = options.draft === undefined ? library : await libraryOf(options.draft);
  const result = await withDoor(options.home, async (door, county) => {
    const region = asked ?? county;
    const before = decisionOf(library, name, region, on);
    const after = decisionOf(drafts, name, options.draft === undefined ? region : undefined, on);
    const view = viewOf(library.parameters, region, on);
    const parameters = withValues(library.parameters, options.set, region);
    const sides = [
      { decision: before, view },
      { decision: after, view: { ...view, parameters } },
    ] as const;
    const entry = options.entry ?? null;
    return door.database
      .read({ region, user: '' }, async (tx) => {
        const { counts, list } = await tryOver(tx, ...sides, entry, Number(options.list));
        return {
          decision: before.node.name,
          on,
          region,
          before: { version: before.model.version },
          after: { version: after.model.version, set: options.set },
          subject: before.model.subject,
          total: sum(counts),
          changed: sum(counts.filter((each) => each.before !== each.after)),
          outcomes: together(counts, () => ({})),
          villages: together(
            counts.filter((each) => each.before !== each.after),
            ({ village }) => ({ village }),
          ),
          list,
        };
      })
      .catch((error: unknown) => {
        throw asRefusal(error);
      });
  });
  answer(result, options.json, ({ decision, total, changed, outcomes: all }) =>
    [
      `${decision}：${total} 中 ${changed} 改变 · ${changed} of ${total} change`,
      ...all.map(({ before, after, count }) => `  ${before ?? '空'} → ${after ?? '空'}\t${count}`),
    ].join('\n'),
  );
}

function sum(counts: readonly TrialCount[]): number {
  return counts.reduce((all, { count }) => all + count, 0);
}

/** Counts by outcome, and by what else is told apart; the most first. */
function together<K extends object>(
  counts: readonly TrialCount[],
  by: (each: TrialCount) => K,
): (K & Pick<TrialCount, 'before' | 'after' | 'count'>)[] {
  const all = new Map<string, K & Pick<TrialCount, 'before' | 'after' | 'count'>>();
  for (const each of counts) {
    const { before, after, count } = each;
    const key = JSON.stringify([by(each), before, after]);
    all.set(key, { ...by(each), before, after, count: (all.get(key)?.count ?? 0) + count });
  }
  return [...all.values()].sort((a, b) => b.count - a.count);
}
