import { addDays, ancestorAt, checkDigit, dayInChina, regionCode, type RegionCode } from '@mingbai/core';
import { actFromShell, openFromShell } from '@mingbai/server';
import {
  findAccountByName,
  openDatabase,
  openVault,
  type Actor,
  type Brought,
  type Database,
  type Opening,
  type Vault,
} from '@mingbai/store';
import { bringDemoPaper, keepDemoPaper } from './demo-paper.ts';
import { say } from './output.ts';

export interface DemoCases {
  readonly county: RegionCode;
  readonly appUrl: string;
  readonly keyFile: string;
  readonly files: string;
  readonly seed: number;
}

/** Where the demo's own village worker and reviewers are; elsewhere the shell acts in their roles. */
const LOGINS = new Map([
  ['411525101219', 'village'],
  ['411525101000', 'town1'],
  ['411525102000', 'town2'],
  ['411525000000', 'clerk'],
]);
const VILLAGES = 4;
/** Households of the first village that are still poor. */
const POOR = 20;
const CAUSES = ['illness', 'disability', 'labour', 'skill'] as const;
/** A year that an exit asks for; money in fen. */
const MET = {
  'per-capita': 920_000,
  food: true,
  clothing: true,
  dropout: false,
  uninsured: false,
  'dangerous-house': false,
  'water-safe': true,
};
/** What the last of them miss: a yuan, or one of the guarantees. */
const BY_A_HAIR: readonly object[] = [
  { 'per-capita': 400_000 },
  { uninsured: true },
  { 'dangerous-house': true },
  { 'water-safe': false },
  { dropout: true },
];
const AGREED = { eligible: 42, present: 36, for: 34, against: 1, abstain: 1 };
const SURNAMES = [...'王李张刘陈杨黄赵周吴'];
const GIVEN = ['建国', '秀兰', '志强', '桂花', '海涛', '玉梅', '长顺', '春燕', '德才', '小芳'];

/**
 * Cases in different states, some of them late, opened and acted on by the commands that people use, so that queues and
 * boards of the demo have something on them. By the seed alone, but for the days, which are counted back from today.
 */
export async function openDemoCases(options: DemoCases): Promise<void> {
  const begun = Date.now();
  const database = openDatabase(options.appUrl, { connections: 4, name: 'mingbai-demo' });
  try {
    const vault = openVault(options.keyFile);
    const paper = await keepDemoPaper({ database, vault, files: options.files });
    let opened = 0;
    for (const [number, village] of (await villagesOf(database, options.county)).entries()) {
      const desk = await Desk.open(database, vault, options, village, number);
      const file = await bringDemoPaper({ database, vault, files: options.files }, desk.worker, paper);
      opened += await desk.fill(file);
    }
    say(`  办理中的事项 cases: ${opened} (${((Date.now() - begun) / 1000).toFixed(1)} s)`);
  } finally {
    await database.close();
  }
}

/** The village of the demo's worker, and those with most households in the two towns. */
async function villagesOf(database: Database, county: RegionCode): Promise<RegionCode[]> {
  const rows = await database.read({ region: county, user: '' }, (tx) =>
    tx.rows<{ code: string }>(
      `select lpad(region::text, 12, '0') as code from mingbai.household
       where region between 411525101000 and 411525102999 group by region
       order by region <> 411525101219, count(*) desc, region limit ${VILLAGES}`,
    ),
  );
  return rows.map(({ code }) => regionCode(code));
}

/** One village's people at work. */
class Desk {
  private readonly today = dayInChina(Date.now());

  private constructor(
    private readonly place: { readonly database: Database; readonly vault: Vault },
    readonly worker: Actor,
    private readonly town: Actor,
    private readonly clerk: Actor,
    private readonly households: readonly string[],
    private readonly number: number,
    private readonly seed: number,
  ) {}

  static async open(
    database: Database,
    vault: Vault,
    { county, seed }: DemoCases,
    village: RegionCode,
    number: number,
  ): Promise<Desk> {
    const town = ancestorAt(village, 'township');
    const scope = { region: county, user: '' };
    const as = async (role: string, region: RegionCode): Promise<Actor> => {
      const name = LOGINS.get(region);
      const account =
        name === undefined ? undefined : await database.read(scope, (tx) => findAccountByName(tx, name));
      return { id: account?.id ?? `shell:demo-${role}`, role, region };
    };
    // Nobody watched already: a household is watched once.
    const rows = await database.read(scope, (tx) =>
      tx.rows<{ id: string }>(
        `select id::text from mingbai.household where county = 411525 and region = $1 and monitor_class is null
           and exists (select from mingbai.membership m where m.county = household.county and m.household_id = household.id and m.relation = 'head')
         order by household_no limit 9`,
        [village],
      ),
    );
    return new Desk(
      { database, vault },
      await as('village_worker', village),
      await as('township_reviewer', town),
      await as('county_clerk', county),
      rows.map(({ id }) => id),
      number,
      seed,
    );
  }

