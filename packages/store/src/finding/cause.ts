/** Tables that say something of a household. */
const OF_HOUSEHOLD = ['condition', 'guarantee', 'risk', 'income', 'measure', 'responsible', 'membership'];

/**
 * The latest entry that wrote anything about what a finding is about, when it is later than the finding's facts:
 * what made the contradiction go. `s` is a row with the finding's columns; `county` a place-holder.
 */
export function causeSql(s: string, county: string): string {
  const here = (row: string) => `${row}.county = ${county}`;
  const members = `mingbai.membership m join`;
  const looks = [
    `select h.entry from mingbai.household h where ${here('h')} and h.id = ${s}.household_id`,
    ...OF_HOUSEHOLD.map(
      (noun) =>
        `select t.entry from mingbai.${noun} t where ${here('t')} and t.household_id = ${s}.household_id`,
    ),
    `select p.entry from ${members} mingbai.person p on p.county = m.county and p.id = m.person_id
      where ${here('m')} and m.household_id = ${s}.household_id`,
    `select w.entry from ${members} mingbai.work w on w.county = m.county and w.person_id = m.person_id
      where ${here('m')} and m.household_id = ${s}.household_id`,
    `select v.entry from mingbai.village v where ${here('v')} and ${s}.noun = 'village' and v.region = ${s}.subject_id`,
  ];
  return `(select max(said.entry) from (${looks.join(' union all ')}) said where said.entry > ${s}.facts_entry)`;
}
