import { join } from 'node:path';
import { existsSync, rmSync } from 'node:fs';
import { COUNTRY, Problem } from '@mingbai/core';
import {
  createDatabase,
  dropDatabase,
  dropSchemas,
  findInstallation,
  migrate,
  openDatabase,
  statusOf,
} from '@mingbai/store';
import type { Command } from 'commander';
import { answer } from '../output.ts';
import { withPlace } from '../place/with-place.ts';
import { requireHome } from '../place/home.ts';
import { DATABASE, openPlace, type Place } from '../place/place.ts';
import { HOME, JSON_FLAG, type Common } from './options.ts';

export function addDb(program: Command): void {
  const db = program.command('db').description('the database · 数据库');
  db.command('migrate')
    .description('bring it up to date · 升级')
    .option(...HOME)
    .option(...JSON_FLAG)
    .action(async (options: Common) => {
      const ran = await withPlace(options.home, (place) => migrate(place.ownerUrl, place.home.secrets));
      answer({ ran }, options.json, () => (ran.length === 0 ? '已是最新 Up to date' : ran.join('\n')));
    });
  db.command('reset')
    .description('delete everything; the next start begins anew · 清空')
    .option('--yes', 'also when it is not the demo · 确认删除')
    .option(...HOME)
    .option(...JSON_FLAG)
    .action(reset);
  db.command('status')
    .description('version, size, migrations · 状态')
    .option(...HOME)
    .option(...JSON_FLAG)
    .action(async (options: Common) => {
      const status = await withPlace(options.home, async (place) => ({
        ...(await statusOf(place.ownerUrl)),
        county: await countyIn(place),
      }));
      const shown = { ...status, bytes: Number(status.bytes) };
      answer(shown, options.json, ({ version, bytes, migrations, county }) =>
        [
          `PostgreSQL ${version}, ${Math.round(bytes / 1024 ** 2)} MB`,
          `县 County: ${county ?? '—'}`,
          ...migrations.map(({ name, at }) => `${name} ${at}`),
        ].join('\n'),
      );
    });
  db.command('url')
    .description('address for psql, of the owner · 数据库地址（所有者）')
    .option(...HOME)
    .option(...JSON_FLAG)
    .action(async (options: Common) => {
      const url = await withPlace(options.home, async (place) => place.ownerUrl);
      answer({ url }, options.json, (one) => one.url);
    });
}

/** With the database to ourselves: while a server runs it is refused. */
async function reset(options: Common & { yes?: boolean }): Promise<void> {
  const home = requireHome(options.home);
  const place = await openPlace(home, { share: false });
  try {
    const isDemo = existsSync(home.demo);
    const isEmpty = (await countyIn(place)) === undefined;
    if (!isDemo && !isEmpty && options.yes !== true)
      throw new Problem('confirm-needed', { what: home.folder });
    await empty(place);
  } finally {
    await place.close();
  }
  answer({ reset: true }, options.json, () => '已清空 Done');
}

/** Deletes the register, the uploads and the demo's marker; keys and passwords stay. */
export async function empty(place: Place): Promise<void> {
  rmSync(join(place.home.folder, 'empty'), { force: true });
  const { home, embedded } = place;
  if (embedded === undefined) await dropSchemas(place.ownerUrl);
  else {
    await dropDatabase(embedded.url, DATABASE);
    await createDatabase(embedded.url, DATABASE);
  }
  rmSync(home.files, { recursive: true, force: true });
  rmSync(home.demo, { force: true });
}

async function countyIn(place: Place): Promise<string | undefined> {
  const { migrations } = await statusOf(place.ownerUrl);
  if (migrations.length === 0) return undefined;
  const database = openDatabase(place.ownerUrl, { connections: 1 });
  try {
    return await database.read({ region: COUNTRY, user: '' }, findInstallation);
  } finally {
    await database.close();
  }
}
