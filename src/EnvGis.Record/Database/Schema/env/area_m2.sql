-- Square metres on the ellipsoid of a geometry in degrees; see 005 for the formula (IOGP Guidance Note 373-7-2).
create or replace function env.area_m2(geom geometry) returns double precision
    language sql immutable parallel safe
    return case
        when geom is null or st_dimension(geom) < 2 then null
        -- A circle has 0.08 of its perimeter squared, a strip twelve times as long as wide 0.018.
        when st_xmax(geom) - st_xmin(geom) > 0.1 or st_ymax(geom) - st_ymin(geom) > 0.1 or st_npoints(geom) <= 32
            or st_area(geom) < 0.02 * st_perimeter(geom) ^ 2 then st_area(geom::geography)
        else st_area(geom) * cosd(st_y(st_centroid(geom)))
            * (6378137.0::double precision * pi() / 180) ^ 2 * (1 - 0.00669437999014::double precision)
            / (1 - 0.00669437999014::double precision * sind(st_y(st_centroid(geom))) ^ 2) ^ 2
    end;

revoke execute on function env.area_m2(geometry) from public;
grant execute on function env.area_m2(geometry) to envgis_writer, envgis_reader, envgis_member;
