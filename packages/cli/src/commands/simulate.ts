import type { PlaceCount } from '@mingbai/analytics';
import { countyOf, levelOf, regionCode, type RegionCode } from '@mingbai/core';
import { decidedBy, tryOver, type TrialChange, type TrialSide } from '@mingbai/policy';
import type { Command } from 'commander';
import { libraryOf } from '../decide/library.ts';
import { dayOf, regionOf } from '../asked.ts';
import { decisionOf } from '../decide/options.ts';
import { engineFor, simulateRegion } from '../decide/simulate-region.ts';
import { libraryIn } from '@mingbai/server';
import { sayDecidedBy } from '../decide/decided-by.ts';
import { NO_EDITIONS } from '../decide/register-library.ts';
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
  readonly engine?: string;
  readonly editions: boolean;
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
    .option(
      '--region <code>',
      'this installation, unless told; above a county by county · 区划代码（默认本安装；县以上按县汇总）',
    )
    .option('--entry <name>', 'which value of a decision that answers several · 取哪一项结果')
    .option('--list <n>', 'name so many of those that change · 列出多少户', '0')
    .option(
      '--engine <name>',
      'postgres, or duckdb on a copy; above a county always duckdb · 在库内试算，或抄出后试算',
    )
    .option(...NO_EDITIONS)
    .option(...HOME)
    .option(...JSON_FLAG)
    .action(simulate);
}

async function simulate(name: string, options: SimulateOptions): Promise<void> {
  const on = dayOf(options.on);
  const asked = regionOf(options.region);
  const draft = options.draft === undefined ? undefined : await libraryOf(options.draft);
  const result = await withDoor(options.home, async (door, county, place) => {
    const region = asked ?? county;
    const library =
      options.editions === false
        ? await libraryOf()
        : await door.database.read({ region, user: '' }, libraryIn);
    const drafts = draft ?? library;
    const engine = engineFor(options.engine, region);
    const entry = options.entry ?? null;
    const limit = Number(options.list);
    const sidesOf = (there: RegionCode): readonly [TrialSide, TrialSide] => {
      const before = decisionOf(library, name, there, on);
      const after = decisionOf(drafts, name, options.draft === undefined ? there : undefined, on);
      const view = viewOf(library.parameters, there, on);
      const parameters = withValues(library.parameters, options.set, there);
      return [
        { decision: before, view },
        { decision: after, view: { ...view, parameters } },
      ];
    };
    const wide = !['county', 'township', 'village'].includes(levelOf(region));
    const ask = async (): Promise<{ counts: readonly PlaceCount[]; list: readonly TrialChange[] }> => {
      if (engine === 'duckdb') {
        return simulateRegion(door.database, place.home, region, {
          sidesOf: (of) => sidesOf(wide ? regionCode(of) : region),
          entry,
          limit,
        });
      }
      const { counts, list } = await door.database.read({ region, user: '' }, (tx) =>
        tryOver(tx, ...sidesOf(region), entry, limit),
      );
      return { counts: counts.map((each) => ({ ...each, place: each.village })), list };
    };
    const { counts, list } = await ask().catch((error: unknown) => {
      throw asRefusal(error);
    });
    const before = decisionOf(library, name, region, on);
    const after = decisionOf(drafts, name, options.draft === undefined ? region : undefined, on);
    const moved = counts.filter((each) => each.before !== each.after);
    return {
      decision: before.node.name,
      on,
      region,
      engine,
      before: { version: before.model.version, edition: decidedBy(before.model) },
      after: { version: after.model.version, edition: decidedBy(after.model), set: options.set },
      subject: before.model.subject,
      cost: costOf(counts),
      total: sum(counts),
      changed: sum(moved),
      outcomes: together(counts, () => ({})),
      ...(wide
        ? { counties: together(moved, ({ place: of }) => ({ county: countyOf(of as RegionCode) })) }
        : { villages: together(moved, ({ place: of }) => ({ village: of })) }),
      list,
    };
  });
  answer(result, options.json, ({ decision, total, changed, outcomes: all, before, after, cost }) =>
    [
      `${decision}：${total} 中 ${changed} 改变 · ${changed} of ${total} change`,
      `  现行 in force：${sayDecidedBy(before.edition)}，版本 ${before.version}；试算 tried：${sayDecidedBy(after.edition)}，版本 ${after.version}`,
      ...(cost === null ? [] : [`  ${cost.before} → ${cost.after} 元 yuan`]),
      ...all.map(({ before, after, count }) => `  ${before ?? '空'} → ${after ?? '空'}\t${count}`),
    ].join('\n'),
  );
}

/** Yuan to the fen, before and after; null when the decision grants none. */
function costOf(counts: readonly PlaceCount[]): { readonly before: number; readonly after: number } | null {
  const fen = (amounts: readonly (number | null)[]): number | null => {
    const known = amounts.filter((each) => each !== null);
    return known.length === 0 ? null : known.reduce((all, each) => all + Math.round(each * 100), 0) / 100;
  };
  const [before, after] = [
    fen(counts.map((each) => each.amountBefore)),
    fen(counts.map((each) => each.amountAfter)),
  ];
  return before === null && after === null ? null : { before: before ?? 0, after: after ?? 0 };
}

function sum(counts: readonly PlaceCount[]): number {
  return counts.reduce((all, { count }) => all + count, 0);
}

/** Counts by outcome, and by what else is told apart; the most first. */
function together<K extends object>(
  counts: readonly PlaceCount[],
  by: (each: PlaceCount) => K,
): (K & Pick<PlaceCount, 'before' | 'after' | 'count'>)[] {
  const all = new Map<string, K & Pick<PlaceCount, 'before' | 'after' | 'count'>>();
  for (const each of counts) {
    const { before, after, count } = each;
    const key = JSON.stringify([by(each), before, after]);
    all.set(key, { ...by(each), before, after, count: (all.get(key)?.count ?? 0) + count });
  }
  return [...all.values()].sort((a, b) => b.count - a.count);
}
