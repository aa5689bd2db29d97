-- Why: PostgreSQL looks for a table among the temporary ones of the session first, unless a search_path names pg_temp. A function that runs with its owner's rights could so be
-- given a caller's table, or a view with functions of the caller's in it, instead of the one it means. Those of the record that belong to another role are that role's to change.
do $$
declare
    found record;
begin
    for found in
        select p.oid::regprocedure as routine, substr(c.setting, length('search_path=') + 1) as path
        from pg_catalog.pg_proc p
        join pg_catalog.pg_namespace n on n.oid = p.pronamespace
        cross join lateral (select s as setting from unnest(p.proconfig) s where s like 'search_path=%') c
        where n.nspname not in ('pg_catalog', 'information_schema') and c.setting not like '%pg_temp%'
          and not exists (select from pg_catalog.pg_depend d where d.classid = 'pg_catalog.pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
          and pg_catalog.pg_has_role(current_user, p.proowner, 'USAGE')
    loop
        execute format('alter routine %s set search_path = %s, pg_temp', found.routine, found.path);
    end loop;
end
$$;
