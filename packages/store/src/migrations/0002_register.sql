-- The register: one pair of tables a noun, made from the dictionary by scripts/noun-tables.ts.
-- `mingbai.<noun>` holds what is believed now, `mingbai.<noun>_past` every statement before it, and the view
-- `mingbai.<noun>_said` both: as it was on day V, as known at K, is the row with the latest (valid_from,
-- known_from) among those with valid_from <= V and known_from <= K.
create sequence mingbai.thing_id cache 1;
grant usage on sequence mingbai.thing_id to mingbai_app;

create table mingbai.household (
  "county" integer not null,
  "id" bigint not null,
  "region" bigint not null,
  "village_group" text,
  "household_no" text,
  "household_type" text,
  "poverty_class" text,
  "exit_state" text,
  "standard" text,
  "identified_on" date,
  "exited_on" date,
  "planned_exit_year" integer,
  "monitor_class" text,
  "main_cause" text,
  "other_causes" text[],
  "size_declared" integer,
  "per_capita_net" bigint,
  "phone_sealed" bytea,
  "phone_hash" bigint,
  "address" text,
  "bank" text,
  "bank_account_sealed" bytea,
  "bank_account_hash" bigint,
  "relocated" boolean,
  "settlement" text,
  "martyr_family" boolean,
  "valid_from" date not null,
  "known_from" timestamptz not null,
  "entry" bigint not null,
  primary key (county, id)
);
create unique index household_key on mingbai.household (county, household_no);
create table mingbai.household_past (like mingbai.household, known_to timestamptz not null);
create index household_past_id on mingbai.household_past (county, id);
create view mingbai.household_said with (security_invoker = true) as
  select * from mingbai.household
  union all
  select "county", "id", "region", "village_group", "household_no", "household_type", "poverty_class", "exit_state", "standard", "identified_on", "exited_on", "planned_exit_year", "monitor_class", "main_cause", "other_causes", "size_declared", "per_capita_net", "phone_sealed", "phone_hash", "address", "bank", "bank_account_sealed", "bank_account_hash", "relocated", "settlement", "martyr_family", "valid_from", "known_from", "entry" from mingbai.household_past;

create table mingbai.person (
  "county" integer not null,
  "id" bigint not null,
  "region" bigint not null,
  "name_initials" text,
  "person_no" text,
  "name" text,
  "sex" text,
  "birth_date" date,
  "identity_kind" text,
  "identity_no_sealed" bytea,
  "identity_no_hash" bigint,
  "identity_no_tail" integer,
  "ethnicity" text,
  "phone_sealed" bytea,
  "phone_hash" bigint,
  "education" text,
  "enrolment" text,
  "dropout_reason" text,
  "labour_skill" text,
  "health" text[],
  "political_status" text,
  "active_service" boolean,
  "speaks_mandarin" boolean,
  "low_income_allowance" boolean,
  "low_income_policy" text,
  "extreme_poverty_support" boolean,
  "extreme_poverty_policy" text,
  "resident_medical" boolean,
  "employee_medical" boolean,
  "major_illness_insurance" boolean,
  "commercial_medical" boolean,
  "accident_insurance" boolean,
  "resident_pension" boolean,
  "employee_pension" boolean,
  "major_illness_aid" boolean,
  "other_health_aid" boolean,
  "disability_kind" text,
  "disability_grade" text,
  "disability_year" integer,
  "relocated" boolean,
  "identified_on" date,
  "valid_from" date not null,
  "known_from" timestamptz not null,
  "entry" bigint not null,
  primary key (county, id)
);
create unique index person_key on mingbai.person (county, person_no);
create table mingbai.person_past (like mingbai.person, known_to timestamptz not null);
create index person_past_id on mingbai.person_past (county, id);
create view mingbai.person_said with (security_invoker = true) as
  select * from mingbai.person
  union all
  select "county", "id", "region", "name_initials", "person_no", "name", "sex", "birth_date", "identity_kind", "identity_no_sealed", "identity_no_hash", "identity_no_tail", "ethnicity", "phone_sealed", "phone_hash", "education", "enrolment", "dropout_reason", "labour_skill", "health", "political_status", "active_service", "speaks_mandarin", "low_income_allowance", "low_income_policy", "extreme_poverty_support", "extreme_poverty_policy", "resident_medical", "employee_medical", "major_illness_insurance", "commercial_medical", "accident_insurance", "resident_pension", "employee_pension", "major_illness_aid", "other_health_aid", "disability_kind", "disability_grade", "disability_year", "relocated", "identified_on", "valid_from", "known_from", "entry" from mingbai.person_past;

