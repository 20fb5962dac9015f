import { formOf, regionCode, type FormId } from '@mingbai/core';
import { randomBytes } from 'node:crypto';
import { openDatabase, type Database } from '../db/database.ts';
import { runCommand } from '../journal/command.ts';
import { testDatabase } from '../testing/postgres.ts';
import { checkStage, commitStage, createStage, type CheckedNoun } from './run.ts';
import { stageLayout, type StageLayout } from './layout.ts';
import { sealHere } from './sealing.ts';
import { stageWriter } from './stage.ts';

/** Staged rows against the register, without the reading before and the server around it. */
export const COUNTY = regionCode('411525');
export const VILLAGE = '411525101201';
export const ELSEWHERE = '411525101202';
export const sealer = {
  // A sealed value is another one each time; only the hash tells whether it is the same.
  sealMany: (texts: readonly string[]) =>
    texts.map((text) => Buffer.concat([randomBytes(4), Buffer.from(text).map((byte) => byte ^ 0x5a)])),
  find: (text: string, purpose: string) => {
    let hash = 7n;
    for (const letter of `${purpose}/${text}`)
      hash = BigInt.asUintN(64, hash * 1_099_511_628_211n + BigInt(letter.codePointAt(0) ?? 0));
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64BE(hash);
    return bytes;
  },
};
/** By dictionary key. */
export type Cells = Readonly<Record<string, string | number | readonly string[] | null>>;

const scope = { region: COUNTY, user: 'test' };

/** A county's register to which rows are brought. */
export class Rows {
  private imports = 0;

  private constructor(
    readonly database: Database,
    readonly close: () => Promise<void>,
  ) {}

  static async open(): Promise<Rows> {
    const own = await testDatabase();
    const database = openDatabase(own.appUrl);
    return new Rows(database, async () => {
      await database.close();
      await own.drop();
    });
  }

  async stage(
    form: FormId,
    rows: readonly Cells[],
    day = '2021-12-31',
    village = VILLAGE,
  ): Promise<StageLayout> {
    const keys = [...new Set(rows.flatMap((row) => Object.keys(row)))];
    this.imports += 1;
    const layout = stageLayout(String(this.imports), day, formOf(form), keys);
    await this.database.keep(scope, (tx) => createStage(tx, layout));
    const client = await this.database.connect();
    const writer = stageWriter(client, layout, keys, sealHere(sealer), (name) => name.slice(0, 1));
    await writer.write(
      rows.map((row, index) => ({
        n: index + 1,
        sheet: 0,
        row: index + 2,
        region: village,
        group: null,
        bad: false,
        values: keys.map((key) => row[key] ?? null),
      })),
    );
    await writer.end();
    client.release();
    return layout;
  }

  async check(layout: StageLayout): Promise<{ nouns: CheckedNoun[]; rules: string[] }> {
    const { nouns, faults } = await this.database.keep(scope, (tx) =>
      checkStage(tx, layout, '411525', [layout]),
    );
    return { nouns, rules: faults.map(({ rule, row }) => `${row} ${rule}`) };
  }

  async commit(layout: StageLayout): Promise<void> {
    const actor = { id: 'test', role: 'county_clerk', region: COUNTY };
    await runCommand(this.database, actor, { name: 'import.commit', region: COUNTY }, async (tx) => {
      await commitStage(tx, layout, '411525', false);
      return { result: undefined, changes: {} };
    });
  }

  /** Checked and committed: what the check said of each noun (new, changed, same) and its faults. */
  async bring(
    ...said: Parameters<Rows['stage']>
  ): Promise<{ said: Record<string, number[]>; rules: string[] }> {
    const layout = await this.stage(...said);
    const { nouns, rules } = await this.check(layout);
    await this.commit(layout);
    return { said: Object.fromEntries(nouns.map((one) => [one.noun, tallyOf(one).slice(0, 3)])), rules };
  }

  read<T extends { [column: string]: unknown }>(sql: string, values: readonly unknown[] = []): Promise<T[]> {
    return this.database.read(scope, (tx) => tx.rows<T>(sql, values));
  }
}

export function tallyOf({ new: fresh, changed, same, absent }: CheckedNoun): number[] {
  return [fresh, changed, same, absent];
}
