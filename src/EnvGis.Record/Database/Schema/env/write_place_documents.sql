-- Writes what search knows of provinces, communes and units of before. Returns whether the documents of features, of which those of communes are a part, are out of date.
create or replace function env.write_place_documents() returns boolean language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    before text := (select md5(string_agg(commune_id || ' ' || place_words::text, ';' order by commune_id)) from env.place_document where level = 1);
begin
    delete from env.place_document;
    with former as (
        select u.*, s.commune_id from env.former_unit u join env.former_unit_successor s on s.former_unit_id = u.id),
    province as (
        -- The row in force, or the last one: a document outlives a day.
        select distinct on (code) * from env.province order by code, valid_from desc),
    context as (
        select f.commune_id, string_agg(distinct nullif(f.district, ''), ', ') as districts, string_agg(distinct nullif(f.province, ''), ', ') as provinces
        from former f group by 1),
    -- What is told of a commune; its words are also those of districts that had ended before.
    made_of as (
        select s.commune_id, string_agg(distinct published.full_name(a.kind, a.name), ', ') as districts, string_agg(distinct a.province, ', ') as provinces
        from env.former_area_successor s join env.former_area a on a.id = s.former_area_id where a.level = 'district' group by 1),
    -- What places lay in, in the form of the column "around", each computed once.
    old_district as (
        select d.district, env.named_as(m.part[1], m.part[2]) as named
        from (select distinct district from former where district <> '' union select distinct published.full_name(kind, name) from env.former_area where level = 'district') d
        cross join lateral (select coalesce(regexp_match(d.district, '^(huyện|quận|thị xã|thành phố) (.+)$', 'i'), array['', d.district]) as part) m),
    old_province as (
        select o.name, env.named_as(coalesce((select a.kind from env.former_area a where a.level = 'province' and a.name = o.name order by a.valid_until desc limit 1),
                (select p.kind from province p where p.name = o.name limit 1), 'tỉnh'), o.name) as named
        from (select distinct province as name from former where province <> '' union select distinct province from env.former_area where province <> '') o),
    of_today as (select p.code, env.named_as(p.kind, p.name) as named from province p),
    of_commune as materialized (select c.id, env.named_as(c.kind, c.name) as named from env.commune c),
    lay_in as (
        select x.commune_id, array_agg(distinct x.named) as named
        from (select f.commune_id, d.named from former f join old_district d on d.district = f.district
              union select f.commune_id, o.named from former f join old_province o on o.name = f.province
              union select s.commune_id, d.named from env.former_area_successor s join env.former_area a on a.id = s.former_area_id and a.level = 'district'
                    join old_district d on d.district = published.full_name(a.kind, a.name)
              union select s.commune_id, o.named from env.former_area_successor s join env.former_area a on a.id = s.former_area_id and a.level = 'district'
                    join old_province o on o.name = a.province) x
        group by 1),
    unit as (
        select 0::smallint as level, p.code, null::integer as commune_id, p.code as province_code, null::integer as former_unit_id, null::integer as former_area_id,
               p.code as unit_code, p.kind as unit_kind, p.name as unit_name, p.name_other, null as district, null as province, null::date as valid_until, '{}'::text[] as lies_in, '{}'::text[] as around
        from province p
        union all
        select 1, c.code, c.id, c.province_code, null, null, c.code, c.kind, c.name, c.name_other, m.districts, m.provinces, null,
               array[p.kind, p.name, x.districts, x.provinces], array_append(coalesce(l.named, '{}'), t.named)
        from env.commune c join province p on p.code = c.province_code join of_today t on t.code = p.code
        left join context x on x.commune_id = c.id left join made_of m on m.commune_id = c.id left join lay_in l on l.commune_id = c.id
        union all
        select 2, c.code, c.id, c.province_code, f.id, null, f.code, f.kind, f.name, null, f.district, f.province, f.valid_until,
               array[f.district, f.province, c.kind, c.name, p.kind, p.name], array_remove(array[d.named, o.named, n.named, t.named], null)
        from former f join env.commune c on c.id = f.commune_id join of_commune n on n.id = c.id join province p on p.code = c.province_code join of_today t on t.code = p.code
        left join old_district d on d.district = f.district left join old_province o on o.name = f.province
        union all
        select case a.level when 'district' then 3 else 4 end, case a.level when 'district' then published.full_name(a.kind, a.name) || ', ' || a.province else p.code end,
               null, p.code, null, a.id, null, a.kind, a.name, null, null, a.province, a.valid_until, array[a.province, p.kind, p.name],
               array_remove(array[o.named, t.named], null)
        from env.former_area a join province p on p.code = a.province_code join of_today t on t.code = p.code left join old_province o on o.name = a.province),
    numbered as materialized (select row_number() over () as number, u.* from unit u),
    -- A key is made word by word: each name is keyed once, though it stands in hundreds of rows, and the keys are joined.
    said as (
        select u.number, w.position, w.text from numbered u
        cross join unnest(array[u.unit_name, u.unit_kind, u.name_other] || u.lies_in) with ordinality w (text, position) where w.text <> ''),
    key as (select d.text, published.words_key(d.text) as words, published.spelt_key(d.text) as spelt from (select distinct text from said) d),
    keyed as (
        select s.number, coalesce(max(k.words) filter (where s.position = 1), '') as name, coalesce(max(k.words) filter (where s.position = 2), '') as kind,
            max(k.words) filter (where s.position = 3) as other, string_agg(k.words, ' ' order by s.position) filter (where s.position not in (1, 3)) as around,
            string_agg(k.spelt, ' ' order by s.position) filter (where s.position <> 3) as spelt
        from said s join key k using (text) where k.words <> '' group by 1)
    insert into env.place_document (level, code, commune_id, province_code, former_unit_id, former_area_id, unit_code, unit_kind, unit_name, district, province, valid_until,
        kind_key, name_key, joined_key, full_key, spelt, words, place_words, around)
    select u.level, u.code, u.commune_id, u.province_code, u.former_unit_id, u.former_area_id, u.unit_code, u.unit_kind, u.unit_name, nullif(u.district, ''),
        nullif(u.province, ''), u.valid_until, k.kind, k.name, x.joined, trim(k.name || ' ' || coalesce(lies.words, '')), k.spelt,
        env.words_of(concat_ws(' ', k.name, k.around, k.other, x.code, x.joined), array[k.name]),
        case when u.level = 1 then env.words_of(concat_ws(' ', k.name, k.around, x.code)) end,
        u.around
    from numbered u join keyed k using (number)
    left join province p on u.level = 1 and p.code = u.province_code
    left join key lies on lies.text = case u.level when 1 then p.name else u.province end
    cross join lateral (select replace(k.name, ' ', '') as joined, case when u.unit_code ~ '\D' then published.words_key(u.unit_code) else u.unit_code end as code) x
    -- Of two of one name the later one comes first.
    order by u.level, u.code, u.valid_until desc nulls last;
    return before is distinct from (select md5(string_agg(commune_id || ' ' || place_words::text, ';' order by commune_id)) from env.place_document where level = 1);
end
$$;

revoke execute on function env.write_place_documents() from public;