  async fill(file: string): Promise<number> {
    const watched = await this.watch(file);
    const born = await this.births(file);
    const applied = await this.applications(file);
    // The village of the demo's worker has households that are still poor.
    const poor = this.number === 0 ? await this.stillPoor(file) : 0;
    return watched + born + applied + poor;
  }

  /**
   * Households identified in spring, whose year was reckoned and whose guarantees were looked at: most of them meet
   * what an exit asks for, each of some misses one thing by a hair. A few are on their way out, at different steps.
   */
  private async stillPoor(file: string): Promise<number> {
    const evidence = (need: string) => [{ need, id: file }];
    const numbers = Array.from({ length: POOR }, (_, n) => n);
    const openings = numbers.map((n): Opening => {
      const members = [
        this.member('head', 'male', 1945 + n, n),
        this.member('spouse', 'female', 1947 + n, n + 7),
        ...(n % 3 === 0 ? [this.member('son', 'male', 2008 + (n % 10), n)] : []),
      ];
      const cause = CAUSES[n % CAUSES.length] ?? 'illness';
      const given = {
        'poverty-class': 'general',
        'main-cause': cause,
        members,
        request: '家庭困难，申请纳入。',
      };
      const brought = this.brought(260, 0, { given, evidence: evidence('application') });
      return { subject: null, region: this.worker.region, brought };
    });
    const list = { name: `${this.today.slice(0, 4)}年春季识别`, region: this.worker.region };
    const opened = await openFromShell(this.place, this.worker, 'identification', 'apply', openings, list);
    const ids = opened.accepted.map((one) => one.case);
    const agreed = { votes: AGREED, evidence: evidence('minutes') };
    await this.take(this.worker, 'group-agree', 1, 254, ids, agreed);
    await this.take(this.worker, 'group-notice-over', 2, 247, ids);
    const visit = {
      'visit-finding': '入户核查属实，收入低于标准。',
      'income-wage': 300_000,
      'income-transfer': 240_000,
    };
    await this.take(this.worker, 'village-agree', 3, 245, ids, { ...agreed, given: visit });
    await this.take(this.worker, 'village-notice-over', 4, 236, ids);
    await this.take(this.town, 'township-agree', 5, 234, ids, {
      given: { comparison: '与部门数据比对无异常。' },
    });
    const chosen = new Map(ids.map((id) => [id, this.brought(225, 6, {})]));
    const done = await actFromShell(this.place, this.clerk, 'identify', chosen);
    const households = done.accepted.flatMap(({ subject }) => subject ?? []);

    const reckoned = households.map((subject, n): Opening => {
      const given = {
        ...MET,
        wage: 1_600_000 + n * 10_000,
        transfer: 400_000,
        ...BY_A_HAIR[n - (POOR - BY_A_HAIR.length)],
      };
      return { subject, brought: this.brought(40, 0, { given, evidence: evidence('account') }) };
    });
    const accounts = await openFromShell(this.place, this.worker, 'change-account', 'report', reckoned);
    await this.take(
      this.town,
      'confirm',
      1,
      36,
      accounts.accepted.map((one) => one.case),
    );

    const leaving = await this.begin(
      'household-exit',
      'propose',
      14,
      households.slice(0, 6),
      {},
      evidence('minutes'),
      AGREED,
    );
    const answers = {
      'per-capita-income': 9200,
      food: true,
      clothing: true,
      schooling: true,
      'medical-care': true,
    };
    const verified = await this.take(this.worker, 'verify', 1, 8, leaving.slice(0, 4), {
      given: { ...answers, housing: true, water: true },
      evidence: evidence('income-account'),
    });
    // Two of them hang out today.
    await this.take(this.worker, 'household-agrees', 2, 3, verified.slice(0, 2), {
      given: { signed: true },
      evidence: evidence('household-signature'),
    });
    return ids.length + accounts.accepted.length + leaving.length;
  }

  /** Leads of one list, each left a step further on. */
  private async watch(file: string): Promise<number> {
    const given = { risks: ['illness'], situation: '家庭成员大病住院，自付费用较高，收入下降。' };
    const minutes = [{ need: 'minutes', id: file }];
    const leads = await this.begin('monitoring', 'official-finds', 14, this.households.slice(0, 7), given);
    const late = await this.begin('monitoring', 'official-finds', 24, this.households.slice(7, 9), given);
    const visited = await this.take(this.worker, 'visit', 1, 12, leads.slice(1), {
      given: {
        'monitor-class': 'sudden',
        risks: ['illness'],
        'per-capita-income': 6200,
        'visit-finding': '入户核实：住院自付 3.2 万元，家庭收入主要靠一人务工。',
      },
      evidence: [{ need: 'authorisation', id: file }],
    });
    // One of them hangs out today.
    await this.take(this.worker, 'village-agree', 2, 2, visited.slice(1, 2), {
      votes: AGREED,
      evidence: minutes,
    });
    const agreed = await this.take(this.worker, 'village-agree', 2, 11, visited.slice(2), {
      votes: AGREED,
      evidence: minutes,
    });
    const over = await this.take(this.worker, 'notice-over', 3, 4, agreed.slice(1));
    const passed = await this.take(this.town, 'township-agree', 4, 3, over.slice(1), {
      given: { 'township-opinion': '情况属实，同意上报。' },
    });
    await this.take(this.clerk, 'county-confirm', 5, 1, passed.slice(1), {
      given: { 'county-opinion': '同意纳入监测。' },
    });
    return leads.length + late.length;
  }

