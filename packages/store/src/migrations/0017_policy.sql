-- Policies that an office makes for itself (ADR 0125): drafts, editions in force, trials that were kept, decisions made.
create sequence mingbai.policy_id;
grant usage on sequence mingbai.policy_id to mingbai_app;

-- Every text by which something was decided, under the hash that is its version: a past decision finds its rules here.
create table mingbai.policy_text (
  version text        primary key,          -- 12 hex digits of the SHA-256
  file    text        not null,             -- where it came from
  text    text        not null,
  kept_at timestamptz not null default now()
);
grant select, insert on mingbai.policy_text to mingbai_app;
comment on table mingbai.policy_text is 'Texts of decision models by their version, kept when something is decided by them.';

create table mingbai.policy_draft (
  county       integer     not null,
  id           bigint      not null default nextval('mingbai.policy_id'),
  region       bigint      not null,        -- for which it is to hold
  kind         text        not null check (kind in ('decision', 'parameter')),
  name         text        not null,        -- the decision's Chinese name, or the parameter's id
  based_on     text,                        -- version of the model, or the value, that it started from
  content      jsonb       not null,
  version      text        not null,        -- hash of the content
  revision     integer     not null default 1,
  state        text        not null check (state in ('open', 'proposed', 'published', 'dropped')),
  created_by   text        not null,
  creator_name text        not null,
  created_at   timestamptz not null,
  changed_at   timestamptz not null,
  proposal     jsonb,                       -- by, name, at, reason, trial
  answer       jsonb,                       -- the last refusal, withdrawal or approval: what, by, name, at, reason
  entry        bigint      not null,
  primary key (county, id)
);
create index policy_draft_region on mingbai.policy_draft (region, id desc);
alter table mingbai.policy_draft enable row level security;
create policy policy_draft_scope on mingbai.policy_draft to mingbai_app
  using (region between (select mingbai.scope_low()) and (select mingbai.scope_high()));
grant select, insert, update on mingbai.policy_draft to mingbai_app;
comment on table mingbai.policy_draft is 'Policies being written: the row is today''s state, the journal says how it came about.';

create table mingbai.policy_edition (
  county        integer     not null,
  id            bigint      not null default nextval('mingbai.policy_id'),
  region        bigint      not null,
  high          bigint      not null,       -- last code of the region
  kind          text        not null check (kind in ('decision', 'parameter')),
  name          text        not null,
  number        integer     not null,       -- 1, 2, 3 … of the name in the region
  from_day      date        not null,
  content       jsonb       not null,
  version       text        not null,
  source_zh     text        not null,
  source_en     text        not null,
  reason        text        not null,
  draft         bigint      not null,
  trial         bigint,
  proposer      text        not null,
  proposer_name text        not null,
  approver      text        not null,
  approver_name text        not null,
  published_at  timestamptz not null,
  entry         bigint      not null,
  primary key (county, id),
  unique (region, kind, name, number),
  check (proposer <> approver)
);
alter table mingbai.policy_edition enable row level security;
-- Policy of the regions above holds here too, and is read as what is below.
create policy policy_edition_scope on mingbai.policy_edition for select to mingbai_app
  using (region <= (select mingbai.scope_high()) and high >= (select mingbai.scope_low()));
create policy policy_edition_publish on mingbai.policy_edition for insert to mingbai_app
  with check (region between (select mingbai.scope_low()) and (select mingbai.scope_high()));
-- What was published is never changed: a mistake is mended by the next edition.
grant select, insert on mingbai.policy_edition to mingbai_app;
comment on table mingbai.policy_edition is 'Published decisions and parameters by region and day; with the files of policy/ they are the library.';

create table mingbai.policy_trial (
  county       integer     not null,
  id           bigint      not null default nextval('mingbai.policy_id'),
  region       bigint      not null,        -- over which it runs
  decision     text        not null,
  draft        bigint,
  version      text,                        -- of the draft
  request      jsonb       not null,
  state        text        not null check (state in ('running', 'done', 'failed')),
  progress     jsonb       not null default '{"done":0,"total":null}',
  result       jsonb,
  problem      jsonb,
  created_by   text        not null,
  creator_name text        not null,
  created_at   timestamptz not null default now(),
  ended_at     timestamptz,
  primary key (county, id)
);
create index policy_trial_recent on mingbai.policy_trial (region, id desc);
create index policy_trial_draft on mingbai.policy_trial (county, draft) where draft is not null;
alter table mingbai.policy_trial enable row level security;
create policy policy_trial_scope on mingbai.policy_trial to mingbai_app
  using (region between (select mingbai.scope_low()) and (select mingbai.scope_high()));
grant select, insert, update on mingbai.policy_trial to mingbai_app;
comment on table mingbai.policy_trial is 'Trials over the register that were kept, with their counts.';

-- Those whose outcome would be another one.
create table mingbai.policy_trial_row (
  county        integer not null,
  trial         bigint  not null,
  id            bigint  not null,           -- household or person
  household_id  bigint  not null,
  region        bigint  not null,
  before        text,
  after         text,
  amount_before numeric,                    -- yuan
  amount_after  numeric,
  primary key (county, trial, id)
);
create index policy_trial_row_place on mingbai.policy_trial_row (county, trial, region, id);
alter table mingbai.policy_trial_row enable row level security;
create policy policy_trial_row_scope on mingbai.policy_trial_row to mingbai_app
  using (region between (select mingbai.scope_low()) and (select mingbai.scope_high()));
grant select, insert on mingbai.policy_trial_row to mingbai_app;
comment on table mingbai.policy_trial_row is 'Households or persons whose outcome a trial would change.';

create table mingbai.decision_made (
  county        integer     not null,
  id            bigint      not null default nextval('mingbai.policy_id'),
  region        bigint      not null,
  household_id  bigint      not null,
  person_id     bigint,
  decision      text        not null,
  version       text        not null references mingbai.policy_text,
  on_day        date        not null,       -- the day whose rules it was decided by
  facts         jsonb       not null,       -- what it was decided on; never a sealed number
  parameters    jsonb       not null,       -- name, value, from, source: as they were taken
  result        jsonb       not null,
  sentences     jsonb       not null,       -- why, in both languages
  note          text,
  made_by       text        not null,
  maker_name    text        not null,
  made_at       timestamptz not null,
  entry         bigint      not null,
  primary key (county, id)
);
create index decision_made_household on mingbai.decision_made (county, household_id, id desc);
alter table mingbai.decision_made enable row level security;
create policy decision_made_scope on mingbai.decision_made to mingbai_app
  using (region between (select mingbai.scope_low()) and (select mingbai.scope_high()));
grant select, insert on mingbai.decision_made to mingbai_app;
comment on table mingbai.decision_made is 'Decisions that somebody recorded, with the facts, figures and version they were made by.';
