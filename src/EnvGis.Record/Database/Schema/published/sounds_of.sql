-- Words that differ from one in a first sound that many speakers take for another: s and x, ch and tr, d, gi and r, l and n. EnvGis.Search.Sounds says the same; a test holds the two together.
create or replace function published.sounds_of(word text) returns setof text
    language sql immutable strict parallel safe rows 2
as $$
    select case when other = 'gi' and starts_with(s.rest, 'i') then 'g' else other end || s.rest
    from (select (regexp_match(word, '^(s|x|ch|tr|d|gi(?=[aeouy])|r|l|n)([aeiouy].*)$')) as part) p
    cross join lateral (select p.part[1] as first, p.part[2] as rest) s
    cross join unnest(array['s', 'x', 'ch', 'tr', 'd', 'd', 'gi', 'gi', 'r', 'r', 'l', 'n'], array['x', 's', 'tr', 'ch', 'gi', 'r', 'd', 'r', 'd', 'gi', 'n', 'l']) as alike (one, other)
    where alike.one = s.first
$$;

revoke execute on function published.sounds_of(text) from public;
grant execute on function published.sounds_of(text) to envgis_reader, envgis_writer, envgis_member;
