-- A file that was brought before, word for word, is known again: `basis` is a digest of all that decides how a file
-- is read besides the file itself.
alter table mingbai.import
  add column basis bytea,
  add column read_on date,
  add column identical_to bigint,
  add column identical_at timestamptz;
create index import_digest on mingbai.import (county, digest) where state = 'committed';
comment on column mingbai.import.basis is 'Digest of what else decided how the file was read: programme, mappings, places.';
comment on column mingbai.import.read_on is 'The day it was read: what lies in the future is wrong.';
comment on column mingbai.import.identical_to is 'The committed import of the same file whose result this one shows; nothing was read again.';
