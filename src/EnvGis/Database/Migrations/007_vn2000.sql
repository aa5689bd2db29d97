-- Why: PostGIS 3.3 knows VN-2000's zones by whole degrees but not the provincial ones, EPSG 9205 to 9218, in which decisions are written.
-- Parameters: Quyết định 05/2007/QĐ-BTNMT; EPSG:6960 is a coordinate frame rotation, TOWGS84 a position vector, hence the opposite rotation signs.

insert into public.spatial_ref_sys (srid, auth_name, auth_srid, srtext, proj4text)
select z.srid, 'EPSG', z.srid,
       format('PROJCS["VN-2000 / TM-3 %s",GEOGCS["VN-2000",DATUM["Vietnam_2000",SPHEROID["WGS 84",6378137,298.257223563],'
           'TOWGS84[-191.90441429,-39.30318279,-111.45032835,0.00928836,-0.01975479,0.00427372,0.252906278]],PRIMEM["Greenwich",0],'
           'UNIT["degree",0.0174532925199433],AUTHORITY["EPSG","4756"]],PROJECTION["Transverse_Mercator"],PARAMETER["latitude_of_origin",0],'
           'PARAMETER["central_meridian",%s],PARAMETER["scale_factor",0.9999],PARAMETER["false_easting",500000],PARAMETER["false_northing",0],'
           'UNIT["metre",1],AUTHORITY["EPSG","%s"]]', z.title, z.meridian, z.srid),
       format('+proj=tmerc +lat_0=0 +lon_0=%s +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84 '
           '+towgs84=-191.90441429,-39.30318279,-111.45032835,0.00928836,-0.01975479,0.00427372,0.252906278 +units=m +no_defs', z.meridian)
from (values (9205, '103-00', 103.0), (9206, '104-00', 104.0), (9207, '104-30', 104.5), (9208, '104-45', 104.75), (9209, '105-30', 105.5),
             (9210, '105-45', 105.75), (9211, '106-00', 106.0), (9212, '106-15', 106.25), (9213, '106-30', 106.5), (9214, '107-00', 107.0),
             (9215, '107-15', 107.25), (9216, '107-30', 107.5), (9217, '108-15', 108.25), (9218, '108-30', 108.5)) z (srid, title, meridian)
on conflict (srid) do nothing;
