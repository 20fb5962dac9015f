-- What an import would break is asked before it is committed, by a run of its own: its hits stand among the faults.
alter table mingbai.rule_run drop constraint rule_run_kind_check;
alter table mingbai.rule_run
  add constraint rule_run_kind_check check (kind in ('full', 'households', 'entry', 'import')),
  add column import bigint references mingbai.import on delete cascade;
create index rule_run_import on mingbai.rule_run (import) where import is not null;
comment on column mingbai.rule_run.import is 'The import whose rows are asked before they are committed.';
