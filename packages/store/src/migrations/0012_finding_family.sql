-- Families of rules by name, as lists group them; without one, by their short name.
alter table mingbai.finding_rule add column family_zh text, add column family_en text;
