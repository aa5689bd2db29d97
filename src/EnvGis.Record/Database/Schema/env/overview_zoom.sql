create or replace function env.overview_zoom(id bigint, geom_3857 geometry) returns smallint
    language sql immutable parallel safe
    return case
        when geom_3857 is null then 0
        -- Three pixels of a 256-pixel tile; 156 543 m is a pixel at zoom 0.
        when st_dimension(geom_3857) > 0 then greatest(0, least(14, ceil(ln(3 * 156543.03::double precision /
            greatest(st_xmax(geom_3857) - st_xmin(geom_3857), st_ymax(geom_3857) - st_ymin(geom_3857), 1)) / ln(2::double precision))))
        -- One point in four survives each step out from zoom 12.
        else greatest(0, 12 - floor(ln(16777216::double precision / (1 + (hashint8(id) & 16777215))) / ln(4::double precision)))
    end::smallint;

revoke execute on function env.overview_zoom(bigint, geometry) from public;
grant execute on function env.overview_zoom(bigint, geometry) to envgis_writer, envgis_reader, envgis_member;
