import { identitySigns } from '@mingbai/core';
import pg from 'pg';

const DONE = '0006_identity_signs filled';
const AT_ONCE = 5000;
const NOUNS = ['person', 'responsible'] as const;

/**
 * Registers older than the columns of `identitySigns` get them from what they hold sealed; once, and a second time
 * costs one look. Needs the owner, because statements of the past are touched, and the keys, so no migration can do it.
 * Returns how many statements it filled.
 */
export async function fillIdentitySigns(
  ownerUrl: string,
  vault: { open(sealed: Uint8Array, context: string): string },
): Promise<number> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'mingbai-migrate' });
  await client.connect();
  try {
    const { rowCount } = await client.query('select from public.mingbai_migration where name = $1', [DONE]);
    if (rowCount !== 0) return 0;
    let filled = 0;
    for (const noun of NOUNS)
      for (const table of [noun, `${noun}_past`])
        for (let more = AT_ONCE; more === AT_ONCE; filled += more)
          more = await fillSome(client, table, (sealed) => vault.open(sealed, `${noun}.identity_no`));
    await client.query(`insert into public.mingbai_migration (name, digest) values ($1, '')`, [DONE]);
    return filled;
  } finally {
    await client.end();
  }
}

async function fillSome(client: pg.Client, table: string, open: (sealed: Buffer) => string): Promise<number> {
  const { rows } = await client.query<{ place: string; sealed: Buffer }>(
    `select ctid::text as place, identity_no_sealed as sealed from mingbai.${table}
     where identity_no_sealed is not null and identity_no_length is null limit ${AT_ONCE}`,
  );
  const signs = rows.map(({ sealed }) => identitySigns(open(sealed)));
  const { rowCount } = await client.query(
    `update mingbai.${table} t set identity_no_length = s.length, identity_no_valid = s.valid, identity_no_birth = s.birth,
       identity_no_sex = s.sex, identity_no_disability = s.disability, identity_no_placeholder = s.placeholder
     from unnest($1::text[]::tid[], $2::smallint[], $3::boolean[], $4::date[], $5::text[], $6::text[], $7::boolean[])
       as s(place, length, valid, birth, sex, disability, placeholder) where t.ctid = s.place`,
    [
      rows.map(({ place }) => place),
      signs.map(({ length }) => length),
      signs.map(({ valid }) => valid),
      signs.map(({ birth }) => birth),
      signs.map(({ sex }) => sex),
      signs.map(({ disability }) => disability),
      signs.map(({ placeholder }) => placeholder),
    ],
  );
  return rowCount ?? 0;
}
