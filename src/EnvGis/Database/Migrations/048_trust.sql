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

-- As before (032), and a text in which nothing can be seen is empty: spaces, controls, what Unicode calls default-ignorable (Hangul fillers, variation selectors, tags and the like), and
-- the blank pattern of Braille. Http/PlainText.cs has the same; a test holds the two together over all of Unicode.
create or replace function env.plain_text(value text, keep_lines boolean) returns text
    language sql immutable strict parallel safe
    return case when value ~ '[^\u0001-\u0020\u007f-\u00a0\u00ad\u034f\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u2000-\u200f\u2028-\u202f\u205f-\u206f\u2800\u3000\u3164\ue000-\uf8ff\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U000110bd\U000110cd\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff\U000f0000-\U0010ffff]'
        then btrim(normalize(regexp_replace(
            regexp_replace(translate(value, U&'\00D0\0189\00F0\0256', 'ĐĐđđ'),
                '[\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufff9-\ufffb\ue000-\uf8ff]', '', 'g'),
            case when keep_lines then '[\u0001-\u0008\u000b-\u001f\u007f-\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]'
                else '[\u0001-\u001f\u007f-\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]' end, ' ', 'g'), nfc), E' \n\t')
        else '' end;

-- The reason of a version is as long as that of an edit, and who wrote it bears a person's name.
create or replace function env.settle_version_text() returns trigger language plpgsql as $$
begin
    -- A name is one line.
    if not env.is_plain_text(new.name_vi) or new.name_vi ~ '[\n\t]' then
        new.name_vi := env.plain_text(new.name_vi, false);
    end if;
    if not env.is_plain_text(new.name_en) or new.name_en ~ '[\n\t]' then
        new.name_en := nullif(env.plain_text(new.name_en, false), '');
    end if;
    if length(new.reason) > 1000 or length(new.author) > 600 then
        raise exception 'A reason has 1000 characters at most, and an author 600.' using errcode = 'check_violation',
            detail = jsonb_build_object('reason', length(new.reason), 'author', length(new.author))::text;
    end if;
    if not env.is_plain_text(new.reason) then
        new.reason := nullif(env.plain_text(new.reason, true), '');
    end if;
    if not env.are_plain(new.attributes) then
        new.attributes := env.plain_attributes(new.attributes);
    end if;
    return new;
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
        execute format('update %1$s set %2$I = left(%2$I, %3$s) where length(%2$I) > %3$s', limited.place, limited.part, limited.most);
        execute format('alter table %s add constraint %I check (length(%I) <= %s)', limited.place, split_part(limited.place, '.', 2) || '_' || limited.part || '_length', limited.part, limited.most);
    end loop;
end
$$;

-- Whether all these problems were there in a version that this one replaces: recorded before there was such a rule, or such a bound.
create or replace function env.stood_before(rules jsonb, given jsonb, feature bigint, since timestamptz, problems text[]) returns boolean
    language sql stable
as $$
    select not exists (
        select from unnest(problems) p
        where case
            when split_part(p, ':', 2) in ('inexact', 'range', 'minimum', 'maximum') then not exists (
                select from env.feature_version o
                where o.feature_id = feature and upper(o.recorded) = since and o.attributes -> split_part(p, ':', 1) = given -> split_part(p, ':', 1))
            when split_part(p, ':', 2) = 'constraint' then not env.contradicted_before(rules, given, feature, since)
            else true end)
$$;