create table mingbai.membership (
  "county" integer not null,
  "id" bigint not null,
  "region" bigint not null,
  "household_id" bigint not null,
  "person_id" bigint not null,
  "relation" text,
  "from" date,
  "to" date,
  "reason" text,
  "valid_from" date not null,
  "known_from" timestamptz not null,
  "entry" bigint not null,
  primary key (county, id)
);
create unique index membership_key on mingbai.membership (county, household_id, person_id);
create table mingbai.membership_past (like mingbai.membership, known_to timestamptz not null);
create index membership_past_id on mingbai.membership_past (county, id);
create view mingbai.membership_said with (security_invoker = true) as
  select * from mingbai.membership
  union all
  select "county", "id", "region", "household_id", "person_id", "relation", "from", "to", "reason", "valid_from", "known_from", "entry" from mingbai.membership_past;

create table mingbai.condition (
  "county" integer not null,
  "id" bigint not null,
  "region" bigint not null,
  "household_id" bigint not null,
  "cultivated_land" numeric,
  "irrigated_land" numeric,
  "forest_land" numeric,
  "returned_forest" numeric,
  "orchard" numeric,
  "pasture" numeric,
  "water_surface" numeric,
  "production_power" boolean,
  "domestic_power" boolean,
  "broadcast_tv" boolean,
  "cooperative" boolean,
  "firm_led" boolean,
  "leader_led" boolean,
  "road_distance" numeric,
  "road_type" text,
  "house_area" numeric,
  "dangerous_house" boolean,
  "house_grade" text,
  "house_rebuilt" integer,
  "toilet" boolean,
  "fuel" text,
  "water_difficult" boolean,
  "water_safe" boolean,
  "relocation_wish" boolean,
  "relocation_way" text,
  "resettlement_way" text,
  "resettlement_place" text,
  "relocation_difficulty" text,
  "valid_from" date not null,
  "known_from" timestamptz not null,
  "entry" bigint not null,
  primary key (county, id)
);
create unique index condition_key on mingbai.condition (county, household_id);
create table mingbai.condition_past (like mingbai.condition, known_to timestamptz not null);
create index condition_past_id on mingbai.condition_past (county, id);
create view mingbai.condition_said with (security_invoker = true) as
  select * from mingbai.condition
  union all
  select "county", "id", "region", "household_id", "cultivated_land", "irrigated_land", "forest_land", "returned_forest", "orchard", "pasture", "water_surface", "production_power", "domestic_power", "broadcast_tv", "cooperative", "firm_led", "leader_led", "road_distance", "road_type", "house_area", "dangerous_house", "house_grade", "house_rebuilt", "toilet", "fuel", "water_difficult", "water_safe", "relocation_wish", "relocation_way", "resettlement_way", "resettlement_place", "relocation_difficulty", "valid_from", "known_from", "entry" from mingbai.condition_past;

create table mingbai.guarantee (
  "county" integer not null,
  "id" bigint not null,
  "region" bigint not null,
  "household_id" bigint not null,
  "food" boolean,
  "clothing" boolean,
  "dropout" boolean,
  "uninsured" boolean,
  "unsafe_house" boolean,
  "water_safe" boolean,
  "after_dropout" boolean,
  "after_uninsured" boolean,
  "after_house_damaged" boolean,
  "after_water_damaged" boolean,
  "valid_from" date not null,
  "known_from" timestamptz not null,
  "entry" bigint not null,
  primary key (county, id)
);
create unique index guarantee_key on mingbai.guarantee (county, household_id);
create table mingbai.guarantee_past (like mingbai.guarantee, known_to timestamptz not null);
create index guarantee_past_id on mingbai.guarantee_past (county, id);
create view mingbai.guarantee_said with (security_invoker = true) as
  select * from mingbai.guarantee
  union all
  select "county", "id", "region", "household_id", "food", "clothing", "dropout", "uninsured", "unsafe_house", "water_safe", "after_dropout", "after_uninsured", "after_house_damaged", "after_water_damaged", "valid_from", "known_from", "entry" from mingbai.guarantee_past;

