import type { ReadTx } from '@mingbai/store';

/** A table or a view, as PostgreSQL's catalogue has it. */
export interface Relation {
  readonly schema: string;
  readonly name: string;
  readonly kind: 'table' | 'view';
  readonly comment: string | null;
  readonly scoped: boolean;
  readonly columns: readonly { name: string; type: string; required: boolean; comment: string | null }[];
  /** As `pg_get_constraintdef` and `pg_get_indexdef` print them. */
  readonly constraints: readonly string[];
  readonly indexes: readonly string[];
  readonly policies: readonly {
    name: string;
    command: string;
    roles: string;
    using: string | null;
    check: string | null;
  }[];
  readonly grants: readonly { role: string; rights: string }[];
}

export interface Routine {
  readonly name: string;
  readonly arguments: string;
  readonly result: string;
  readonly definer: boolean;
  readonly comment: string | null;
  readonly roles: string | null;
}

const RELATIONS = `
select n.nspname as schema, c.relname as name, case c.relkind when 'v' then 'view' else 'table' end as kind,
  obj_description(c.oid, 'pg_class') as comment, c.relrowsecurity as scoped,
  array(select json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod), 'required', a.attnotnull,
          'comment', col_description(c.oid, a.attnum))
        from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped order by a.attnum) as columns,
  array(select pg_get_constraintdef(k.oid) from pg_constraint k
        where k.conrelid = c.oid and k.contype in ('p', 'u', 'f', 'c') order by k.contype desc, k.conname) as constraints,
  array(select pg_get_indexdef(i.indexrelid) from pg_index i
        where i.indrelid = c.oid and not exists (select from pg_constraint k where k.conindid = i.indexrelid)
        order by i.indexrelid::regclass::text) as indexes,
  array(select json_build_object('name', p.policyname, 'command', lower(p.cmd), 'roles', array_to_string(p.roles, ', '),
          'using', p.qual, 'check', p.with_check)
        from pg_policies p where p.schemaname = n.nspname and p.tablename = c.relname order by p.policyname) as policies,
  array(select json_build_object('role', g.grantee, 'rights', string_agg(lower(g.privilege_type), ', ' order by g.privilege_type))
        from information_schema.role_table_grants g
        where g.table_schema = n.nspname and g.table_name = c.relname and g.grantee like 'mingbai%'
        group by g.grantee order by g.grantee) as grants
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname in ('mingbai', 'auth', 'staging') and c.relkind in ('r', 'p', 'v')
order by n.nspname desc, c.relname`;

const ROUTINES = `
select p.proname as name, pg_get_function_identity_arguments(p.oid) as arguments, pg_get_function_result(p.oid) as result,
  p.prosecdef as definer, obj_description(p.oid, 'pg_proc') as comment,
  (select string_agg(distinct case when a.grantee = 0 then 'everybody' else a.grantee::regrole::text end, ', ')
   from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) a where a.grantee <> p.proowner) as roles
from pg_proc p join pg_namespace n on n.oid = p.pronamespace
where n.nspname = 'mingbai' order by p.proname, 2`;

export async function readSchema(tx: ReadTx): Promise<{ relations: Relation[]; routines: Routine[] }> {
  return {
    relations: await tx.rows<Relation & { [column: string]: unknown }>(RELATIONS),
    routines: await tx.rows<Routine & { [column: string]: unknown }>(ROUTINES),
  };
}
