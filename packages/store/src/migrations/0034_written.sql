-- What an entry wrote into the register is sealed with it: a statement is never edited, it moves to the past, so that
-- the statements of an entry, wherever they lie, stay the same for good.
alter table mingbai.sealed_entry add column written jsonb;
comment on column mingbai.sealed_entry.written is 'By noun: how many statements the entry wrote, and the hash of their hashes; null where it was sealed before this was kept.';

create index household_past_entry on mingbai.household_past using brin (entry int8_minmax_multi_ops);
create index person_past_entry on mingbai.person_past using brin (entry int8_minmax_multi_ops);
create index membership_past_entry on mingbai.membership_past using brin (entry int8_minmax_multi_ops);
create index condition_past_entry on mingbai.condition_past using brin (entry int8_minmax_multi_ops);
create index guarantee_past_entry on mingbai.guarantee_past using brin (entry int8_minmax_multi_ops);
create index risk_past_entry on mingbai.risk_past using brin (entry int8_minmax_multi_ops);
create index income_past_entry on mingbai.income_past using brin (entry int8_minmax_multi_ops);
create index measure_past_entry on mingbai.measure_past using brin (entry int8_minmax_multi_ops);
create index responsible_past_entry on mingbai.responsible_past using brin (entry int8_minmax_multi_ops);
create index work_past_entry on mingbai.work_past using brin (entry int8_minmax_multi_ops);
create index village_past_entry on mingbai.village_past using brin (entry int8_minmax_multi_ops);
