-- Why: the area of a corridor, long and thin, was up to 5 parts in 10,000 off: one factor for the whole shape takes its long edges for straight in degrees, where
-- geodesics bulge by metres. Thin shapes and those of few corners are measured by geodesics; zones of many short edges differ by 1e-7 and cost nothing more.

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

-- What was published with the other figure; nothing else of it changes.
update published.feature set area_m2 = env.area_m2(geom) where st_dimension(geom) = 2 and abs(env.area_m2(geom) - area_m2) > 1e-6 * area_m2;
update restricted.feature set area_m2 = env.area_m2(geom) where st_dimension(geom) = 2 and abs(env.area_m2(geom) - area_m2) > 1e-6 * area_m2;
