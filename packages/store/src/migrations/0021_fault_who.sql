-- While an import's rows are staged, a fault says whose row it is by looking there. They go with the commit; what stays
-- is the name as it may stay in a list: its first character.
alter table mingbai.import_fault add column who text;
comment on column mingbai.import_fault.who is 'Whose row it is, masked; set when the import is committed and its rows read are gone.';
grant update (who) on mingbai.import_fault to mingbai_app;
