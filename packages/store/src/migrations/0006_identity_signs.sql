-- What an identity number tells, beside its sealed value: rules ask for it, and nothing is unsealed for them. Made
-- where the number is sealed (`identitySigns`), and changed only with it.
do $$
declare noun text; suffix text; names text;
begin
  foreach noun in array array['person', 'responsible'] loop
    foreach suffix in array array['', '_past'] loop
      execute format('alter table mingbai.%I
        add column identity_no_length smallint,
        add column identity_no_valid boolean,
        add column identity_no_birth date,
        add column identity_no_sex text,
        add column identity_no_disability text,
        add column identity_no_placeholder boolean', noun || suffix);
    end loop;
    select string_agg(quote_ident(attname), ', ' order by attnum) into names
    from pg_attribute where attrelid = ('mingbai.' || noun)::regclass and attnum > 0 and not attisdropped;
    execute format('create or replace view mingbai.%I with (security_invoker = true) as
      select %s from mingbai.%I union all select %2$s from mingbai.%4$I', noun || '_said', names, noun, noun || '_past');

    execute format('comment on column mingbai.%I.identity_no_length is %L', noun,
      '证件号码位数 · characters of the identity number');
    execute format('comment on column mingbai.%I.identity_no_valid is %L', noun,
      '校验码与日期是否正确 · check digit and calendar day are right; null: not 18, 20 or 22 characters');
    execute format('comment on column mingbai.%I.identity_no_birth is %L', noun,
      '证件号码中的出生日期 · birth date in the number; null: no such day');
    execute format('comment on column mingbai.%I.identity_no_sex is %L', noun,
      '证件号码中的性别 · sex in the number, code of the list sex');
    execute format('comment on column mingbai.%I.identity_no_disability is %L', noun,
      '残疾人证的类别与等级 · kind and grade in a disability certificate, two characters');
    execute format('comment on column mingbai.%I.identity_no_placeholder is %L', noun,
      '是否临时编号 · stands for a number not yet given: begins with 999999');
  end loop;
end $$;
