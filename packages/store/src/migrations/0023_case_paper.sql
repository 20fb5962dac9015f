-- Papers of many cases in one file: the job names the cases, and the papers by the names of their procedure.
alter table mingbai.paper_job
  add column cases bigint[],
  add column keys text[],
  add check ((cases is null) = (keys is null));
comment on table mingbai.paper_job is 'Papers of a whole village, or of many cases of a procedure: the row is the job, its file lies encrypted for a day.';
