-- Why: below the zoom where points crowd a tile counts them instead of sending them, and the map of another day must not read a whole layer for a tile.

-- Every second bit: what interleaving two numbers is made of, for the eight bits of a byte.
create function env.spread_byte(byte integer) returns bigint
    language sql immutable parallel safe
    return ('{0, 1, 4, 5, 16, 17, 20, 21, 64, 65, 68, 69, 80, 81, 84, 85, 256, 257, 260, 261, 272, 273, 276, 277, 320, 321, 324, 325, 336, 337, 340,
            341, 1024, 1025, 1028, 1029, 1040, 1041, 1044, 1045, 1088, 1089, 1092, 1093, 1104, 1105, 1108, 1109, 1280, 1281, 1284, 1285,
            1296, 1297, 1300, 1301, 1344, 1345, 1348, 1349, 1360, 1361, 1364, 1365, 4096, 4097, 4100, 4101, 4112, 4113, 4116, 4117, 4160,
            4161, 4164, 4165, 4176, 4177, 4180, 4181, 4352, 4353, 4356, 4357, 4368, 4369, 4372, 4373, 4416, 4417, 4420, 4421, 4432, 4433,
            4436, 4437, 5120, 5121, 5124, 5125, 5136, 5137, 5140, 5141, 5184, 5185, 5188, 5189, 5200, 5201, 5204, 5205, 5376, 5377, 5380,
            5381, 5392, 5393, 5396, 5397, 5440, 5441, 5444, 5445, 5456, 5457, 5460, 5461, 16384, 16385, 16388, 16389, 16400, 16401, 16404,
            16405, 16448, 16449, 16452, 16453, 16464, 16465, 16468, 16469, 16640, 16641, 16644, 16645, 16656, 16657, 16660, 16661, 16704,
            16705, 16708, 16709, 16720, 16721, 16724, 16725, 17408, 17409, 17412, 17413, 17424, 17425, 17428, 17429, 17472, 17473, 17476,
            17477, 17488, 17489, 17492, 17493, 17664, 17665, 17668, 17669, 17680, 17681, 17684, 17685, 17728, 17729, 17732, 17733, 17744,
            17745, 17748, 17749, 20480, 20481, 20484, 20485, 20496, 20497, 20500, 20501, 20544, 20545, 20548, 20549, 20560, 20561, 20564,
            20565, 20736, 20737, 20740, 20741, 20752, 20753, 20756, 20757, 20800, 20801, 20804, 20805, 20816, 20817, 20820, 20821, 21504,
            21505, 21508, 21509, 21520, 21521, 21524, 21525, 21568, 21569, 21572, 21573, 21584, 21585, 21588, 21589, 21760, 21761, 21764,
            21765, 21776, 21777, 21780, 21781, 21824, 21825, 21828, 21829, 21840, 21841, 21844, 21845}'::bigint[])[byte + 1];

-- Bits of the column and the row of the zoom-24 tile in which a point lies, interleaved, so that the points of any tile are one range of keys. Column
-- and row are written out again for each byte: then PostgreSQL puts the expression in the function's place, and an import does not pay for calls.
create function published.place_of(place geometry) returns bigint
    language sql immutable parallel safe
    return env.spread_byte(least(greatest(floor((st_x(place) + 20037508.342789244) / 40075016.685578488 * 16777216), 0), 16777215)::integer & 255)
        | (env.spread_byte((least(greatest(floor((st_x(place) + 20037508.342789244) / 40075016.685578488 * 16777216), 0), 16777215)::integer >> 8) & 255) << 16)
        | (env.spread_byte((least(greatest(floor((st_x(place) + 20037508.342789244) / 40075016.685578488 * 16777216), 0), 16777215)::integer >> 16) & 255) << 32)
        | (env.spread_byte(least(greatest(floor((20037508.342789244 - st_y(place)) / 40075016.685578488 * 16777216), 0), 16777215)::integer & 255) << 1)
        | (env.spread_byte((least(greatest(floor((20037508.342789244 - st_y(place)) / 40075016.685578488 * 16777216), 0), 16777215)::integer >> 8) & 255) << 17)
        | (env.spread_byte((least(greatest(floor((20037508.342789244 - st_y(place)) / 40075016.685578488 * 16777216), 0), 16777215)::integer >> 16) & 255) << 33);

-- From which zoom on a feature is drawn as its shape wherever there is room, the same size drawn apart by a stable fraction, so that hardly two are
-- equal and an index can walk them in order. Points have no shape (100); points of many parts (99) are looked for like shapes and counted like points.
create function published.shape_rank(id bigint, overview_zoom smallint, area_m2 double precision, geom_3857 geometry) returns double precision
    language sql immutable parallel safe
    return case
        when geom_3857 is null then null
        when area_m2 is null and geometrytype(geom_3857) = 'POINT' then 100
        when area_m2 is null and st_dimension(geom_3857) = 0 then 99
        else overview_zoom + (hashint8extended(id, 0) & 1048575) / 1048576.0::double precision
    end;

-- Zones were ranked together with points, of which a sample was shown.
drop index published.feature_overview;
alter table published.feature
    drop column overview_rank,
    add column place bigint generated always as (published.place_of(label_3857)) stored,
    add column shape_rank double precision generated always as (published.shape_rank(id, overview_zoom, area_m2, geom_3857)) stored;
