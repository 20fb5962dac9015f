import { regionCode } from '@mingbai/core';
import { decide, type DecisionLibrary, sideSql, tryOver, tryParameters, turnsOf } from '@mingbai/policy';
import { openDatabase } from '@mingbai/store';
import { COUNTY } from '../inputs.ts';
import { timed } from '../log.ts';
import { CLERK } from '../place.ts';
import { atMost, type Bar, figure, type Figure } from '../report.ts';
import { openRulesRegister } from '../rules/register.ts';
import { decisionCalled, JUDGED, ON } from './asked.ts';
import { IN_POSTGRES } from './by-hand.ts';

const RATIO_BAR = 1.2;
const TRIAL_BAR = 2;
const ROUNDS = 3;

/** One large county in PostgreSQL, under row-level security: the same judgements, and a trial of another line. */
export async function benchCounty(
  library: DecisionLibrary,
  persons: number,
): Promise<{ figures: Figure[]; bars: Bar[] }> {
  const { place, cluster } = await openRulesRegister(persons);
  const database = openDatabase(place.appUrl, { connections: 2 });
  const region = regionCode(COUNTY);
  const view = { county: COUNTY, region, on: ON, parameters: library.parameters };
  const figures: Figure[] = [];
  const bars: Bar[] = [];
  const ask = (sql: string): Promise<{ region: string; value: string | null; n: string }[]> =>
    database.read({ region, user: CLERK }, (tx) => tx.rows(sql));
  try {
    let [own, byHand, households] = [0, 0, 0];
    const parts: Record<string, number> = {};
    for (const { name, entry } of JUDGED) {
      const side = sideSql({ decision: decisionCalled(library, name), view }, entry);
      const compiled = `select region, value, count(*) as n from (${side}) t group by 1, 2`;
      const written = (IN_POSTGRES[name] ?? '').replaceAll('$day', `date '${ON}'`);
      let [best, bestByHand] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
      for (let round = 0; round < ROUNDS; round += 1) {
        const one = await timed(() => ask(compiled));
        const other = await timed(() => ask(written));
        const said = (rows: { region: string; value: string | null; n: string }[]): string =>
          rows
            .map((row) => `${row.region} ${row.value} ${row.n}`)
            .sort()
            .join('\n');
        if (said(one.result) !== said(other.result)) throw new Error(`${name}: not the same by hand`);
        households = one.result.reduce((sum, { n }) => sum + Number(n), 0);
        best = Math.min(best, one.seconds);
        bestByHand = Math.min(bestByHand, other.seconds);
      }
      own += best;
      byHand += bestByHand;
      parts[`${name} s`] = best;
      parts[`${name} by hand s`] = bestByHand;
    }
    figures.push(
      figure(
        {
          what: `below the line, guarantees and card of ${households} households with ${persons} persons in PostgreSQL, counted by village`,
          rows: households,
          seconds: own,
          parts,
        },
        { what: 'by hand', rows: households, seconds: byHand },
      ),
    );
    bars.push(atMost('in PostgreSQL, against the same by hand', own / byHand, RATIO_BAR, '× its time'));
    await trials(library, figures, bars, async (name, entry) => {
      const decision = decisionCalled(library, name);
      const tried = tryParameters(library.parameters, { 监测线: 7_500 }, region);
      return timed(() =>
        database.read({ region, user: CLERK }, (tx) =>
          tryOver(tx, { decision, view }, { decision, view: { ...view, parameters: tried } }, entry, 200),
        ),
      );
    });
    return { figures, bars };
  } finally {
    await database.close();
    await cluster.stop();
  }
}

async function trials(
  _library: DecisionLibrary,
  figures: Figure[],
  bars: Bar[],
  run: (
    name: string,
    entry: string | null,
  ) => Promise<{ seconds: number; result: { counts: readonly { count: number }[] } }>,
): Promise<void> {
  let slowest = 0;
  for (const { name, entry } of JUDGED) {
    const first = await run(name, entry);
    const again = await run(name, entry);
    const { seconds, result } = again.seconds < first.seconds ? again : first;
    slowest = Math.max(slowest, seconds);
    const rows = result.counts.reduce((sum, { count }) => sum + count, 0);
    figures.push(figure({ what: `trial of another line on ${name} in PostgreSQL`, rows, seconds }));
  }
  bars.push(atMost('slowest trial in PostgreSQL', slowest, TRIAL_BAR, 's, or with progress'));
}

const MEMBER = { 年龄: 41, 劳动技能: '普通劳动力', 是否参加城乡居民基本医疗保险: true, '务工时间（月）': 6 };
const FACTS: Readonly<Record<string, Parameters<typeof decide>[2]>> = {
  低于监测线: { 人均纯收入: 5_800 },
  两不愁三保障: {
    是否不愁吃: true,
    是否不愁穿: true,
    是否危房户: false,
    是否解决安全饮用水: true,
    成员: [MEMBER, { 年龄: 9, 在校生状况: '小学', 是否参加城乡居民基本医疗保险: true }, MEMBER],
  },
  红蓝黄卡: { 脱贫属性: '未脱贫', 主要致贫原因: '因病', 成员: [MEMBER, { 年龄: 70 }] },
};

/** One household's judgement with its reasons, again and again; then with what would change it. */
export function benchExplain(library: DecisionLibrary, seconds: number): Figure[] {
  const decided = (name: string) => {
    const answer = decide(library, decisionCalled(library, name), FACTS[name] ?? {}, { on: ON });
    if (!('trace' in answer)) throw new Error(`${name}: ${JSON.stringify(answer)}`);
    return answer;
  };
  return [
    repeated('one judgement explained', seconds, () => JUDGED.map(({ name }) => decided(name).sentences)),
    repeated('one judgement explained, with what would turn it', seconds, () =>
      JUDGED.map(({ name }) => turnsOf(decided(name))),
    ),
  ];
}

function repeated(what: string, seconds: number, three: () => unknown): Figure {
  three();
  const begun = performance.now();
  let rows = 0;
  while (performance.now() - begun < seconds * 1000) {
    three();
    rows += JUDGED.length;
  }
  return figure({ what, rows, seconds: (performance.now() - begun) / 1000 });
}
