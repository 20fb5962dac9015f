-- Two cases of one procedure for one family that is not registered yet: there is no household by which the second could
-- be told from the first, so an open case keeps the keyed hashes of its applicants' identity numbers until it ends.
alter table mingbai.procedure_case add column applicants bigint[];
create index procedure_case_applicants on mingbai.procedure_case using gin (applicants)
  where ended is null and applicants is not null;
comment on column mingbai.procedure_case.applicants is 'Keyed hashes of the identity numbers of applicants who are not registered; null once it has ended.';
