-- Why: PostGIS 3.3 knows VN-2000's zones by whole degrees but not the provincial ones, EPSG 9205 to 9218, in which decisions are written.
-- Parameters: Quyết định 05/2007/QĐ-BTNMT; EPSG:6960 is a coordinate frame rotation, TOWGS84 a position vector, hence the opposite rotation signs.

-- Named by an authority, PROJ chooses the operation by place and prefers EPSG:5194, 0.8 m off, in the Mekong delta. Rows without one mean what they say,
-- everywhere, so the six rows that PostGIS brings are put in the same words.

with zone (srid, width, meridian) as (values
    (3405, 6, 105.0), (3406, 6, 111.0), (5896, 3, 102.0), (5897, 3, 105.0), (5898, 3, 108.0), (5899, 3, 107.75),
    (9205, 3, 103.0), (9206, 3, 104.0), (9207, 3, 104.5), (9208, 3, 104.75), (9209, 3, 105.5), (9210, 3, 105.75), (9211, 3, 106.0), (9212, 3, 106.25),
    (9213, 3, 106.5), (9214, 3, 107.0), (9215, 3, 107.25), (9216, 3, 107.5), (9217, 3, 108.25), (9218, 3, 108.5)),
worded as (
    select srid,
           format('PROJCS["VN-2000 / %s°, EPSG %s",GEOGCS["VN-2000",DATUM["Vietnam_2000",SPHEROID["WGS 84",6378137,298.257223563],'
               'TOWGS84[-191.90441429,-39.30318279,-111.45032835,0.00928836,-0.01975479,0.00427372,0.252906278]],PRIMEM["Greenwich",0],'
               'UNIT["degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],PARAMETER["latitude_of_origin",0],'
               'PARAMETER["central_meridian",%s],PARAMETER["scale_factor",%s],PARAMETER["false_easting",500000],PARAMETER["false_northing",0],'
               'UNIT["metre",1]]', meridian, srid, meridian, factor) as srtext,
           format('+proj=tmerc +lat_0=0 +lon_0=%s +k=%s +x_0=500000 +y_0=0 +ellps=WGS84 '
               '+towgs84=-191.90441429,-39.30318279,-111.45032835,0.00928836,-0.01975479,0.00427372,0.252906278 +units=m +no_defs', meridian, factor) as proj4text
    from zone cross join lateral (select case width when 3 then 0.9999 else 0.9996 end) f (factor))
insert into public.spatial_ref_sys (srid, auth_name, auth_srid, srtext, proj4text)
select srid, null, null, srtext, proj4text from worded
on conflict (srid) do update set auth_name = null, auth_srid = null, srtext = excluded.srtext, proj4text = excluded.proj4text;
