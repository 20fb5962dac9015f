-- What each table and function is for, where whoever opens the database finds it; docs/database.md prints it.
comment on table mingbai.region is 'Administrative regions. One row per name a code has carried; a merged code keeps its rows and names its successor.';
comment on table mingbai.journal is 'Every command: who, in which role, when, where, what changed, on what evidence. Append only.';
comment on table mingbai.seal is 'One batch of journal entries of a county, chained to the batch before it.';
comment on table mingbai.sealed_entry is 'Which entries a seal covers, in order, with the hash of each.';
comment on table mingbai.account is 'Who may sign in, as administrators see it. Passwords are in schema auth.';
comment on table mingbai.role_grant is 'A role in a region (and a department); ended, never deleted.';
comment on table mingbai.session_grant is 'One row for every live session, and the grant it acts under. A session without its row is refused.';
comment on table mingbai.installation is 'One row: the county this installation serves.';
comment on table mingbai.import is 'Import jobs: the queue, their state, progress and outcome.';
comment on table mingbai.import_fault is 'Faults of an import as people read them; sealed values are masked before they come here.';
comment on table mingbai.import_repair is 'What was read otherwise than written, cell by cell; masked likewise.';
comment on table mingbai.column_mapping is 'Where unknown headers went last time, by county and form.';
comment on table mingbai.pulse is 'How often a county''s register was written; what is counted in memory is good while this stands.';

comment on table mingbai.household is 'One row a household.';
comment on table mingbai.person is 'One row a person.';
comment on table mingbai.membership is 'One row a person and household: from when to when, and why.';
comment on table mingbai.condition is 'Living and production conditions: one row a household.';
comment on table mingbai.guarantee is 'The guarantees: one row a household.';
comment on table mingbai.risk is 'Monitoring and risk: one row a household.';
comment on table mingbai.income is 'One row a household, year and item.';
comment on table mingbai.measure is 'Measures of help: one row a household and category.';
comment on table mingbai.responsible is 'One row a household and responsible person.';
comment on table mingbai.work is 'One row a person and spell of work.';
comment on table mingbai.village is 'Village profile: one row a village and year.';

comment on function mingbai.scope_low() is 'First region code the transaction may see; 1 when no scope is set.';
comment on function mingbai.scope_high() is 'Last region code the transaction may see; 0 when no scope is set, so that nothing is.';
comment on function mingbai.scope_user() is 'Account that asks.';
comment on function mingbai.is_username_taken(text) is 'User names are unique over the installation, also outside the asker''s area.';
comment on function mingbai.reach_of(text) is 'All roles of an account, those outside the asker''s area too.';
comment on function mingbai.household_outside(integer, text[]) is 'Which of these household numbers lie outside the asker''s area.';
comment on function mingbai.refresh_statistics(text[]) is 'Analyses tables of the register, which only their owner may.';
comment on function mingbai.provenance(integer, bigint[]) is 'Who wrote these entries, when, how and from which file.';
comment on function mingbai.raise_pulse() is 'Counts the commands that change a county''s register.';
