import { scopeOf } from '@mingbai/core';
import { HouseholdFilter } from '@mingbai/core/api';
import {
  findArea,
  findHouseholdPage,
  listHouseholdsIn,
  PlaceNames,
  type Area,
  type Database,
  type ReadTx,
  Totals,
  type Vault,
} from '@mingbai/store';
import { recorder, type Replay } from './replay.ts';
import type { Reader, Sample } from './sessions.ts';

export interface Case {
  readonly name: string;
  /** What the console asks the server. */
  readonly path: (sample: Sample, index: number) => string;
}

const LIMIT = 50;
const CAUSES = ['illness', 'disability', 'schooling', 'labour', 'skill'];

export const CASES: readonly Case[] = [
  { name: 'household page', path: ({ household }) => `/households/${household}` },
  {
    name: 'filtered list',
    path: ({ village }, index) =>
      list(
        // By turns: the whole area by one filter, the village, and the village by a filter.
        index % 3 === 0
          ? { main_cause: CAUSES[index % CAUSES.length] ?? '' }
          : index % 3 === 1
            ? { region: village }
            : { region: village, income_band: '6000-8000,8000-10000' },
      ),
  },
  { name: 'search by name', path: ({ name }) => list({ q: name }) },
  { name: 'search by beginning of a name', path: ({ name }) => list({ q: name.slice(0, 2) }) },
  { name: 'search by initials', path: ({ initials }) => list({ q: initials }) },
  { name: 'search by last four', path: ({ tail }) => list({ q: tail }) },
  { name: 'search by phone', path: ({ phone }) => list({ q: phone }) },
  { name: 'search by household number', path: ({ householdNo }) => list({ q: householdNo }) },
];

function list(query: Readonly<Record<string, string>>): string {
  return `/households?${new URLSearchParams({ ...query, limit: String(LIMIT) }).toString()}`;
}

export interface Asked {
  readonly path: string;
  readonly cookie: string;
  readonly replay: Replay;
}

/** The case asked by everybody in turn about their own people, and what each question asks of the database. */
export async function questions(
  one: Case,
  readers: readonly Reader[],
  database: Database,
  vault: Vault,
): Promise<Asked[]> {
  const asked: Asked[] = [];
  const totals = new Totals();
  const places = new PlaceNames();
  const most = Math.max(...readers.map(({ sample }) => sample.length));
  for (let at = 0; at < most; at += 1) {
    for (const reader of readers) {
      const sample = reader.sample[at % reader.sample.length];
      if (sample === undefined) continue;
      const path = one.path(sample, at);
      const scope = { region: reader.region, user: reader.user };
      // As the server asks that has been asked before and remembers the total and what places are called.
      await database.read(scope, (tx) => askStore(tx, reader, path, vault, totals, places));
      const statements = await database.read(scope, async (tx) => {
        const recording = recorder(tx);
        await askStore(recording.tx, reader, path, vault, totals, places);
        return recording.statements;
      });
      asked.push({
        path: `/api${path}`,
        cookie: reader.cookie,
        replay: { ...scopeOf(reader.region), user: reader.user, statements },
      });
    }
  }
  return asked;
}

/** The same functions of the store that the server calls for this path. */
async function askStore(
  tx: ReadTx,
  reader: Reader,
  path: string,
  vault: Vault,
  totals: Totals,
  places: PlaceNames,
): Promise<void> {
  const url = new URL(path, 'http://localhost');
  const [, , id] = url.pathname.split('/');
  if (id !== undefined) {
    await findHouseholdPage(tx, areaOf(reader, undefined), id, {}, places.within(reader.region));
    return;
  }
  const filter = HouseholdFilter.parse(Object.fromEntries(url.searchParams));
  const page = { offset: 0, limit: LIMIT };
  await listHouseholdsIn(
    tx,
    areaOf(reader, filter.region),
    filter,
    page,
    vault,
    totals.within(reader.region),
    places.within(reader.region),
  );
}

function areaOf({ region }: Reader, asked: string | undefined): Area {
  const area = findArea(region, asked as Reader['region'] | undefined);
  if (area === undefined) throw new Error(`${asked} is outside ${region}`);
  return area;
}
