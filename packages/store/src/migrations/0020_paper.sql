-- Many papers at once are a job, as an import is (ADR 0105): the row is the job. What it made lies encrypted in the
-- house's folder for a day.
create table mingbai.paper_job (
  id           bigint generated always as identity primary key,
  county       integer     not null,
  region       bigint      not null,   -- the village
  paper        text        not null,   -- id of the template
  format       text        not null check (format in ('pdf', 'xlsx')),
  size         text        not null check (size in ('A4', 'A3')),
  state        text        not null check (state in ('queued', 'running', 'done', 'failed', 'cancelled')),
  created_at   timestamptz not null default now(),
  created_by   text        not null,
  creator_name text        not null,
  actor_role   text        not null,
  started_at   timestamptz,
  ended_at     timestamptz,
  cancel_asked_at timestamptz,
  progress     jsonb       not null default '{"done":0,"total":null}',
  file         text,                   -- as the person's computer calls it
  stored_as    text,                   -- null again when its day is over
  bytes        bigint,
  pages        integer,
  digest       bytea,
  missing      text[]      not null default '{}',   -- characters that the face has not
  expires_at   timestamptz,
  problem      jsonb,
  entry        bigint
);
create index paper_job_region on mingbai.paper_job (region, id desc);
create index paper_job_waiting on mingbai.paper_job (id) where state in ('queued', 'running');
alter table mingbai.paper_job enable row level security;
create policy paper_job_scope on mingbai.paper_job to mingbai_app
  using (region between (select mingbai.scope_low()) and (select mingbai.scope_high()));
grant select, insert, update on mingbai.paper_job to mingbai_app;
comment on table mingbai.paper_job is 'Papers of a whole village: the row is the job, its file lies encrypted for a day.';
