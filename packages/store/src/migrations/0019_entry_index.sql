-- What an entry wrote is asked after every change: a few pages of each table, which lie together. Ranges of pages
-- cost an import next to nothing, as an index of a million entries would not.
create index household_entry on mingbai.household using brin (entry int8_minmax_multi_ops);
create index person_entry on mingbai.person using brin (entry int8_minmax_multi_ops);
create index membership_entry on mingbai.membership using brin (entry int8_minmax_multi_ops);
create index condition_entry on mingbai.condition using brin (entry int8_minmax_multi_ops);
create index guarantee_entry on mingbai.guarantee using brin (entry int8_minmax_multi_ops);
create index risk_entry on mingbai.risk using brin (entry int8_minmax_multi_ops);
create index income_entry on mingbai.income using brin (entry int8_minmax_multi_ops);
create index measure_entry on mingbai.measure using brin (entry int8_minmax_multi_ops);
create index responsible_entry on mingbai.responsible using brin (entry int8_minmax_multi_ops);
create index work_entry on mingbai.work using brin (entry int8_minmax_multi_ops);
create index village_entry on mingbai.village using brin (entry int8_minmax_multi_ops);
