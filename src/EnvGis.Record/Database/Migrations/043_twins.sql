-- Why: a place was taken for another one when its name was written otherwise or its position differed by a centimetre. Places of one name are looked up by what search
-- makes of it and by how far west they begin, which finds few rows among hundreds of thousands, whether all names are different or all are the same.

-- Equal for names that search takes for the same; a name without any letter that search knows counts as it is written.
create function published.name_hash(name text) returns bigint
    language sql immutable strict parallel safe
    return hashtextextended(coalesce(nullif(published.search_key(name), ''), name), 0);

grant execute on function published.name_hash(text) to envgis_reader, envgis_writer;

create index feature_twin on published.feature (published.name_hash(name_vi), st_xmin(geom));
create index feature_twin on restricted.feature (published.name_hash(name_vi), st_xmin(geom));
