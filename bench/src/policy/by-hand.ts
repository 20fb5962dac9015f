/** The same judgements as somebody writes them who knows the tables; lines of the country in 2023, in fen. */

export const LINE = `case when net is null then '待核实' when net < 400000 then '低于扶贫标准' when net < 600000 then '低于监测线' else '高于监测线' end`;

export const GUARANTEES = `case
  when not food or not clothing or dropout or out_of_school > 0 or uninsured > 0 or unsafe_condition or unsafe_house or not water or not water_checked then '未达标'
  when food is null or clothing is null or schooling_blank > 0 or insurance_blank > 0
    or (unsafe_condition is null and unsafe_house is null) or (water is null and water_checked is null) then '待核实'
  else '达标' end`;

/** `short`: whether one of the other causes is a want of labour, money or skill. */
export const card = (short: string): string => `case
  when (exit_state = 'exited' or exit_state is null) and monitor_class is null then '不发卡'
  when coalesce(able, 0) = 0 and coalesce(in_work, 0) = 0 then '红卡'
  when main_cause in ('labour', 'capital', 'skill') or ${short} then '蓝卡'
  else '黄卡' end`;

export const SHORT = {
  duckdb: `list_has_any(other_causes, ['labour', 'capital', 'skill'])`,
  postgres: `other_causes && array['labour', 'capital', 'skill']`,
} as const;

/** What the judgements ask of the members of a household. */
export const MEMBERS = `
  count(*) filter (where age >= 16 and labour_skill in ('ordinary', 'skilled', 'partial')) as able,
  count(*) filter (where months > 0 or public_post is not null or away) as in_work,
  count(*) filter (where age between 6 and 15 and (enrolment is null or enrolment = 'not-enrolled')
    and dropout_reason not in ('home-lessons', 'deferred', 'disability')) as out_of_school,
  count(*) filter (where age between 6 and 15 and enrolment is null and dropout_reason is null) as schooling_blank,
  count(*) filter (where not resident_medical and employee_medical is not true and active_service is not true) as uninsured,
  count(*) filter (where resident_medical is null and employee_medical is not true and active_service is not true) as insurance_blank`;

/** A snapshot's columns under the names above; things are named by county and number, as in every table of the register. */
export const HOUSEHOLDS_IN_DUCKDB = `select county, id, household_per_capita_net as net, household_exit_state as exit_state,
  household_monitor_class as monitor_class, household_main_cause as main_cause, household_other_causes as other_causes,
  guarantee_food as food, guarantee_clothing as clothing, guarantee_dropout as dropout, condition_dangerous_house as unsafe_condition,
  guarantee_unsafe_house as unsafe_house, condition_water_safe as water, guarantee_water_safe as water_checked from household`;
export const MEMBERS_IN_DUCKDB = `select county, household_id, ${MEMBERS} from (select county, household_id, age, person_labour_skill as labour_skill,
  work_months as months, work_public_post as public_post, work_away as away, person_enrolment as enrolment,
  person_dropout_reason as dropout_reason, person_resident_medical as resident_medical,
  person_employee_medical as employee_medical, person_active_service as active_service from members) m group by county, household_id`;

/** One county's register, as PostgreSQL holds it; `$day` is the day of the judgement. */
const PERSONS_IN_POSTGRES = `select m.household_id, ${MEMBERS} from (
  select m.household_id, extract(year from age($day, p.birth_date)) as age, p.labour_skill, w.months, w.public_post, w.away, p.enrolment,
    p.dropout_reason, p.resident_medical, p.employee_medical, p.active_service
  from mingbai.membership m join mingbai.person p on p.county = 411525 and p.id = m.person_id
  left join (select distinct on (person_id) person_id, months, public_post, away from mingbai.work
    where county = 411525 and period <= $day order by person_id, period desc) w on w.person_id = m.person_id
  where m.county = 411525 and (m."to" is null or m."to" > $day)) m group by m.household_id`;

/** By the name of the decision: one statement that counts its outcomes by village. */
export const IN_POSTGRES: Readonly<Record<string, string>> = {
  低于监测线: `select region, ${LINE} as value, count(*) as n from (select region, per_capita_net as net from mingbai.household where county = 411525) h group by 1, 2`,
  两不愁三保障: `select region, ${GUARANTEES} as value, count(*) as n from (
    select h.region, g.food, g.clothing, g.dropout, c.dangerous_house as unsafe_condition, g.unsafe_house, c.water_safe as water,
      g.water_safe as water_checked, m.*
    from mingbai.household h
    left join mingbai.condition c on c.county = 411525 and c.household_id = h.id
    left join mingbai.guarantee g on g.county = 411525 and g.household_id = h.id
    left join (${PERSONS_IN_POSTGRES}) m on m.household_id = h.id where h.county = 411525) h group by 1, 2`,
  红蓝黄卡: `select region, ${card(SHORT.postgres)} as value, count(*) as n from (
    select h.region, h.exit_state, h.monitor_class, h.main_cause, h.other_causes, m.able, m.in_work
    from mingbai.household h left join (${PERSONS_IN_POSTGRES}) m on m.household_id = h.id where h.county = 411525) h group by 1, 2`,
};