create table mingbai.risk (
  "county" integer not null,
  "id" bigint not null,
  "region" bigint not null,
  "household_id" bigint not null,
  "identified_month" date,
  "removed_month" date,
  "risks" text[],
  "disasters" text[],
  "note" text,
  "removed" boolean,
  "removal_way" text,
  "development_measures" text,
  "without_labour" boolean,
  "collector" text,
  "collector_phone_sealed" bytea,
  "collector_phone_hash" bigint,
  "claims" bigint,
  "own_payment" bigint,
  "after_wage" bigint,
  "after_business" bigint,
  "after_property" bigint,
  "after_transfer" bigint,
  "after_expense" bigint,
  "after_net" bigint,
  "after_per_capita_net" bigint,
  "after_claims" bigint,
  "after_own_payment" bigint,
  "valid_from" date not null,
  "known_from" timestamptz not null,
  "entry" bigint not null,
  primary key (county, id)
);
create unique index risk_key on mingbai.risk (county, household_id);
create table mingbai.risk_past (like mingbai.risk, known_to timestamptz not null);
create index risk_past_id on mingbai.risk_past (county, id);
create view mingbai.risk_said with (security_invoker = true) as
  select * from mingbai.risk
  union all
  select "county", "id", "region", "household_id", "identified_month", "removed_month", "risks", "disasters", "note", "removed", "removal_way", "development_measures", "without_labour", "collector", "collector_phone_sealed", "collector_phone_hash", "claims", "own_payment", "after_wage", "after_business", "after_property", "after_transfer", "after_expense", "after_net", "after_per_capita_net", "after_claims", "after_own_payment", "valid_from", "known_from", "entry" from mingbai.risk_past;

create table mingbai.income (
  "county" integer not null,
  "id" bigint not null,
  "region" bigint not null,
  "household_id" bigint not null,
  "year" integer not null,
  "item" text not null,
  "fen" bigint not null,
  "valid_from" date not null,
  "known_from" timestamptz not null,
  "entry" bigint not null,
  primary key (county, id)
);
create unique index income_key on mingbai.income (county, household_id, year, item);
create table mingbai.income_past (like mingbai.income, known_to timestamptz not null);
create index income_past_id on mingbai.income_past (county, id);
create view mingbai.income_said with (security_invoker = true) as
  select * from mingbai.income
  union all
  select "county", "id", "region", "household_id", "year", "item", "fen", "valid_from", "known_from", "entry" from mingbai.income_past;

create table mingbai.measure (
  "county" integer not null,
  "id" bigint not null,
  "region" bigint not null,
  "household_id" bigint not null,
  "item" text not null,
  "chosen" text[] not null,
  "valid_from" date not null,
  "known_from" timestamptz not null,
  "entry" bigint not null,
  primary key (county, id)
);
create unique index measure_key on mingbai.measure (county, household_id, item);
create table mingbai.measure_past (like mingbai.measure, known_to timestamptz not null);
create index measure_past_id on mingbai.measure_past (county, id);
create view mingbai.measure_said with (security_invoker = true) as
  select * from mingbai.measure
  union all
  select "county", "id", "region", "household_id", "item", "chosen", "valid_from", "known_from", "entry" from mingbai.measure_past;

create table mingbai.responsible (
  "county" integer not null,
  "id" bigint not null,
  "region" bigint not null,
  "household_id" bigint not null,
  "name" text,
  "sex" text,
  "unit" text,
  "position" text,
  "identity_no_sealed" bytea,
  "identity_no_hash" bigint,
  "identity_no_tail" integer,
  "phone_sealed" bytea,
  "phone_hash" bigint,
  "political_status" text,
  "education" text,
  "skill" text,
  "affiliation" text,
  "rank" text,
  "first_secretary" boolean,
  "team_leader" boolean,
  "team_member" boolean,
  "from" date,
  "to" date,
  "valid_from" date not null,
  "known_from" timestamptz not null,
  "entry" bigint not null,
  primary key (county, id)
);
create unique index responsible_key on mingbai.responsible (county, household_id, name);
create table mingbai.responsible_past (like mingbai.responsible, known_to timestamptz not null);
create index responsible_past_id on mingbai.responsible_past (county, id);
create view mingbai.responsible_said with (security_invoker = true) as
  select * from mingbai.responsible
  union all
  select "county", "id", "region", "household_id", "name", "sex", "unit", "position", "identity_no_sealed", "identity_no_hash", "identity_no_tail", "phone_sealed", "phone_hash", "political_status", "education", "skill", "affiliation", "rank", "first_secretary", "team_leader", "team_member", "from", "to", "valid_from", "known_from", "entry" from mingbai.responsible_past;

