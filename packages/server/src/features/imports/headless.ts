import type { ReadTx, StageLayout } from '@mingbai/store';

const NUMBER = 'household__household_no';
const RELATION = 'membership__relation';
/** Rows named one by one. */
const NAMED = 20;

export interface Headless {
  readonly households: number;
  /** Of the heads whose rows are wrong, in the order of the file. */
  readonly rows: readonly number[];
}

/**
 * Households of which a member is written and the head is not, because the head's row is wrong: neither the file nor
 * the register has another head for them.
 */
export async function headlessIn(
  tx: ReadTx,
  layouts: readonly StageLayout[],
  county: number,
): Promise<Headless | undefined> {
  const rows: number[] = [];
  let households = 0;
  for (const { table, fields } of layouts) {
    const names = new Set(fields.flatMap(({ staged }) => staged.map(({ name }) => name)));
    if (!names.has(NUMBER) || !names.has(RELATION)) continue;
    const found = await tx.rows<{ row: number }>(
      `with wrong as materialized (
         select ${NUMBER} as no, min(sheet) as sheet, min(row) as row from ${table}
         where bad and ${RELATION} = 'head' and ${NUMBER} is not null group by 1
       )
       select w.row from wrong w join ${table} s on s.${NUMBER} = w.no and not s.bad
       where not exists (
         select from mingbai.household h join mingbai.membership m on m.county = h.county and m.household_id = h.id
         where h.county = $1 and h.household_no = w.no and m.relation = 'head')
       group by w.no, w.sheet, w.row having not bool_or(s.${RELATION} is not distinct from 'head')
       order by w.sheet, w.row`,
      [county],
    );
    households += found.length;
    rows.push(...found.slice(0, NAMED - rows.length).map(({ row }) => row));
  }
  return households === 0 ? undefined : { households, rows };
}

export function headlessRemark({ households, rows }: Headless): { zh: string; en: string } {
  const more = households > rows.length;
  return {
    zh: `有 ${households} 户的户主一行有误、不写入（第 ${rows.join('、')}${more ? ' …' : ''} 行），这些户的其他成员照写，户内暂时没有户主；改正这些行再导入即可补上`,
    en: `Of ${households} households the head's row is wrong and not written (row ${rows.join(', ')}${more ? ' …' : ''}); their other members are, and have no head until those rows are put right and imported`,
  };
}
