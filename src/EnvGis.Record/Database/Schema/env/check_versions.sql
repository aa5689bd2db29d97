-- What stands already is not looked at: it goes on as it is while something else changes, and is put right by whoever changes it.
create or replace function env.check_versions() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    wrong record;
    sources text[] := array(select code from env.word_of_position_source);
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
       or n.position_source <> all (sources)
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
            -- A problem is told as attribute:rule:what was given, or what the rule says.
            perform env.refuse_as('attributes', jsonb_build_object('layer', wrong.layer, 'problems', (
                    select jsonb_agg(jsonb_build_object('attribute', split_part(p, ':', 1), 'rule', split_part(p, ':', 2), 'given', coalesce(substring(p from '^[^:]*:[^:]*:(.*)$'), '')) order by n)
                    from unnest(wrong.problems) with ordinality u (p, n))),
                format('Attributes of a feature in %s break the layer''s rules: %s', wrong.layer, array_to_string(wrong.problems, ', ')),
                'Allowed values stand in data/layers/' || wrong.layer || '.json.');
        end if;
        if wrong.source <> all (sources) then
            perform env.refuse_as('position-source', jsonb_build_object('given', wrong.source), format('No position becomes known by %s.', wrong.source),
                'The words stand in data/vocabularies.json.', rule => 'position_source_is_a_word');
        end if;
        if not wrong.fits then
            perform env.refuse_as('geometry-kind', jsonb_build_object('layer', wrong.layer, 'takes', wrong.geometry_kind, 'given', wrong.kind),
                format('%s takes geometry of kind %s, not %s.', wrong.layer, wrong.geometry_kind, wrong.kind));
        end if;
        if wrong.hollow then
            perform env.refuse_as('empty-part', '{}', 'A part of the shape is empty.', 'Leave empty parts out.');
        end if;
        if wrong.nowhere then
            perform env.refuse_as('no-place', '{}', 'The centre of the area that holds a place is a point within longitude ±180, latitude ±85.05.');
        end if;
        if wrong.forgotten then
            perform env.refuse_as('no-position', '{}', 'Longitude 0, latitude 0 is what programs write where there is no position.', 'Leave the shape out and name the commune.');
        end if;
        perform env.refuse_as('accuracy', jsonb_build_object('position_source', wrong.source, 'accuracy_m', wrong.accuracy_m, 'least_m', env.least_accuracy_m(wrong.source)),
            format('No position from this source is exact to %s m.', wrong.accuracy_m));
    end if;
    return null;
end
$$;

revoke execute on function env.check_versions() from public;
grant execute on function env.check_versions() to envgis_writer;

create or replace trigger a_check after insert on env.feature_version referencing new table as new_rows
    for each statement execute function env.check_versions();