create table mingbai.work (
  "county" integer not null,
  "id" bigint not null,
  "region" bigint not null,
  "person_id" bigint not null,
  "period" date not null,
  "area" text,
  "months" numeric,
  "employer" text,
  "place" text,
  "work_county" text,
  "abroad" boolean,
  "industry_class" text,
  "industry" text,
  "channel" text[],
  "public_post" text,
  "public_post_months" numeric,
  "away" boolean,
  "point_to_point" boolean,
  "monthly_income" bigint,
  "started" date,
  "ended" date,
  "travel_subsidy" bigint,
  "needs" text[],
  "planned" boolean,
  "planned_place" text,
  "planned_start" date,
  "valid_from" date not null,
  "known_from" timestamptz not null,
  "entry" bigint not null,
  primary key (county, id)
);
create unique index work_key on mingbai.work (county, person_id, period);
create table mingbai.work_past (like mingbai.work, known_to timestamptz not null);
create index work_past_id on mingbai.work_past (county, id);
create view mingbai.work_said with (security_invoker = true) as
  select * from mingbai.work
  union all
  select "county", "id", "region", "person_id", "period", "area", "months", "employer", "place", "work_county", "abroad", "industry_class", "industry", "channel", "public_post", "public_post_months", "away", "point_to_point", "monthly_income", "started", "ended", "travel_subsidy", "needs", "planned", "planned_place", "planned_start", "valid_from", "known_from", "entry" from mingbai.work_past;

create table mingbai.village (
  "county" integer not null,
  "id" bigint not null,
  "region" bigint not null,
  "year" integer not null,
  "attribute" text,
  "development" text,
  "terrain" text,
  "longitude" numeric,
  "latitude" numeric,
  "households" integer,
  "population" integer,
  "registered_households" integer,
  "registered_people" integer,
  "monitored_households" integer,
  "monitored_people" integer,
  "low_income_households" integer,
  "low_income_people" integer,
  "extreme_poverty_households" integer,
  "extreme_poverty_people" integer,
  "minority_people" integer,
  "women" integer,
  "disabled_people" integer,
  "labour" integer,
  "migrant_workers" integer,
  "cultivated_land" numeric,
  "irrigated_land" numeric,
  "forest_land" numeric,
  "returned_forest" numeric,
  "orchard" numeric,
  "pasture" numeric,
  "water_surface" numeric,
  "per_capita_net" bigint,
  "collective_income" bigint,
  "paved_road" boolean,
  "bus" boolean,
  "unsafe_water_households" integer,
  "water_difficult_households" integer,
  "hamlets" integer,
  "powered_hamlets" integer,
  "dangerous_houses" integer,
  "cooperatives" integer,
  "cooperative_households" integer,
  "tourism_households" integer,
  "tourism_workers" integer,
  "tourism_income" bigint,
  "tourism_visitors" integer,
  "clinics" integer,
  "doctors" integer,
  "public_toilets" integer,
  "refuse_points" integer,
  "libraries" integer,
  "broadband_households" integer,
  "mobile_internet_households" integer,
  "information_officers" integer,
  "office_phone" text,
  "secretary" text,
  "secretary_phone_sealed" bytea,
  "secretary_phone_hash" bigint,
  "party_members" integer,
  "collective_assets" bigint,
  "industry_sites" integer,
  "leading_industry" text,
  "valid_from" date not null,
  "known_from" timestamptz not null,
  "entry" bigint not null,
  primary key (county, id)
);
create unique index village_key on mingbai.village (county, region, year);
create table mingbai.village_past (like mingbai.village, known_to timestamptz not null);
create index village_past_id on mingbai.village_past (county, id);
create view mingbai.village_said with (security_invoker = true) as
  select * from mingbai.village
  union all
  select "county", "id", "region", "year", "attribute", "development", "terrain", "longitude", "latitude", "households", "population", "registered_households", "registered_people", "monitored_households", "monitored_people", "low_income_households", "low_income_people", "extreme_poverty_households", "extreme_poverty_people", "minority_people", "women", "disabled_people", "labour", "migrant_workers", "cultivated_land", "irrigated_land", "forest_land", "returned_forest", "orchard", "pasture", "water_surface", "per_capita_net", "collective_income", "paved_road", "bus", "unsafe_water_households", "water_difficult_households", "hamlets", "powered_hamlets", "dangerous_houses", "cooperatives", "cooperative_households", "tourism_households", "tourism_workers", "tourism_income", "tourism_visitors", "clinics", "doctors", "public_toilets", "refuse_points", "libraries", "broadband_households", "mobile_internet_households", "information_officers", "office_phone", "secretary", "secretary_phone_sealed", "secretary_phone_hash", "party_members", "collective_assets", "industry_sites", "leading_industry", "valid_from", "known_from", "entry" from mingbai.village_past;

