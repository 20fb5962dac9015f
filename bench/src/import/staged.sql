-- The limit that the import is held against: the same rows into the same tables with the same keys and indexes, by
-- one hand-written script. `limit_stage` has the 47 columns of the person sheet as text, `limit_code` the labels.
-- Sealed values are stood in for by bytes of their length and PostgreSQL's own hashes.
begin;
set local work_mem = '128MB';

create unlogged table limit_place as
select t.name as township, v.name as village, v.code as region
from mingbai.region v join mingbai.region t on t.code = v.parent
where v.level = 5 and v.code / 1000000 = 411525;
analyze limit_place;
analyze limit_stage (c5, c6, c11);

-- Typed, each row with the first thing that is wrong with it.
create unlogged table limit_typed as
select row_number() over () as n, place.region, c5 as household_no, c6 as person_no, c7 as name, sex.code as sex,
  case when c9 ~ '^\d{4}-\d{2}-\d{2}$' then c9::date end as birth_date, kind.code as identity_kind, c11 as identity_no,
  hashtextextended(c11, 0) as identity_hash, ethnicity.code as ethnicity, nullif(c13, '') as household_phone,
  nullif(c14, '') as phone, relation.code as relation, education.code as education, enrolment.code as enrolment,
  skill.code as labour_skill, nullif(c20, '')::numeric as months, health.codes as health, political.code as political_status,
  nullif(c23, '') as employer, c24, c25, c26, c27, c28, c30, c31, c32, industry.code as industry_class, c34, c35,
  nullif(c37, '')::numeric as post_months, channel.codes as channel, disability.code as disability_kind,
  nullif(c40, '') as place, c43, c44, nullif(c45, '')::integer as disability_year, standard.code as standard,
  c41 as head_name,
  case
    when place.region is null then 'place'
    when c5 !~ '^\d{14}$' or c6 !~ '^\d{16}$' then 'number'
    when coalesce(c7, '') = '' or sex.code is null or ethnicity.code is null or relation.code is null or kind.code is null then 'required'
    when c9 !~ '^\d{4}-\d{2}-\d{2}$' then 'date'
    when c11 !~ '^\d{17}[\dX]([1-7][1-4]([B\d]\d)?)?$' then 'identity-shape'
    when substr('10X98765432', (
      substr(c11, 1, 1)::int * 7 + substr(c11, 2, 1)::int * 9 + substr(c11, 3, 1)::int * 10 + substr(c11, 4, 1)::int * 5 +
      substr(c11, 5, 1)::int * 8 + substr(c11, 6, 1)::int * 4 + substr(c11, 7, 1)::int * 2 + substr(c11, 8, 1)::int +
      substr(c11, 9, 1)::int * 6 + substr(c11, 10, 1)::int * 3 + substr(c11, 11, 1)::int * 7 + substr(c11, 12, 1)::int * 9 +
      substr(c11, 13, 1)::int * 10 + substr(c11, 14, 1)::int * 5 + substr(c11, 15, 1)::int * 8 + substr(c11, 16, 1)::int * 4 +
      substr(c11, 17, 1)::int * 2) % 11 + 1, 1) <> substr(c11, 18, 1) then 'identity-check-digit'
    when substr(c11, 7, 8) <> replace(c9, '-', '') then 'identity-birth'
    when (substr(c11, 17, 1)::int % 2 = 1) <> (c8 = '男') then 'identity-sex'
    when c14 <> '' and c14 !~ '^1\d{10}$' then 'phone'
  end as fault
from limit_stage
left join limit_place place on place.township = c3 and place.village = c4
left join limit_code sex on sex.list = 'sex' and sex.label = c8
left join limit_code kind on kind.list = 'identity-kind' and kind.label = c10
left join limit_code ethnicity on ethnicity.list = 'ethnicity' and ethnicity.label = c12
left join limit_code relation on relation.list = 'relation' and relation.label = c16
left join limit_code education on education.list = 'education' and education.label = c17
left join limit_code enrolment on enrolment.list = 'enrolment' and enrolment.label = c18
left join limit_code skill on skill.list = 'labour-skill' and skill.label = c19
left join limit_code political on political.list = 'political-status' and political.label = c22
left join limit_code industry on industry.list = 'industry-class' and industry.label = c33
left join limit_code disability on disability.list = 'disability-kind' and disability.label = c39
left join limit_code standard on standard.list = 'identification-standard' and standard.label = c46
left join (select c21 as said, array_agg(code) as codes from (select distinct c21 from limit_stage) d
           join limit_code on list = 'health' and label = any(string_to_array(c21, ',')) group by 1) health on health.said = c21
