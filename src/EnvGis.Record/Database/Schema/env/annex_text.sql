-- What an annex says, as one text for one shape: the same as AnnexShape.ContentText makes, which describes it; a test holds them side by side. Outer rings counterclockwise, holes clockwise, each begun
-- at its least corner by easting, then northing; holes and parts by their corners.
create or replace function env.annex_text(shape jsonb) returns text
    language sql immutable strict parallel safe set search_path = pg_catalog, pg_temp
as $$
    with corner as (
        select p.number as part, r.number as ring, k.number as at, (k.corner ->> 0)::bigint as east, (k.corner ->> 1)::bigint as north
        from jsonb_array_elements(shape -> 'parts') with ordinality p (part, number)
        cross join lateral jsonb_array_elements(p.part -> 'rings') with ordinality r (ring, number)
        cross join lateral jsonb_array_elements(r.ring -> 'corners') with ordinality k (corner, number)),
    followed as (
        select c.*, coalesce(lead(c.east) over w, first_value(c.east) over w) as next_east, coalesce(lead(c.north) over w, first_value(c.north) over w) as next_north
        from corner c window w as (partition by c.part, c.ring order by c.at)),
    ring as (
        select part, ring, count(*) as length, sum(east::numeric * next_north - next_east::numeric * north) as twice, min(array[east, north]) as least from followed group by part, ring),
    directed as (
        select c.part, c.ring, case when r.twice <> 0 and (r.twice > 0) <> (c.ring = 1) then r.length + 1 - c.at else c.at end as at, c.east, c.north, r.least
        from corner c join ring r using (part, ring)),
    flat as (
        select d.part, d.ring, array_agg(n.number order by d.at, n.axis) as numbers, array_agg(d.at) filter (where n.axis = 1 and d.least = array[d.east, d.north]) as firsts
        from directed d cross join lateral (values (1, d.east), (2, d.north)) n (axis, number) group by d.part, d.ring),
    begun as (
        select f.part, f.ring, (select min(f.numbers[2 * first - 1 :] || f.numbers[: 2 * first - 2]) from unnest(f.firsts) first) as numbers from flat f),
    holes as (
        select b.*, row_number() over (partition by b.part order by b.ring <> 1, b.numbers) as place from begun b),
    -- What ends sooner comes first.
    parts as (
        select h.part, row_number() over (order by array_agg(n.number order by h.place, n.at)) as place
        from holes h cross join lateral (select * from unnest(h.numbers || '-9223372036854775808'::bigint) with ordinality n (number, at)) n group by h.part),
    lines as (
        select p.place as part, h.place as ring, 'ring' || E'\n' || string_agg(
            round(h.numbers[2 * at]::numeric / 10::numeric ^ (shape ->> 'decimals')::integer, (shape ->> 'decimals')::integer)::text || ' '
            || round(h.numbers[2 * at - 1]::numeric / 10::numeric ^ (shape ->> 'decimals')::integer, (shape ->> 'decimals')::integer)::text || E'\n', '' order by at) as text
        from holes h join parts p using (part) cross join lateral generate_series(1, cardinality(h.numbers) / 2) at group by p.place, h.place)
    select E'EnvGis annex 1\nEPSG ' || (shape ->> 'epsg') || E'\n' || string_agg(case when ring = 1 then E'part\n' else '' end || text, '' order by part, ring) from lines
$$;

revoke execute on function env.annex_text(jsonb) from public;
