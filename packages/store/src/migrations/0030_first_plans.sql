-- The county does not lead an index that is looked into by something narrower: while a table is new and nothing is known
-- of it, the planner holds one county for few rows, and a step then read all cases of its county until the first analyze.
drop index mingbai.procedure_case_subject;
create index procedure_case_subject on mingbai.procedure_case (subject_id, noun, county);
drop index mingbai.procedure_action_entry;
create index procedure_action_entry on mingbai.procedure_action (entry, county);
