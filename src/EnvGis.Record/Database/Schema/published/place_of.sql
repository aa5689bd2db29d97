-- Bits of the column and the row of the zoom-24 tile in which a point lies, interleaved, so that the points of any tile are one range of keys. Column
-- and row are written out again for each byte: then PostgreSQL puts the expression in the function's place, and an import does not pay for calls.
create or replace function published.place_of(place geometry) returns bigint
    language sql immutable parallel safe
    return env.spread_byte(least(greatest(floor((st_x(place) + 20037508.342789244) / 40075016.685578488 * 16777216), 0), 16777215)::integer & 255)
        | (env.spread_byte((least(greatest(floor((st_x(place) + 20037508.342789244) / 40075016.685578488 * 16777216), 0), 16777215)::integer >> 8) & 255) << 16)
        | (env.spread_byte((least(greatest(floor((st_x(place) + 20037508.342789244) / 40075016.685578488 * 16777216), 0), 16777215)::integer >> 16) & 255) << 32)
        | (env.spread_byte(least(greatest(floor((20037508.342789244 - st_y(place)) / 40075016.685578488 * 16777216), 0), 16777215)::integer & 255) << 1)
        | (env.spread_byte((least(greatest(floor((20037508.342789244 - st_y(place)) / 40075016.685578488 * 16777216), 0), 16777215)::integer >> 8) & 255) << 17)
        | (env.spread_byte((least(greatest(floor((20037508.342789244 - st_y(place)) / 40075016.685578488 * 16777216), 0), 16777215)::integer >> 16) & 255) << 33);

grant execute on function published.place_of(geometry) to envgis_reader, envgis_writer, envgis_member;
