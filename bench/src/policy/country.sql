-- Households and members of a country, as a snapshot holds them; $households, $counties, $per_county. Shares are those of the
-- generated county: 44 % fall ill, blanks among everything. hash() is chance here, never a key that is kept.
create table household as select
  110000 + n // $per_county as county,
  (110000 + n // $per_county) * 1000000 + 100200 + (n % $per_county) // 240 as region,
  n as household_id,
  n as id,
  case when hash(n, 1) % 50 > 0 then (150000 + hash(n, 2) % 1500000)::bigint end as household_per_capita_net,
  case hash(n, 3) % 10 when 0 then null when 1 then 'poor' when 2 then 'poor' else 'exited' end as household_exit_state,
  case hash(n, 4) % 20 when 0 then 'unstable' when 1 then 'marginal' when 2 then 'sudden' end as household_monitor_class,
  case when hash(n, 5) % 100 < 44 then 'illness' when hash(n, 5) % 100 < 58 then 'disability' when hash(n, 5) % 100 < 70 then 'skill'
    when hash(n, 5) % 100 < 80 then 'labour' when hash(n, 5) % 100 < 90 then 'capital' when hash(n, 5) % 100 < 97 then 'schooling' end as household_main_cause,
  case hash(n, 6) % 5 when 0 then ['skill'] when 1 then ['illness', 'capital'] when 2 then ['disaster'] end as household_other_causes,
  case hash(n, 7) % 40 when 0 then false when 1 then null else true end as guarantee_food,
  case hash(n, 8) % 40 when 0 then false when 1 then null else true end as guarantee_clothing,
  case hash(n, 9) % 90 when 0 then true when 1 then null else false end as guarantee_dropout,
  case hash(n, 10) % 30 when 0 then true when 1 then null else false end as condition_dangerous_house,
  case hash(n, 11) % 60 when 0 then true when 1 then null else false end as guarantee_unsafe_house,
  case hash(n, 12) % 50 when 0 then false when 1 then null else true end as condition_water_safe,
  case hash(n, 13) % 50 when 0 then false when 1 then null else true end as guarantee_water_safe,
  -- 2.38 members a household: 70,170,000 persons in 29,485,000.
  [1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 5, 5][(1 + hash(n, 14) % 21)::bigint] as members
from range($households) t(n);

create table members as select
  county, region, household_id, id * 8 + k as id,
  (hash(id, k, 1) % 88)::bigint as age,
  case hash(id, k, 2) % 8 when 0 then null when 1 then 'none' when 2 then 'none' when 3 then 'partial' when 4 then 'skilled' else 'ordinary' end as person_labour_skill,
  case hash(id, k, 3) % 4 when 0 then (hash(id, k, 4) % 13 * 1000000)::bigint end as work_months,
  case hash(id, k, 5) % 30 when 0 then 'ranger' end as work_public_post,
  case hash(id, k, 6) % 3 when 0 then true when 1 then false end as work_away,
  case hash(id, k, 7) % 6 when 0 then 'primary' when 1 then 'not-enrolled' when 2 then 'junior' end as person_enrolment,
  case hash(id, k, 8) % 60 when 0 then 'tired' when 1 then 'disability' end as person_dropout_reason,
  case hash(id, k, 9) % 60 when 0 then false when 1 then null else true end as person_resident_medical,
  case hash(id, k, 10) % 40 when 0 then true when 1 then null else false end as person_employee_medical,
  case hash(id, k, 11) % 200 when 0 then true else false end as person_active_service
from household, range(5) r(k) where k < members;

alter table household drop column members;
