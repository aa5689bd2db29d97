-- A shape made valid. GEOS's own methods make a part of the zone out of a hole that lies outside its shell; here a hole never encloses anything.
-- The area before is what each part encloses by itself, its rings read as drawn; it differs from the area after where it is a matter of opinion what lies
-- inside: parts over each other, rings that go round twice. Square metres; nought of points and lines.
create or replace function env.repair(given geometry, out repaired geometry, out parts_before integer, out parts_after integer,
    out area_before double precision, out area_after double precision)
    language plpgsql immutable strict parallel safe
as $$
declare
    part geometry;
    shell geometry;
    holes geometry;
begin
    parts_before := st_numgeometries(given);
    area_before := 0;
    if st_dimension(given) < 2 then
        repaired := st_collectionextract(st_makevalid(given, 'method=structure'), st_dimension(given) + 1);
    else
        for part in select geom from st_dump(given) loop
            select st_union(geom) filter (where ring = 0), st_union(geom) filter (where ring > 0) into shell, holes
            from (select path[1] as ring, st_collectionextract(st_makevalid(geom, 'method=linework'), 3) as geom from st_dumprings(part)) drawn;
            area_before := area_before + coalesce(st_area(coalesce(st_difference(shell, holes), shell)::geography), 0);
            select st_union(geom) filter (where ring = 0), st_union(geom) filter (where ring > 0) into shell, holes
            from (select path[1] as ring, st_collectionextract(st_makevalid(geom, 'method=structure'), 3) as geom from st_dumprings(part)) sound;
            shell := coalesce(st_difference(shell, holes), shell);
            repaired := case when repaired is null then shell else st_union(repaired, shell) end;
        end loop;
        repaired := st_collectionextract(coalesce(repaired, st_setsrid('polygon empty'::geometry, st_srid(given))), 3);
    end if;
    if st_numgeometries(repaired) = 1 then
        repaired := st_geometryn(repaired, 1);
    end if;
    parts_after := case when st_isempty(repaired) then 0 else st_numgeometries(repaired) end;
    area_after := case when st_dimension(given) < 2 or st_isempty(repaired) then 0 else st_area(repaired::geography) end;
end
$$;

revoke execute on function env.repair(geometry) from public;
