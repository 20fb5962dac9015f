import { codeListOf, type Field, fieldsOf, type Noun } from '@mingbai/core';
import { columnsOf, insertPast, isSealed, NOUN_TABLES, tableColumns, type WriteTx } from '@mingbai/store';

/** Changes of a register as commands make them, drawn from a seed: statements superseded, rows that come and go. */
export class RandomEdits {
  #state: number;

  constructor(seed: number) {
    this.#state = seed;
  }

  /** One change, and what it was. */
  async one(tx: WriteTx): Promise<string> {
    const kinds = [
      ...Array.from({ length: 12 }, () => this.field),
      this.joins,
      this.leaves,
      this.changesHousehold,
      this.newYear,
      this.newSpell,
      this.newHousehold,
      this.villageMoves,
    ];
    return this.pick(kinds).call(this, tx);
  }

  private readonly field = async (tx: WriteTx): Promise<string> => {
    const { noun, shape } = this.pick(NOUN_TABLES);
    const id = await this.row(tx, noun);
    if (id === undefined) return `${noun}: none`;
    if (shape === 'long') {
      const value =
        noun === 'income' ? String(this.below(3) * 350_000) : this.codes(noun, await this.item(tx, noun, id));
      await supersede(tx, noun, id, `${noun === 'income' ? 'fen' : 'chosen'} = ${value}`);
      return `${noun} ${id} ${value}`;
    }
    const field = this.pick(
      fieldsOf(noun).filter(({ key }) => !/_no$|\.name$/.test(key) || key === 'person.identity_no'),
    );
    if (isSealed(field)) {
      const names = columnsOf(field).map(({ name }) => `"${name}"`);
      const from = await this.row(tx, noun);
      await supersede(
        tx,
        noun,
        id,
        `(${names.join(', ')}) = (select ${names.join(', ')} from mingbai.${noun} where id = ${from ?? id})`,
      );
      return `${field.key} ${id} as ${from ?? ''}`;
    }
    const value = this.value(field);
    await supersede(tx, noun, id, `"${field.key.slice(noun.length + 1)}" = ${value}`);
    return `${field.key} ${id} = ${value}`;
  };

  /** A new person, like another one, in some household. */
  private readonly joins = async (tx: WriteTx): Promise<string> => {
    const [person, household] = [await this.row(tx, 'person'), await this.row(tx, 'household')];
    const own = await copy(tx, 'person', person, { person_no: `'N' || nextval('mingbai.thing_id')` });
    const member = await this.row(tx, 'membership');
    await copy(tx, 'membership', member, {
      person_id: own,
      household_id: String(household),
      region: `(select region from mingbai.household where id = ${household})`,
      '"to"': 'null',
    });
    return `person ${own} like ${person} joins ${household}`;
  };

  private readonly leaves = async (tx: WriteTx): Promise<string> => {
    const id = await this.row(tx, 'membership', '"to" is null');
    await supersede(tx, 'membership', id, `"to" = valid_from, reason = 'move'`);
    return `membership ${id} ends`;
  };

  private readonly changesHousehold = async (tx: WriteTx): Promise<string> => {
    const [id, household] = [
      await this.row(tx, 'membership', '"to" is null'),
      await this.row(tx, 'household'),
    ];
    await copy(
      tx,
      'membership',
      id,
      {
        household_id: String(household),
        region: `(select region from mingbai.household where id = ${household})`,
      },
      `not exists (select from mingbai.membership o where o.person_id = t.person_id and o.household_id = ${household})`,
    );
    await supersede(tx, 'membership', id, `"to" = valid_from, reason = 'move'`);
    return `membership ${id} goes on in ${household}`;
  };

  private readonly newYear = async (tx: WriteTx): Promise<string> => {
    const id = await this.row(tx, 'income');
    await copy(
      tx,
      'income',
      id,
      { year: 'year + 1' },
      `not exists (select from mingbai.income o where o.household_id = t.household_id and o.year = t.year + 1)`,
    );
    return `income ${id} a year later`;
  };

  private readonly newSpell = async (tx: WriteTx): Promise<string> => {
    const id = await this.row(tx, 'work');
    if (id === undefined) return 'work: none';
    await copy(
      tx,
      'work',
      id,
      { period: `(period + interval '1 month')::date` },
      `not exists (select from mingbai.work o where o.person_id = t.person_id and o.period > t.period)`,
    );
    return `work ${id} a month later`;
  };

  private readonly newHousehold = async (tx: WriteTx): Promise<string> => {
    const id = await copy(tx, 'household', await this.row(tx, 'household'), {
      household_no: `'N' || nextval('mingbai.thing_id')`,
    });
    return `household ${id} is new`;
  };

