-- Bits of the column and the row of the zoom-24 tile in which a point lies, interleaved, so that the points of any tile are one range of keys.
create or replace function published.place_of(place geometry) returns bigint
    language sql immutable parallel safe
    return env.spread_bits(least(greatest(floor((st_x(place) + 20037508.342789244) / 40075016.685578488 * 16777216), 0), 16777215)::integer)
        | (env.spread_bits(least(greatest(floor((20037508.342789244 - st_y(place)) / 40075016.685578488 * 16777216), 0), 16777215)::integer) << 1);

grant execute on function published.place_of(geometry) to envgis_reader, envgis_writer, envgis_member;

-- What migration 016 made it of.
drop function if exists env.spread_byte(integer);
