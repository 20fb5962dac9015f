import { COUNTRY, regionCode, scopeOf, type RegionCode } from '@mingbai/core';
import { findAccountByName, type Database, type Vault } from '@mingbai/store';
import { PASSWORD, asOwner, type Installed } from '../place.ts';
import { accountsOf } from './register.ts';

/** Somebody signed in, and people of their area to ask about. */
export interface Reader {
  readonly cookie: string;
  readonly user: string;
  readonly region: RegionCode;
  readonly sample: readonly Sample[];
}

/** One person of the register as somebody would look for them. */
export interface Sample {
  readonly household: string;
  readonly householdNo: string;
  readonly village: RegionCode;
  readonly name: string;
  readonly initials: string;
  readonly tail: string;
  readonly phone: string;
}

const SAMPLED = 40;

/** Each account signed in at the server, with people of its own area drawn evenly. */
export async function readersOf(
  place: Installed,
  port: number,
  database: Database,
  vault: Vault,
): Promise<Reader[]> {
  const readers: Reader[] = [];
  for (const { username, region: named } of await accountsOf(place)) {
    const region = regionCode(named);
    const user = await database.read({ region: COUNTRY, user: '' }, (tx) => findAccountByName(tx, username));
    if (user === undefined) throw new Error(`no account ${username}`);
    readers.push({
      cookie: await signIn(port, username),
      user: user.id,
      region,
      sample: await sampleOf(place, region, vault),
    });
  }
  return readers;
}

async function signIn(port: number, username: string): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}/api/session`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username, password: PASSWORD }),
  });
  if (response.status !== 200) throw new Error(`sign-in of ${username}: ${await response.text()}`);
  return response.headers
    .getSetCookie()
    .map((line) => line.slice(0, line.indexOf(';')))
    .join('; ');
}

interface Row {
  readonly household: string;
  readonly household_no: string;
  readonly village: string;
  readonly name: string;
  readonly initials: string;
  readonly identity: Buffer;
  readonly phone: Buffer;
}

function sampleOf(place: Installed, region: RegionCode, vault: Vault): Promise<Sample[]> {
  const { low, high } = scopeOf(region);
  return asOwner(place, async (client) => {
    const { rows } = await client.query<Row>(
      `select h.id::text as household, h.household_no, lpad(h.region::text, 12, '0') as village, p.name,
         p.name_initials as initials, p.identity_no_sealed as identity, p.phone_sealed as phone
       from mingbai.person p join mingbai.membership m on m.county = p.county and m.person_id = p.id
       join mingbai.household h on h.county = m.county and h.id = m.household_id
       where p.region between $1 and $2 and p.phone_sealed is not null and p.identity_no_sealed is not null
       order by hashint8(p.id), p.id limit ${SAMPLED}`,
      [low, high],
    );
    return rows.map((row) => ({
      household: row.household,
      householdNo: row.household_no,
      village: regionCode(row.village),
      name: row.name,
      initials: row.initials,
      tail: (vault.open(row.identity, 'person.identity_no') ?? '').slice(-4),
      phone: vault.open(row.phone, 'person.phone') ?? '',
    }));
  });
}
