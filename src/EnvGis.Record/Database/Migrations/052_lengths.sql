-- Why: a login of the service could write texts of any length by SQL, which then every reader's answer carried. What no text of the doors or of the project's files comes near is refused:
-- 10,000 letters, lists and documents of the framework 100,000, hashes 1,000 bytes. What is derived by triggers is not asked, nor what has an end already.
do $$
declare
    place record;
begin
    for place in
        select c.oid::regclass as name, c.relname, string_agg(case when t.typname = 'bytea' then format('octet_length(%I) <= %s', a.attname, case when a.attname = 'ticket' then 100000 else 1000 end)
                when t.typname in ('text', 'varchar') then format('length(%I) <= %s', a.attname, case when a.attname in ('xml', 'problem') then 100000 else 10000 end)
                else format('length(%I::text) <= 100000', a.attname) end, ' and ' order by a.attnum) as condition
        from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' join pg_type t on t.oid = a.atttypid
        where c.relnamespace in ('env'::regnamespace, 'account'::regnamespace, 'staging'::regnamespace) and c.relkind in ('r', 'p') and not c.relispartition
            and (t.typname in ('text', 'varchar', 'bytea', 'jsonb') or t.typname = '_text')
            and exists (select from unnest(array['envgis_writer', 'envgis_accounts']) login where has_column_privilege(login, c.oid, a.attnum, 'insert') or has_column_privilege(login, c.oid, a.attnum, 'update'))
            and not (c.relname = 'feature_version' and a.attname in ('attributes', 'author', 'reason'))
            and not exists (select from pg_constraint k where k.conrelid = c.oid and a.attnum = any (k.conkey)
                and (k.contype = 'f' or k.contype = 'c' and pg_get_constraintdef(k.oid) ~ 'length\(|= ANY|<@|~ '))
        group by c.oid
    loop
        -- What stands is left to stand: it is refused when somebody writes it again.
        execute format('alter table %s add constraint %I check (%s) not valid', place.name, place.relname || '_lengths', place.condition);
        begin
            execute format('alter table %s validate constraint %I', place.name, place.relname || '_lengths');
        exception when check_violation then
            raise warning '% keeps a text that is longer than EnvGis writes.', place.name;
        end;
    end loop;
end
$$;