  /** A household lies in another village, with all that is said of it. */
  private readonly villageMoves = async (tx: WriteTx): Promise<string> => {
    const id = await this.row(tx, 'household');
    const to = await tx.find<{ region: string }>(`select region::text from mingbai.household where id = $1`, [
      await this.row(tx, 'household'),
    ]);
    for (const { noun, owner } of NOUN_TABLES) {
      const own = { self: 'id', household: 'household_id', membership: 'household_id' }[owner as string];
      if (own === undefined || noun === 'person') continue;
      const rows = await tx.rows<{ id: string }>(`select id::text from mingbai.${noun} where ${own} = $1`, [
        id,
      ]);
      for (const row of rows) await supersede(tx, noun, row.id, `region = ${to?.region ?? ''}`);
    }
    return `household ${id} moves to ${to?.region ?? ''}`;
  };

  private async row(tx: WriteTx, noun: Noun, where = 'true'): Promise<string> {
    const row = await tx.find<{ id: string }>(
      `select id::text from mingbai.${noun} where ${where} order by hashint8extended(id, $1) limit 1`,
      [this.below(1_000_000)],
    );
    if (row === undefined) throw new Error(`the register has no ${noun}`);
    return row.id;
  }

  private async item(tx: WriteTx, noun: Noun, id: string): Promise<string> {
    return (
      (await tx.find<{ item: string }>(`select item from mingbai.${noun} where id = $1`, [id]))?.item ?? ''
    );
  }

  private codes(noun: Noun, item: string): string {
    const field = fieldsOf(noun).find(({ key }) => key === `${noun}.${item}`);
    const chosen = field === undefined ? 'null' : this.value(field);
    return chosen === 'null' ? `'{}'` : chosen;
  }

  private value(field: Field): string {
    if (this.below(4) === 0) return 'null';
    const code = () => this.pick(field.codes === undefined ? [] : codeListOf(field.codes).codes).code;
    switch (field.type) {
      case 'code':
        return `'${code()}'`;
      case 'codes':
        return `array['${code()}']`;
      case 'boolean':
        return this.pick(['true', 'false']);
      case 'integer':
        return String(this.pick([0, 1, 2, 3, 5, 12, 70, 900]));
      case 'year':
        return String(2014 + this.below(9));
      case 'decimal':
        return String(this.pick([0, 0.5, 3, 40, 999]));
      case 'money':
        return String(this.pick([0, 100, 90_000, 400_000, 700_000, 90_000_000]));
      case 'date':
      case 'month':
        return `date '${1930 + this.below(95)}-0${1 + this.below(9)}-01'`;
      default:
        return `'${this.pick(['张三', 'x'])}'`;
    }
  }

  private pick<T>(of: readonly T[]): T {
    const one = of[this.below(of.length)];
    if (one === undefined) throw new Error('nothing to choose from');
    return one;
  }

  private below(n: number): number {
    this.#state = (Math.imul(this.#state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((this.#state / 2 ** 32) * n);
  }
}

async function supersede(tx: WriteTx, noun: Noun, id: string, sets: string): Promise<void> {
  const before = await tx.find<{ entry: string }>(`select entry::text from mingbai.${noun} where id = $1`, [
    id,
  ]);
  if (before?.entry !== tx.entry) await tx.run(insertPast(noun, 't', `mingbai.${noun} t where id = ${id}`));
  await tx.run(
    `update mingbai.${noun} set ${sets}, known_from = now(), entry = ${tx.entry} where id = ${id}`,
  );
}

/** Another row like one, but for these; its id. */
async function copy(
  tx: WriteTx,
  noun: Noun,
  id: string,
  but: Readonly<Record<string, string>>,
  where = 'true',
): Promise<string> {
  const table = NOUN_TABLES.find((one) => one.noun === noun);
  if (table === undefined) throw new Error(noun);
  const names = tableColumns(table).map((column) => column.slice(0, column.indexOf(' ')));
  const set: Record<string, string> = {
    id: `nextval('mingbai.thing_id')`,
    known_from: 'now()',
    entry: tx.entry,
    ...but,
  };
  const values = names.map((name) => set[name] ?? set[`"${name}"`] ?? `t."${name}"`);
  const row = await tx.find<{ id: string }>(
    `insert into mingbai.${noun} (${names.map((name) => `"${name}"`).join(', ')})
     select ${values.join(', ')} from mingbai.${noun} t where t.id = ${id} and ${where} returning id::text`,
  );
  return row?.id ?? id;
}
