-- Why: a list of lists in a grant, written by SQL, was taken, and whoever read that grant was answered with a fault. A name of letters that draw nothing passed for a name. And reasons
-- and names of people had a limit at every address but none in the database.

-- A list is one row of values, counted from 1, with no gaps: that is what everything that reads one takes it for. What stands already and is none is made one; its members are the same.
do $$
declare
    found record;
    fine text;
    empty boolean;
begin
    for found in
        select c.oid::regclass as place, n.nspname, c.relname, a.attname as part, e.typtype = 'c' as is_rows
        from pg_attribute a
        join pg_class c on c.oid = a.attrelid
        join pg_namespace n on n.oid = c.relnamespace
        join pg_type t on t.oid = a.atttypid
        join pg_type e on e.oid = t.typelem
        where n.nspname in ('env', 'account', 'published', 'restricted', 'member') and c.relkind in ('r', 'p') and not c.relispartition
          and t.typcategory = 'A' and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
        order by 1, 2
    loop
        fine := format('case when array_ndims(%1$I) > 1 then false else coalesce(array_lower(%1$I, 1), 1) = 1 and array_position(%1$I, null) is null end', found.part);
        if found.is_rows then
            -- What a reader holds for an hour and is given anew.
            execute format('delete from %s where not (%s)', found.place, fine);
        else
            execute format('update %1$s set %2$I = array(select one from unnest(%2$I) with ordinality u (one, place) where one is not null order by place)
                where not (%3$s) and exists (select from unnest(%2$I) one where one is not null)', found.place, found.part, fine);
        end if;
        execute format('select exists (select from %s where not (%s))', found.place, fine) into empty;
        if empty then
            raise exception 'Bảng %, cột % có danh sách chỉ gồm giá trị rỗng; hãy sửa hoặc xóa dòng đó rồi chạy lại. / Column % of table % has a list of nothing but nulls; mend or delete that row, then run this again.',
                found.place, found.part, found.part, found.place;
        end if;
        execute format('alter table %s add constraint %I check (%s)', found.place, found.relname || '_' || found.part || '_is_list', fine);
    end loop;
end
$$;

-- What names people and agencies beside it. Longer ones were written by SQL only; they are cut.
do $$
declare
    limited record;
begin
    for limited in
        select * from (values
            ('env.feature_task', 'linked_by', 600), ('env.feature_task', 'untied_by', 600), ('env.feature_task', 'source_section', 300),
            ('env.task_progress', 'author', 600), ('env.task_progress', 'agency', 300), ('env.agency', 'name', 1000),
            ('account.role_grant', 'granted_by', 600), ('account.api_key', 'made_by', 600), ('account.api_key', 'prefix', 20), ('account.invitation', 'made_by', 600)) v (place, part, most)
    loop
        -- What is kept as it was given is cut too: nothing else of it changes.
        execute format('alter table %s disable trigger user', limited.place);
        execute format('update %1$s set %2$I = left(%2$I, %3$s) where length(%2$I) > %3$s', limited.place, limited.part, limited.most);
        execute format('alter table %s enable trigger user', limited.place);
        execute format('alter table %s add constraint %I check (length(%I) <= %s)', limited.place, split_part(limited.place, '.', 2) || '_' || limited.part || '_length', limited.part, limited.most);
    end loop;
end
$$;
