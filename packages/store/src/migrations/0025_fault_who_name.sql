-- A masked name tells nobody whom to ask about the row: from now on it is kept as it stood.
comment on column mingbai.import_fault.who is 'Whose row it is; set when the import is committed and its rows read are gone. Masked before 2026-11-22.';
