-- Why: what every address refuses, SQL still took: a position from a map exact to a thousandth of a millimetre, and numbers that no program keeps. A file that changed
-- nothing but a restricted attribute from some day on showed everybody that day. A shape with an empty part, which PostGIS calls valid, ended the server when a list was asked for
-- around it, and a place known to be near no number could not be told. And the catalogue of the database told each of its logins the names of restricted
-- layers, how many places each has and the box that they lie in.

-- Metres: how exact a position from that source can be at its best; null is the source of a place that nobody has located. EnvGis.Layers.PositionAccuracy says the
-- same to who types one; a test holds the two together.
create function env.least_accuracy_m(source text) returns double precision
    language sql immutable parallel safe
    return case source when 'gps' then 1 when 'digitised' then 0.1 else 0.01 end;

-- Numbers that a program does not keep as they are written, as 'attribute:inexact:integer' or 'attribute:range:number': whole ones beyond 2^53 - 1 (RFC 8259, 6),
-- others that are infinite or nought as a double, or of more than 40 digits. Of attributes that are right in kind.
create function env.number_problems(rules jsonb, attributes jsonb) returns text[]
    language sql immutable strict parallel safe
    return array(
        select a.key || case when rules -> a.key ->> 'type' = 'integer' then ':inexact:integer' else ':range:number' end
        from jsonb_each(attributes) a
        cross join lateral (select case when jsonb_typeof(a.value) = 'number' then (a.value #>> '{}')::numeric end as number) v
        where case when rules -> a.key ->> 'type' = 'integer' then abs(v.number) > 9007199254740991
            -- From here on the nearest double is infinity; up to there it is nought.
            else abs(v.number) >= 1.797693134862315807937e308 or v.number <> 0 and abs(v.number) <= 2.4703282292062327e-324
                or length(trim(both '0' from translate(v.number::text, '-.', ''))) > 40 end
        order by a.key);

-- As before, and numbers; 16 digits in a row are the fewest that such a one has.
create or replace function env.attribute_problems(rules jsonb, attributes jsonb) returns text[]
    language plpgsql immutable strict parallel safe
as $$
declare
    problems text[];
begin
    problems := env.value_problems(case when rules ? '!' then rules - '!' else rules end, attributes);
    if cardinality(problems) > 0 then
        return problems;
    end if;
    if attributes::text ~ '[0-9]{16}' then
        problems := env.number_problems(rules, attributes);
    end if;
    if rules ? '!' then
        problems := problems || array(
            select f.attribute || ':constraint:' || f.id from published.constraint_findings(rules -> '!', attributes) f where not f.holds);
    end if;
    return problems;
end
$$;

-- Whether all these problems were there in a version that this one replaces: recorded before there was such a rule.
create function env.stood_before(rules jsonb, given jsonb, feature bigint, since timestamptz, problems text[]) returns boolean
    language sql stable
as $$
    select not exists (
        select from unnest(problems) p
        where case
            when split_part(p, ':', 2) in ('inexact', 'range') then not exists (
                select from env.feature_version o
                where o.feature_id = feature and upper(o.recorded) = since and o.attributes -> split_part(p, ':', 1) = given -> split_part(p, ':', 1))
            when split_part(p, ':', 2) = 'constraint' then not env.contradicted_before(rules, given, feature, since)
            else true end)
$$;

-- Whether a part of the shape is empty. Such a shape passes for valid, is no GeoJSON, and GEOS fails on it.
create function env.has_empty_part(geom geometry) returns boolean
    language sql immutable parallel safe
    return case when geometrytype(geom) like 'MULTI%' then exists (select from st_dump(geom) part where st_isempty(part.geom)) else false end;
-- Whether a point is one on earth that a map shows; null of none.
create function env.is_place(point geometry) returns boolean
    language sql immutable parallel safe
    return case when point is not null then (st_x(point) between -180 and 180 and st_y(point) between -85.05 and 85.05) is true end;

-- What stands already is not looked at: it goes on as it is while something else changes, and is put right by whoever changes it.
create or replace function env.check_versions() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public
as $$
declare
    wrong record;
begin
    select n.feature_id, l.id as layer, p.problems, l.geometry_kind, geometrytype(n.geom) as kind, n.position_source as source, n.accuracy_m,
        env.kind_fits(l.geometry_kind, n.geom) as fits, env.has_empty_part(n.geom) as hollow, env.is_place(n.near) is false as nowhere,
        env.stood_before(l.rules, n.attributes, n.feature_id, lower(n.recorded), p.problems) as excused
    into wrong
    from new_rows n
    join env.layer l on l.id = n.layer
    cross join lateral (select env.attribute_problems(l.rules, n.attributes) as problems) p
    where not env.kind_fits(l.geometry_kind, n.geom)
       or env.has_empty_part(n.geom)
       or not env.is_place(n.near)
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
        raise exception 'No position from this source is exact to % m.', wrong.accuracy_m using errcode = 'check_violation',
            detail = jsonb_build_object('position_source', wrong.source, 'accuracy_m', wrong.accuracy_m, 'least_m', env.least_accuracy_m(wrong.source))::text;
    end if;
    return null;
end
$$;

grant execute on function env.least_accuracy_m(text), env.has_empty_part(geometry), env.is_place(geometry), env.number_problems(jsonb, jsonb), env.attribute_problems(jsonb, jsonb),
    env.stood_before(jsonb, jsonb, bigint, timestamptz, text[]) to envgis_writer;

-- The same of an annex. It is kept as given, so only what comes is asked.
alter table env.legal_annex add constraint annex_can_be_told check (central_meridian between 100 and 120 and length(btrim(document)) between 1 and 1000) not valid;
alter table env.legal_vertex add constraint vertex_can_be_told check (part >= 0 and ring >= 0 and number >= 0 and length(label) <= 200) not valid;

-- What everybody sees as one they see for as long as its parts follow each other, also where the next of them begins in days to come (decision 20).
create or replace function env.publish(ids bigint[], on_day date default env.today()) returns integer
    language plpgsql security definer set search_path = pg_catalog, public
as $$
declare
    hidden bigint[];
    changed integer := 0;
begin
    -- Where nothing is restricted, and that is the rule, nothing else is looked at.
    if not exists (select from env.layer where restricted or restricted_attributes <> '{}') then
        return env.publish_public(ids, on_day);
    end if;
    select array_agg(f.id) into hidden
    from unnest(ids) i (id) cross join lateral (select * from env.feature f where f.id = i.id offset 0) f join env.layer l on l.id = f.layer
    where l.restricted;
    if hidden is not null then
        changed := env.publish_restricted(hidden, on_day);
        ids := array(select unnest(ids) except select unnest(hidden));
    end if;
    changed := changed + env.publish_public(ids, on_day);
    update published.feature p set valid = seen.valid, updated_at = lower(o.recorded)
    from unnest(ids) i (id)
    cross join lateral (select f.id, f.layer from env.feature f where f.id = i.id offset 0) f
    join published.feature q on q.layer = f.layer and q.id = f.id
    join env.feature_version v on v.id = q.version_id
    join env.feature_version o on o.id = v.echo_of
    cross join lateral (
        select run.valid
        from (select unnest(range_agg(w.valid)) as valid from env.feature_version w
              where w.feature_id = v.feature_id and upper_inf(w.recorded) and (w.id = v.echo_of or w.echo_of = v.echo_of)) run
        where run.valid @> v.valid) seen
    where p.layer = f.layer and p.id = f.id and (p.valid, p.updated_at) is distinct from (seen.valid, lower(o.recorded));
    delete from restricted.attribute a using unnest(ids) i (id) where a.id = i.id;
    insert into restricted.attribute (layer, id, attributes, valid, updated_at)
    select p.layer, p.id, coalesce(h.attributes, '{}'), case when v.echo_of is not null then v.valid end, case when v.echo_of is not null then lower(v.recorded) end
    from unnest(ids) i (id)
    join env.feature f on f.id = i.id
    join published.feature p on p.layer = f.layer and p.id = f.id
    join env.layer l on l.id = f.layer and l.restricted_attributes <> '{}'
    join env.feature_version v on v.id = p.version_id
    cross join lateral (
        select jsonb_object_agg(a.key, a.value) as attributes from jsonb_each(v.attributes) a where a.key = any (l.restricted_attributes) and a.value <> 'null') h
    where h.attributes is not null or v.echo_of is not null;
    return changed;
end
$$;

-- Features of all restricted layers stand in one partition: that a layer is there, how many places it has and where they lie is then in no catalogue, which every login
-- of the database reads. The public's table has partitions of those layers only that are public, or were.
drop trigger a_restricted_partition on env.layer;
drop function env.add_restricted_partition();
do $$
declare
    columns text := (select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute
        where attrelid = 'restricted.feature'::regclass and attnum > 0 and not attisdropped and attgenerated = '');
    parts regclass[] := array(select inhrelid::regclass from pg_inherits where inhparent = 'restricted.feature'::regclass);
    part regclass;
    name text;
begin
    foreach part in array parts loop
        execute format('alter table restricted.feature detach partition %s', part);
    end loop;
    create table restricted.feature_of_all partition of restricted.feature default;
    foreach part in array parts loop
        -- Into the partition itself: what counts features, and writes of them, looks at the whole table and has seen these.
        execute format('insert into restricted.feature_of_all (%s) select %s from %s', columns, columns, part);
        execute format('drop table %s', part);
    end loop;
    for name in select 'feature_' || replace(id, '-', '_') from env.layer where restricted loop
        execute format('drop table if exists published.%I', name);
    end loop;
end
$$;

create or replace function env.add_partition() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
declare
    name text := 'feature_' || replace(new.id, '-', '_');
begin
    if new.restricted or to_regclass(format('published.%I', name)) is not null then
        return null;
    end if;
    execute format('create table published.%I (like published.feature including all)', name);
    execute format('alter table published.%I alter column geom set storage external, alter column geom_3857 set storage external', name);
    -- Attached, not created in place: that would lock out every reader until the end of the transaction.
    execute format('alter table published.feature attach partition published.%I for values in (%L)', name, new.id);
    return null;
end
$$;
drop trigger partition on env.layer;
-- Before the features of a layer move there.
create trigger a_partition after insert or update on env.layer for each row execute function env.add_partition();

-- The box around a public layer, never smaller than what is there; null of others. Of any table PostGIS tells it to whoever may run its function, whatever else they may.
create function published.extent_of_layer(layer_id text) returns box2d
    language plpgsql stable security definer set search_path = pg_catalog, public
as $$
begin
    if exists (select from env.layer l where l.id = layer_id and not l.restricted) then
        return st_estimatedextent('published', 'feature_' || replace(layer_id, '-', '_'), 'geom');
    end if;
    return null;
end
$$;
grant execute on function published.extent_of_layer(text) to envgis_reader, envgis_writer, envgis_member;

-- What stands open and ends the server, or cannot be told, is put right as a version of its own; nothing that anybody drew is lost.
do $$
declare
    one record;
begin
    for one in
        select version_id from env.current_feature where env.has_empty_part(geom) or not env.is_place(near)
    loop
        begin
            update env.current_feature f
               set geom = case when env.has_empty_part(f.geom) then (select st_multi(st_collect(part.geom)) from st_dump(f.geom) part where not st_isempty(part.geom)) else f.geom end,
                   near = case when env.is_place(f.near) then f.near end, reason = 'Bỏ phần hình rỗng hoặc vị trí không có thật'
             where f.version_id = one.version_id;
        exception when integrity_constraint_violation or check_violation or not_null_violation or exclusion_violation then
            raise warning 'Version % keeps its shape as it is: %', one.version_id, sqlerrm;
        end;
    end loop;
end
$$;
