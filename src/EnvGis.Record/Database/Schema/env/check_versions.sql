-- What stands already is not looked at: it goes on as it is while something else changes, and is put right by whoever changes it.
create or replace function env.check_versions() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    wrong record;
begin
    select n.feature_id, l.id as layer, p.problems, l.geometry_kind, geometrytype(n.geom) as kind, n.position_source as source, n.accuracy_m,
        env.kind_fits(l.geometry_kind, n.geom) as fits, env.has_empty_part(n.geom) as hollow, env.is_place(n.near) is false as nowhere,
        env.is_no_position(n.geom) as forgotten,
        env.stood_before(l.rules, n.attributes, n.feature_id, lower(n.recorded), p.problems) as excused
    into wrong
    from new_rows n
    join env.layer l on l.id = n.layer
    cross join lateral (select env.attribute_problems(l.rules, n.attributes) as problems) p
    where not env.kind_fits(l.geometry_kind, n.geom)
       or env.has_empty_part(n.geom)
       or not env.is_place(n.near)
       or env.is_no_position(n.geom)
          and not exists (select from env.feature_version o where o.feature_id = n.feature_id and upper(o.recorded) = lower(n.recorded) and env.is_no_position(o.geom))
       or cardinality(p.problems) > 0 and not env.stood_before(l.rules, n.attributes, n.feature_id, lower(n.recorded), p.problems)
       or n.accuracy_m < env.least_accuracy_m(n.position_source)
          and not exists (
              select from env.feature_version o
              where o.feature_id = n.feature_id and upper(o.recorded) = lower(n.recorded) and o.accuracy_m = n.accuracy_m
                and o.position_source is not distinct from n.position_source and o.geom is not distinct from n.geom)
    limit 1;
    if found then
        if not wrong.excused then
            raise exception 'Attributes of a feature in % break the layer''s rules: %', wrong.layer, array_to_string(wrong.problems, ', ')
                using errcode = 'check_violation', hint = 'Allowed values stand in data/layers/' || wrong.layer || '.json.';
        end if;
        if not wrong.fits then
            raise exception '% takes geometry of kind %, not %.', wrong.layer, wrong.geometry_kind, wrong.kind using errcode = 'check_violation';
        end if;
        if wrong.hollow then
            raise exception 'A part of the shape is empty.' using errcode = 'check_violation', hint = 'Leave empty parts out.';
        end if;
        if wrong.nowhere then
            raise exception 'The centre of the area that holds a place is a point within longitude ±180, latitude ±85.05.' using errcode = 'check_violation';
        end if;
        if wrong.forgotten then
            raise exception 'Longitude 0, latitude 0 is what programs write where there is no position.' using errcode = 'check_violation', hint = 'Leave the shape out and name the commune.';
        end if;
        raise exception 'No position from this source is exact to % m.', wrong.accuracy_m using errcode = 'check_violation',
            detail = jsonb_build_object('position_source', wrong.source, 'accuracy_m', wrong.accuracy_m, 'least_m', env.least_accuracy_m(wrong.source))::text;
    end if;
    return null;
end
$$;

revoke execute on function env.check_versions() from public;
grant execute on function env.check_versions() to envgis_writer;

create or replace trigger a_check after insert on env.feature_version referencing new table as new_rows
    for each statement execute function env.check_versions();
