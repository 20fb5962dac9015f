import { rmSync } from 'node:fs';
import { writeCounty } from '@mingbai/fixtures';
import { NOUN_TABLES, tableColumns, type NounTable } from '@mingbai/store';
import { freshFolder } from '../folder.ts';
import { importFile } from '../import/imported.ts';
import { COUNTY, DATA_DATE, SEED, YEAR } from '../inputs.ts';
import { keptPlace, type Kept } from '../kept.ts';
import { say, timed } from '../log.ts';
import { asOwner, installNew, type Installed } from '../place.ts';

const NAME = 'rules';
/** Persons of the county that is brought through the import; the others are like them. */
const SEEDLING = 5_000;

/**
 * A register of so many persons with everything that forms say of them: a small county of the generator brought in
 * as people do, then each of its households repeated under other ids, names of numbers and numbers. Kept between runs.
 */
export function openRulesRegister(persons: number): Promise<Kept> {
  return keptPlace(NAME, persons, async (cluster) => {
    const place = await installNew(cluster, NAME);
    const { seconds } = await timed(() => fill(place, persons));
    say(`register: ${persons} persons in ${seconds.toFixed(1)} s`);
    return place;
  });
}

async function fill(place: Installed, persons: number): Promise<void> {
  const dir = freshFolder('county');
  const seedling = Math.min(SEEDLING, persons);
  const { files } = await writeCounty({
    dir,
    area: COUNTY,
    faults: 0.01,
    seed: SEED,
    scale: (seedling * 1.02) / 143_000,
    year: YEAR,
    today: DATA_DATE,
    format: 'csv',
  });
  for (const path of new Set(files.map((file) => file.path))) await importFile(place, path);
  rmSync(dir, { recursive: true, force: true });
  await multiply(place, persons);
}

/** Repeats what is there until there are about so many persons. */
async function multiply(place: Installed, persons: number): Promise<void> {
  await asOwner(place, async (client) => {
    const { rows } = await client.query<{ n: string; high: string }>(
      `select count(*) as n, (select last_value from mingbai.thing_id) as high from mingbai.person`,
    );
    const copies = Math.max(1, Math.round(persons / Number(rows[0]?.n ?? 1)));
    const step = Number(rows[0]?.high ?? 0) + 1;
    for (const table of NOUN_TABLES) {
      if (table.noun === 'village') continue;
      const { seconds } = await timed(() => client.query(repeat(table, copies, step)));
      say(`  ${table.noun}: ${seconds.toFixed(1)} s`);
    }
    await client.query(`select setval('mingbai.thing_id', $1)`, [step * copies + 1]);
    await client.query('vacuum analyze');
  });
}

const IDS = new Set(['id', 'household_id', 'person_id']);

/** The rows of a noun again, `copies` - 1 times, under ids, numbers and hashes of their own. */
function repeat(table: NounTable, copies: number, step: number): string {
  const names = tableColumns(table).map((column) => column.slice(0, column.indexOf(' ')));
  const values = names.map((name) => {
    if (IDS.has(name)) return `t."${name}" + k * ${step}`;
    if (name.endsWith('_hash')) return `hashint8extended(t."${name}", k)`;
    return name.endsWith('_no') ? `t."${name}" || '-' || k` : `t."${name}"`;
  });
  const quoted = names.map((name) => `"${name}"`).join(', ');
  return `insert into mingbai.${table.noun} (${quoted}) select ${values.join(', ')}
    from mingbai.${table.noun} t, generate_series(1, ${copies - 1}) k order by k`;
}
