/** A rule of the set, as somebody who knows the tables would write it: one statement, its own scan. */
export interface HandWritten {
  readonly rule: string;
  /** Selects id, household, region of what is wrong; `$day` is the day of the check. */
  readonly sql: string;
}

const MEMBER = `mingbai.membership m join mingbai.person p on p.county = m.county and p.id = m.person_id
  where m.county = 411525 and (m."to" is null or m."to" > $day)`;
const PERSON = 'm.person_id, m.household_id, m.region';
const WORK = `(select distinct on (person_id) person_id, monthly_income, public_post from mingbai.work
  where county = 411525 and period <= $day order by person_id, period desc)`;
const OF_PERSON = `mingbai.membership m join ${WORK} w on w.person_id = m.person_id`;

/** The lines and bounds of the year that the register of the bench speaks of. */
export const BY_HAND: readonly HandWritten[] = [
  {
    rule: '1-005',
    sql: `select ${PERSON} from ${MEMBER} and p.birth_date <> p.identity_no_birth and not p.identity_no_placeholder`,
  },
  { rule: '3-001', sql: `select ${PERSON} from ${MEMBER} and p.ethnicity is null` },
  {
    rule: '4-002',
    sql: `select ${PERSON} from ${MEMBER} and p.birth_date <= $day - interval '16 years' and p.birth_date > $day - interval '60 years'
      and p.health = array['healthy'] and p.education is not null and (p.enrolment is null or p.enrolment = 'not-enrolled')
      and p.labour_skill in ('none', 'lost', 'partial')`,
  },
  { rule: '5-001', sql: `select ${PERSON} from ${MEMBER} and p.resident_medical and p.employee_medical` },
  {
    rule: '4-017',
    sql: `select ${PERSON} from ${OF_PERSON} join mingbai.person p on p.county = m.county and p.id = m.person_id
      where m.county = 411525 and (m."to" is null or m."to" > $day) and w.public_post is not null
      and (p.birth_date > $day - interval '16 years' or p.birth_date <= $day - interval '70 years')`,
  },
  {
    rule: '10-010',
    sql: `select ${PERSON} from ${OF_PERSON} where m.county = 411525 and (m."to" is null or m."to" > $day) and w.monthly_income < 10000`,
  },
  {
    rule: '1-017',
    sql: `select h.id, h.id, h.region from mingbai.household h join (select phone_hash from mingbai.household
      where county = 411525 and phone_hash is not null group by 1 having count(*) > 1) s using (phone_hash) where h.county = 411525`,
  },
  {
    rule: '2-002',
    sql: `select h.id, h.id, h.region from mingbai.household h join (select household_id from mingbai.membership
      where county = 411525 and ("to" is null or "to" > $day) and relation = 'head' group by 1 having count(*) > 1) s on s.household_id = h.id
      where h.county = 411525`,
  },
  {
    rule: '6-005',
    sql: `select h.id, h.id, h.region from mingbai.household h
      join (select household_id, max(year) as year from mingbai.income where county = 411525 group by 1) y on y.household_id = h.id
      join mingbai.income i on i.county = 411525 and i.household_id = h.id and i.year = y.year and i.item = 'per_capita_net'
      where h.county = 411525 and h.exit_state = 'exited' and h.monitor_class is null
      and i.fen < case when y.year >= 2020 then 600000 end`,
  },
  {
    rule: '7-002',
    sql: `select h.id, h.id, h.region from mingbai.household h join mingbai.risk r on r.county = 411525 and r.household_id = h.id
      where h.county = 411525 and 'illness' = any(r.risks) and r.own_payment = 0`,
  },
  {
    rule: '8-014',
    sql: `select h.id, h.id, h.region from mingbai.household h
      join mingbai.measure me on me.county = 411525 and me.household_id = h.id and me.item = 'security'
      join (select m.household_id from ${MEMBER} group by 1
        having bool_and(coalesce((not p.low_income_allowance or p.low_income_policy = 'none') and p.low_income_allowance is not true, false))) s
        on s.household_id = h.id
      where h.county = 411525 and 'low-income' = any(me.chosen)`,
  },
  {
    rule: '9-006',
    sql: `select h.id, h.id, h.region from mingbai.household h join mingbai.risk r on r.county = 411525 and r.household_id = h.id
      where h.county = 411525 and r.removed and r.after_per_capita_net < case when r.removed_month >= date '2020-01-01' then 600000 end`,
  },
  {
    rule: '10-001',
    sql: `select h.id, h.id, h.region from mingbai.household h join mingbai.condition c on c.county = 411525 and c.household_id = h.id
      where h.county = 411525 and c.cultivated_land > 100`,
  },
  {
    rule: '11-012',
    sql: `select v.region, null::bigint, v.region from (select distinct on (region) region, households, population from mingbai.village
        where county = 411525 and year <= extract(year from $day) order by region, year desc) v
      left join (select region, count(*) as n from mingbai.household where county = 411525 group by 1) h using (region)
      left join (select region, count(*) as n from mingbai.membership m where county = 411525 and ("to" is null or "to" > $day) group by 1) m using (region)
      where v.households < coalesce(h.n, 0) or v.population < coalesce(m.n, 0)`,
  },
];
