-- Evidence (ADR 0123): photos, films, scans, signatures. The bytes lie encrypted on disk or in an S3 store, under the
-- SHA-256 of what is kept; the row says what they are.
create sequence mingbai.evidence_id;
grant usage on sequence mingbai.evidence_id to mingbai_app;

create table mingbai.evidence (
  county        integer     not null,
  id            bigint      not null default nextval('mingbai.evidence_id'),
  region        bigint      not null,
  subject       text,                       -- noun:id, when it is about one thing of the register
  kind          text        not null check (kind in ('photo', 'film', 'scan', 'signature', 'document')),
  name          text        not null,       -- as the uploader called it
  length        bigint      not null,       -- bytes announced for the upload
  state         text        not null default 'uploading' check (state in ('uploading', 'checking', 'kept', 'refused')),
  why           text,                       -- of a refusal
  keeps_place   boolean     not null default false,
  uploaded_by   text        not null,
  uploader_name text        not null,
  actor_role    text        not null,
  actor_region  bigint      not null,       -- the area of whoever uploads: what the keeping of it may see
  created_at    timestamptz not null default now(),
  received      bytea,                      -- SHA-256 of the bytes as they came
  sha256        bytea,                      -- of the bytes that are kept
  bytes         bigint,
  media_type    text,
  taken_at      timestamptz,
  place         jsonb,                      -- {"lat", "lon"}, where a procedure asked for it
  place_removed boolean     not null default false,
  thumbnail     boolean     not null default false,
  entry         bigint,
  primary key (county, id),
  check (state <> 'kept' or (sha256 is not null and bytes is not null and media_type is not null and entry is not null))
);
create index evidence_number on mingbai.evidence (id);
create index evidence_subject on mingbai.evidence (county, subject) where subject is not null;
create index evidence_sha256 on mingbai.evidence (sha256) where sha256 is not null;
create index evidence_unfinished on mingbai.evidence (created_at) where state in ('uploading', 'checking');
create index evidence_region on mingbai.evidence (region);
alter table mingbai.evidence enable row level security;
create policy scope on mingbai.evidence to mingbai_app
  using (region between (select mingbai.scope_low()) and (select mingbai.scope_high()));
-- Only what never came to be evidence goes without a trace.
create policy unfinished on mingbai.evidence as restrictive for delete to mingbai_app using (state = 'uploading');
grant select, insert, update, delete on mingbai.evidence to mingbai_app;

-- Bringing or looking at evidence changes nothing that is counted from the register.
drop trigger journal_pulse on mingbai.journal;
create trigger journal_pulse after insert on mingbai.journal for each row
  when (new.command not like 'evidence.%') execute function mingbai.raise_pulse();

comment on table mingbai.evidence is 'Photos, films, scans and signatures that actions rest on; the bytes lie elsewhere, encrypted, under their hash.';