left join (select c38 as said, array_agg(code) as codes from (select distinct c38 from limit_stage) d
           join limit_code on list = 'employment-channel' and label = any(string_to_array(c38, ',')) group by 1) channel on channel.said = c38;

-- Rows against each other: a number twice, a household with two heads.
update limit_typed set fault = 'duplicate' where n in (
  select n from (select n, count(*) over (partition by identity_hash) as same from limit_typed) one where same > 1
  union all
  select n from (select n, count(*) over (partition by person_no) as same from limit_typed) one where same > 1
  union all
  select n from (select n, count(*) over (partition by household_no) as same from limit_typed where relation = 'head') one where same > 1);
analyze limit_typed;

-- Which of them the register has already.
create unlogged table limit_household as
select f.*, h.id as known, coalesce(h.id, nextval('mingbai.thing_id')) as id
from (select distinct on (household_no) household_no, region, household_phone, standard from limit_typed
      where fault is null order by household_no, n) f
left join mingbai.household h on h.county = 411525 and h.household_no = f.household_no;
analyze limit_household;
create unlogged table limit_person as
select t.n, h.id as household_id, p.id as known, coalesce(p.id, nextval('mingbai.thing_id')) as id
from limit_typed t join limit_household h using (household_no)
left join mingbai.person p on p.county = 411525 and p.person_no = t.person_no
where t.fault is null;
analyze limit_person;

insert into mingbai.household (county, id, region, household_no, standard, phone_sealed, phone_hash, valid_from, known_from, entry)
select 411525, id, region, household_no, standard, convert_to(repeat('-', 31) || household_phone, 'UTF8'),
  hashtextextended(household_phone, 0), '2021-12-31', now(), 1
from limit_household where known is null;

insert into mingbai.person (county, id, region, name_initials, person_no, name, sex, birth_date, identity_kind,
  identity_no_sealed, identity_no_hash, identity_no_tail, ethnicity, phone_sealed, phone_hash, education, enrolment,
  labour_skill, health, political_status, low_income_allowance, employee_pension, major_illness_insurance,
  resident_medical, resident_pension, speaks_mandarin, commercial_medical, major_illness_aid, other_health_aid,
  disability_kind, employee_medical, extreme_poverty_support, disability_year, valid_from, known_from, entry,
  identity_no_length, identity_no_valid, identity_no_birth, identity_no_sex, identity_no_disability, identity_no_placeholder)
select 411525, p.id, t.region, left(md5(t.name), 3), t.person_no, t.name, t.sex, t.birth_date, t.identity_kind,
  convert_to(repeat('-', 31) || t.identity_no, 'UTF8'), t.identity_hash, hashtext(right(t.identity_no, 4)), t.ethnicity,
  convert_to(repeat('-', 31) || t.phone, 'UTF8'), hashtextextended(t.phone, 0), t.education, t.enrolment,
  t.labour_skill, t.health, t.political_status, t.c24 = '是', t.c25 = '是', t.c26 = '是', t.c27 = '是', t.c28 = '是',
  t.c30 = '是', t.c31 = '是', t.c34 = '是', t.c35 = '是', t.disability_kind, t.c43 = '是', t.c44 = '是', t.disability_year,
  '2021-12-31', now(), 1, length(t.identity_no), true, to_date(substr(t.identity_no, 7, 8), 'YYYYMMDD'),
  case substr(t.identity_no, 17, 1)::int % 2 when 1 then 'male' else 'female' end,
  nullif(substr(t.identity_no, 19, 2), ''), t.identity_no like '999999%'
from limit_person p join limit_typed t using (n) where p.known is null;

insert into mingbai.membership (county, id, region, household_id, person_id, relation, valid_from, known_from, entry)
select 411525, nextval('mingbai.thing_id'), t.region, p.household_id, p.id, t.relation, '2021-12-31', now(), 1
from limit_person p join limit_typed t using (n);

insert into mingbai.work (county, id, region, person_id, period, months, employer, place, abroad, industry_class, channel,
  public_post_months, valid_from, known_from, entry)
select 411525, nextval('mingbai.thing_id'), t.region, p.id, '2021-12-31', t.months, t.employer, t.place, t.c32 = '是',
  t.industry_class, t.channel, t.post_months, '2021-12-31', now(), 1
from limit_person p join limit_typed t using (n)
where num_nonnulls(t.months, t.employer, t.place, nullif(t.c32, ''), t.industry_class, t.channel, t.post_months) > 0;

commit;