-- Counting the points of a tile reads this alone.
create index feature_place on published.feature (place) include (grade, shape_rank);
-- Shapes, without the points among them. A tile with too many takes the first few thousand by rank; ordered by rank first, an index finds a small box
-- slowly, so there are both, and the condition that is always true keeps the second out of statements that do not repeat it.
create index feature_shape on published.feature using gist (geom_3857) where shape_rank < 100;
create index feature_overview on published.feature using gist (shape_rank, geom_3857) where shape_rank < 100 and shape_rank >= 0;

-- What is no longer in force or no longer the record, by place; a bulk import writes nothing here.
create index feature_version_past on env.feature_version using gist (geom) where not upper_inf(recorded) or not upper_inf(valid);

-- Plain arithmetic of what is published, for readers, who cannot look into schema env.
create function published.area_m2(geom geometry) returns double precision
    language sql immutable strict parallel safe
    return env.area_m2(geom);
create function published.overview_zoom(id bigint, geom_3857 geometry) returns smallint
    language sql immutable parallel safe
    return env.overview_zoom(id, geom_3857);

-- Where a feature's name and its count stand.
create function published.label_of(geom_3857 geometry) returns geometry
    language sql immutable strict parallel safe
    return case when st_dimension(geom_3857) = 2 then st_pointonsurface(geom_3857) else st_geometryn(st_points(geom_3857), 1) end;

-- Up to this day what comes into force has been published.
create function published.published_until() returns date
    language sql stable security definer set search_path = pg_catalog, public
    return (select coalesce(max(day), env.today() - 1) from env.publication_day where day <= env.today());

-- A layer as it was or will be: in force on a day, as known at a moment, where a box in degrees is (everywhere, also without geometry, when it is null).
-- What is in force today comes from published.feature; the rest from the record, by its place there, and what is yet to begin by its first day.
create function published.features_as_of(layer_id text, on_day date, known_at timestamptz, box geometry)
    returns table (
        layer text, id bigint, code text, version_id bigint, valid daterange, updated_at timestamptz, name_vi text, name_en text, attributes jsonb,
        demonstration boolean, unlocated boolean, position_source text, accuracy_m double precision, near geometry, commune_id integer, commune_code text,
        commune_name text, province_code text, grade smallint, state text, area_m2 double precision, overview_zoom smallint, place bigint,
        shape_rank double precision, geom geometry, geom_3857 geometry, label_3857 geometry)
    language sql stable parallel safe
as $$
    select p.layer, p.id, p.code, p.version_id, p.valid, p.updated_at, p.name_vi, p.name_en, p.attributes, p.demonstration, p.unlocated,
        p.position_source, p.accuracy_m, p.near::geometry, p.commune_id, p.commune_code, p.commune_name, p.province_code, p.grade, p.state, p.area_m2,
        p.overview_zoom, p.place, p.shape_rank, p.geom::geometry, p.geom_3857::geometry, p.label_3857::geometry
    from published.feature p
    where p.layer = layer_id and p.valid @> on_day and p.updated_at <= coalesce(known_at, now()) and (box is null or p.geom && box)
    union all
    select v.layer, v.id, v.code, v.version_id, v.valid, v.updated_at, v.name_vi, v.name_en, v.attributes, v.demonstration, v.unlocated,
        v.position_source, v.accuracy_m, v.near, v.commune_id, v.commune_code, v.commune_name, v.province_code, v.grade, v.state, s.area_m2,
        s.overview_zoom, published.place_of(s.label), published.shape_rank(v.id, s.overview_zoom, s.area_m2, v.geom_3857), v.geom, v.geom_3857, s.label
    from (
        select w.layer, w.id, w.code, w.version_id, w.valid, lower(w.recorded) as updated_at, w.name_vi, w.name_en,
            jsonb_strip_nulls(w.attributes) as attributes, w.demonstration, w.unlocated, w.position_source, w.accuracy_m, w.near::geometry as near,
            w.commune_id, w.commune_code, w.commune_name, w.province_code, w.grade, w.state, w.geom::geometry as geom,
            st_transform(w.geom, 3857) as geom_3857
        from (
            select past.* from published.feature_version past
            where past.layer = layer_id and (not upper_inf(past.recorded) or not upper_inf(past.valid))
              and past.valid @> on_day and past.recorded @> coalesce(known_at, now()) and (box is null or past.geom && box)
            union all
            select coming.* from published.feature_version coming
            where coming.layer = layer_id and upper_inf(coming.recorded) and upper_inf(coming.valid)
              and lower(coming.valid) > published.published_until() and lower(coming.valid) <= on_day
              and coming.recorded @> coalesce(known_at, now()) and (box is null or coming.geom && box)) w
        where not exists (select from published.feature p where p.layer = layer_id and p.id = w.id and p.version_id = w.version_id)
        offset 0) v
    cross join lateral (
        select published.area_m2(v.geom) as area_m2, published.overview_zoom(v.id, v.geom_3857) as overview_zoom,
            published.label_of(v.geom_3857) as label
        offset 0) s
$$;

grant execute on function env.area_m2(geometry), env.overview_zoom(bigint, geometry), env.spread_byte(integer) to envgis_reader, envgis_writer;
grant execute on function published.place_of(geometry),
    published.area_m2(geometry), published.overview_zoom(bigint, geometry), published.shape_rank(bigint, smallint, double precision, geometry), published.published_until(), published.label_of(geometry),
    published.features_as_of(text, date, timestamptz, geometry) to envgis_reader, envgis_writer;
