-- From which zoom on a feature is drawn as its shape wherever there is room, the same size drawn apart by a stable fraction, so that hardly two are
-- equal and an index can walk them in order. Points have no shape (100); points of many parts (99) are looked for like shapes and counted like points.
create or replace function published.shape_rank(id bigint, overview_zoom smallint, area_m2 double precision, geom_3857 geometry) returns double precision
    language sql immutable parallel safe
    return case
        when geom_3857 is null then null
        when area_m2 is null and geometrytype(geom_3857) = 'POINT' then 100
        when area_m2 is null and st_dimension(geom_3857) = 0 then 99
        else overview_zoom + (hashint8extended(id, 0) & 1048575) / 1048576.0::double precision
    end;

grant execute on function published.shape_rank(bigint, smallint, double precision, geometry) to envgis_reader, envgis_writer, envgis_member;
