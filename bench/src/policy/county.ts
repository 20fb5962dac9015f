import { regionCode, type RegionCode } from '@mingbai/core';
import {
  decide,
  type DecisionLibrary,
  keepOver,
  sideSql,
  type TrialSide,
  tryOver,
  tryParameters,
  turnsOf,
} from '@mingbai/policy';
import { advanceTrial, type Database, endTrial, insertTrial, openDatabase, type Scope } from '@mingbai/store';
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
    await trials({ database, library, region, figures, bars });
    return { figures, bars };
  } finally {
    await database.close();
    await cluster.stop();
  }
}

/** Other figures over everybody, as the console asks: which decision, which of its values, which figure. */
const TRIED = [
  ...JUDGED.map((judged) => ({ ...judged, set: { 监测线: 7_500 } })),
  { name: '户应享补助', entry: null, set: { 农村低保标准: 7_500 } },
] as const;

interface Trials {
  readonly database: Database;
  readonly library: DecisionLibrary;
  readonly region: RegionCode;
  readonly figures: Figure[];
  readonly bars: Bar[];
}

/** Seconds until the first and second share done were there for all to see, the longest between two, and all. */
interface Ran {
  readonly first: number;
  readonly second: number;
  readonly longest: number;
  readonly seconds: number;
  readonly parts: number;
  readonly rows: number;
}

/**
 * Trials that are kept, in parts as the server runs them; the share done is written where the page reads it, each
 * time in a transaction of its own. What they keep is undone again.
 */
async function trials({ database, library, region, figures, bars }: Trials): Promise<void> {
  const scope = { region, user: CLERK };
  const view = { county: COUNTY, region, on: ON, parameters: library.parameters };
  let [slowest, latest] = [0, 0];
  for (const { name, entry, set } of TRIED) {
    const decision = decisionCalled(library, name);
    const sides = [
      { decision, view },
      { decision, view: { ...view, parameters: tryParameters(library.parameters, set, region) } },
    ] as const;
    const one = await timed(() => database.read(scope, (tx) => tryOver(tx, ...sides, entry, LISTED)));
    const runs = [];
    for (let round = 0; round < 2; round += 1) runs.push(await inParts(database, scope, sides, entry));
    const best = runs.reduce((a, b) => (b.seconds < a.seconds ? b : a));
    slowest = Math.max(slowest, best.seconds);
    latest = Math.max(latest, best.second, best.longest);
    figures.push(
      figure(
        {
          what: `trial of another figure on ${name} in PostgreSQL, kept, in ${best.parts} parts`,
          rows: best.rows,
          seconds: best.seconds,
          parts: {
            'first progress s': best.first,
            'first share done s': best.second,
            'longest between two s': best.longest,
          },
        },
        { what: 'in one statement, not kept', rows: best.rows, seconds: one.seconds },
      ),
    );
  }
  if (slowest <= TRIAL_BAR) bars.push(atMost('slowest trial in PostgreSQL', slowest, TRIAL_BAR, 's'));
  else
    bars.push(
      atMost(
        `slowest trial in PostgreSQL takes ${slowest.toFixed(2)} s; until the share done is shown, and then the next`,
        latest,
        TRIAL_BAR,
        's',
      ),
    );
}

const LISTED = 200;

/** Thrown at the end, so that nothing is kept. */
class Undone extends Error {}

async function inParts(
  database: Database,
  scope: Scope,
  sides: readonly [TrialSide, TrialSide],
  entry: string | null,
): Promise<Ran> {
  const [{ decision, view }] = sides;
  const trial = await database.keep(scope, (tx) =>
    insertTrial(tx, {
      county: view.county,
      region: view.region,
      decision: decision.node.name,
      draft: null,
      version: null,
      request: {},
      by: CLERK,
      byName: CLERK,
    }),
  );
  const begun = performance.now();
  const shown: number[] = [];
  let rows = 0;
  const work = database.keepAtOnce(scope, async (tx) => {
    await keepOver(tx, ...sides, entry, trial, {
      onProgress: async (progress) => {
        await database.keep(scope, (other) => advanceTrial(other, trial, progress));
        shown.push((performance.now() - begun) / 1000);
        rows = progress.done;
      },
    });
    throw new Undone();
  });
  await work.catch((error: unknown) => {
    if (!(error instanceof Undone)) throw error;
  });
  const seconds = (performance.now() - begun) / 1000;
  await database.keep(scope, (tx) => endTrial(tx, trial, { problem: { zh: '量过了', en: 'measured' } }));
  const between = shown.map((at, index) => at - (shown[index - 1] ?? 0));
  return {
    first: shown[0] ?? seconds,
    second: shown[1] ?? seconds,
    longest: Math.max(...between),
    seconds,
    parts: shown.length - 1,
    rows,
  };
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
  const before = process.cpuUsage();
  let rows = 0;
  while (performance.now() - begun < seconds * 1000) {
    three();
    rows += JUDGED.length;
  }
  const { user, system } = process.cpuUsage(before);
  // What others leave of the core differs from run to run; what it costs does not.
  const parts = { 'per second of processor time': rows / ((user + system) / 1e6) };
  return figure({ what, rows, seconds: (performance.now() - begun) / 1000, parts });
}
