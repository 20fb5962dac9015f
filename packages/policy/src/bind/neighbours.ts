import { countySql, lastsSql, type RegisterView } from './register.ts';

/**
 * Identity numbers that several persons now in a household have, with how many: in the county and, by
 * `identities_elsewhere`, in the other counties of the province. What only one has is not in it.
 */
export function sameIdentitySql(view: RegisterView): string {
  const county = countySql(view);
  return severalSql(
    `select p.identity_no_hash as hash, m.person_id as thing from ${around(view, 'membership')} m
     join ${around(view, 'person')} p on p.county = ${county} and p.id = m.person_id
     where m.county = ${county} and ${lastsSql('m', view)} and p.identity_no_hash is not null`,
    `mingbai.identities_elsewhere(${county})`,
  );
}

/** Telephones of several households, with how many. */
export function samePhoneSql(view: RegisterView): string {
  return severalSql(
    `select phone_hash as hash, id as thing from ${around(view, 'household')}
     where county = ${countySql(view)} and phone_hash is not null`,
    `mingbai.phones_elsewhere(${countySql(view)})`,
  );
}

function severalSql(here: string, elsewhere: string): string {
  return `select here.hash, here.n + coalesce(elsewhere.n, 0) as n from (
      select hash, count(*) as n from (${here}) numbers group by hash
      having min(thing) <> max(thing) or hash in (select hash from ${elsewhere})) here
    left join ${elsewhere} elsewhere on elsewhere.hash = here.hash`;
}

function around(
  { around: others, tables }: RegisterView,
  noun: 'person' | 'membership' | 'household',
): string {
  return others?.[noun] ?? tables?.[noun] ?? `mingbai.${noun}`;
}