  private async births(file: string): Promise<number> {
    const evidence = [{ need: 'birth-certificate', id: file }];
    const child = (days: number) => ({
      name: this.nameOf(days),
      sex: days % 2 === 0 ? 'male' : 'female',
      'birth-date': addDays(this.today, -days),
      relation: days % 2 === 0 ? 'grandson' : 'granddaughter',
    });
    const [first = '', second = '', third = ''] = this.households;
    const some = [
      ...(await this.begin('change-birth', 'report', 30, [first], child(52), evidence)),
      ...(await this.begin('change-birth', 'report', 2, [second], child(15), evidence)),
    ];
    const done = await this.begin('change-birth', 'report', 9, [third], child(33), evidence);
    await this.take(this.town, 'confirm', 1, 5, done);
    return some.length + done.length;
  }

  /** Families that nobody knows yet apply, as one list; the notice of one has run, one hangs out today, the first waits for the group. */
  private async applications(file: string): Promise<number> {
    const openings = [0, 1, 2].map((n): Opening => ({
      subject: null,
      region: this.worker.region,
      brought: this.brought(12, 0, {
        given: {
          'poverty-class': 'general',
          'main-cause': 'illness',
          members: this.family(n),
          request: '因病支出大，生活困难，申请纳入。',
        },
        evidence: [{ need: 'application', id: file }],
      }),
    }));
    const list = { name: `${this.today.slice(0, 4)}年识别申请第一批`, region: this.worker.region };
    const opened = await openFromShell(this.place, this.worker, 'identification', 'apply', openings, list);
    const ids = opened.accepted.map((one) => one.case);
    const agreed = { votes: AGREED, evidence: [{ need: 'minutes', id: file }] };
    await this.take(this.worker, 'group-agree', 1, 8, ids.slice(1, 2), agreed);
    await this.take(this.worker, 'group-agree', 1, 2, ids.slice(2), agreed);
    return ids.length;
  }

  private family(n: number): Record<string, string>[] {
    const [head, spouse] = [this.number * 20 + n * 2 + this.seed, this.number * 20 + n * 2 + 1 + this.seed];
    return [this.member('head', 'male', 1970 + n, head), this.member('spouse', 'female', 1972 + n, spouse)];
  }

  /** A number that is right by its check digit and nobody's: the generator gives none of the county above 890. */
  private member(relation: string, sex: 'male' | 'female', year: number, n: number): Record<string, string> {
    const order = 900 + ((n * 2) % 98) + (sex === 'male' ? 1 : 0);
    const first17 = `411525${year}0301${order}`;
    return {
      'membership.relation': relation,
      'person.name': this.nameOf(n),
      'person.identity_no': first17 + checkDigit(first17),
      'person.sex': sex,
      'person.birth_date': `${year}-03-01`,
    };
  }

  private nameOf(n: number): string {
    const at = n + this.number * 3 + this.seed;
    return `${SURNAMES[at % SURNAMES.length] ?? ''}${GIVEN[(at * 7) % GIVEN.length] ?? ''}`;
  }

  private brought(days: number, base: number, more: Partial<Brought>): Brought {
    return { on: addDays(this.today, -days), base, given: {}, evidence: [], ...more };
  }

  /** Cases begun so many days ago; those that may not begin are left out. */
  private async begin(
    procedure: string,
    action: string,
    days: number,
    households: readonly string[],
    given: Brought['given'],
    evidence: Brought['evidence'] = [],
    votes?: Brought['votes'],
  ): Promise<string[]> {
    const openings = households
      .filter((id) => id !== '')
      .map((subject): Opening => ({ subject, brought: this.brought(days, 0, { given, evidence, votes }) }));
    if (openings.length === 0) return [];
    const done = await openFromShell(this.place, this.worker, procedure, action, openings);
    return done.accepted.map((one) => one.case);
  }

  private async take(
    actor: Actor,
    action: string,
    base: number,
    days: number,
    cases: readonly string[],
    more: Partial<Brought> = {},
  ): Promise<string[]> {
    if (cases.length === 0) return [];
    const chosen = new Map(cases.map((id) => [id, this.brought(days, base, more)]));
    const done = await actFromShell(this.place, actor, action, chosen);
    return done.accepted.map((one) => one.case);
  }
}