-- ---------------------------------------------------------------- look-ups
create index household_region on mingbai.household (region, household_no);
create index household_phone on mingbai.household (county, phone_hash) where phone_hash is not null;
create index person_region on mingbai.person (region, id);
create index person_identity on mingbai.person (county, identity_no_hash) where identity_no_hash is not null;
create index person_tail on mingbai.person (county, identity_no_tail) where identity_no_tail is not null;
create index person_phone on mingbai.person (county, phone_hash) where phone_hash is not null;
create index person_name on mingbai.person (county, name collate "C");
create index person_initials on mingbai.person (county, name_initials collate "C");
create index membership_person on mingbai.membership (county, person_id);

-- ---------------------------------------------------------------- scope and rights
do $$
declare noun text;
begin
  foreach noun in array array['household','person','membership','condition','guarantee','risk','income','measure','responsible','work','village'] loop
    execute format('alter table mingbai.%I enable row level security', noun);
    execute format('alter table mingbai.%I enable row level security', noun || '_past');
    execute format('create policy scope on mingbai.%I to mingbai_app using (region between (select mingbai.scope_low()) and (select mingbai.scope_high()))', noun);
    execute format('create policy scope on mingbai.%I to mingbai_app using (region between (select mingbai.scope_low()) and (select mingbai.scope_high()))', noun || '_past');
    execute format('grant select, insert, update on mingbai.%I to mingbai_app', noun);
    execute format('grant select, insert on mingbai.%I to mingbai_app', noun || '_past');
    execute format('grant select on mingbai.%I to mingbai_app', noun || '_said');
  end loop;
end $$;

-- Which of these numbers belong to households outside the area of who asks. Says no more than that: it keeps a
-- file of one township from taking a number that another one has.
create function mingbai.household_outside(of_county integer, numbers text[]) returns setof text
  language sql stable security definer set search_path = mingbai, pg_temp as $$
  select household_no from mingbai.household
  where county = of_county and household_no = any(numbers)
    and region not between mingbai.scope_low() and mingbai.scope_high()
$$;
revoke all on function mingbai.household_outside from public;
grant execute on function mingbai.household_outside to mingbai_app;

-- Fresh statistics after a large import: the next look at the register must not be planned for an empty one.
-- Only the owner may analyze; the server may ask for it, for tables of the register and nothing else.
create function mingbai.refresh_statistics(nouns text[]) returns void
  language plpgsql security definer set search_path = mingbai, pg_temp as $$
declare noun text;
begin
  foreach noun in array nouns loop
    if noun not in ('household','person','membership','condition','guarantee','risk','income','measure','responsible','work','village') then
      raise exception 'not a noun: %', noun;
    end if;
    execute format('analyze mingbai.%I', noun);
    execute format('analyze mingbai.%I', noun || '_past');
  end loop;
end $$;
revoke all on function mingbai.refresh_statistics from public;
grant execute on function mingbai.refresh_statistics to mingbai_app;
