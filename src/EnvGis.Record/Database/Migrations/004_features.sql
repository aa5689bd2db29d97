-- Why: a feature has one identity for ever, and every version of it two clocks: when it is in force and when we knew it. Nothing is overwritten.

create table env.feature (
    id         bigint generated always as identity primary key,
    layer      text not null references env.layer,
    code       text not null unique check (code ~ '^[A-Z]{2,6}-[A-Z0-9][A-Z0-9-]{0,58}$'),
    created_at timestamptz not null default now(),
    unique (id, layer)
);

create function env.name_feature() returns trigger language plpgsql as $$
begin
    new.code := coalesce(new.code, (select code_prefix from env.layer where id = new.layer) || '-' || new.id);
    return new;
end
$$;
create trigger a_name before insert on env.feature for each row when (new.code is null) execute function env.name_feature();

create function env.refuse() returns trigger language plpgsql as $$
begin
    raise exception '%', tg_argv[0] using errcode = 'integrity_constraint_violation', hint = tg_argv[1];
end
$$;
create trigger keep_identity before update or delete on env.feature for each row
    execute function env.refuse('A feature keeps its identity for ever.', 'To withdraw it, delete it from env.current_feature: the record stays.');
create trigger keep_all before truncate on env.feature
    execute function env.refuse('Features are never emptied.', 'Withdraw single features from env.current_feature.');

-- A key that spreads neighbouring ids over an index: GiST compares its ranges once for every entry whose key comes nearer than all before, and with
-- ids in rising order every entry does.
create function env.spread(id bigint) returns bigint
    language sql immutable strict parallel safe
    return (id & 255) << 54 | id >> 8;

create table env.feature_version (
    id              bigint generated always as identity primary key,
    feature_id      bigint not null,
    layer           text not null,
    valid           daterange not null check (not isempty(valid) and not lower_inf(valid)),
    recorded        tstzrange not null default tstzrange(clock_timestamp(), null) check (not isempty(recorded) and not lower_inf(recorded)),
    name_vi         text not null check (length(trim(name_vi)) between 1 and 300),
    name_en         text check (length(name_en) <= 300),
    attributes      jsonb not null default '{}',
    geom            geometry(Geometry, 4326)
                    check (not st_isempty(geom) and st_isvalid(geom) and st_ndims(geom) = 2
                           and st_xmin(geom) >= -180 and st_xmax(geom) <= 180 and st_ymin(geom) >= -85.05 and st_ymax(geom) <= 85.05),
    position_source text check (position_source in ('surveyed', 'decision-annex', 'digitised', 'commune-centre', 'former-commune-centre', 'demonstration')),
    accuracy_m      double precision check (accuracy_m > 0 and accuracy_m <= 1000000),
    -- Centre of the area known to contain a feature that nobody has located; accuracy_m is its radius. Never served as the feature's geometry.
    near            geometry(Point, 4326),
    commune_id      integer references env.commune,
    demonstration   boolean not null default false,
    unlocated       boolean not null generated always as (geom is null) stored,
    author          text not null default coalesce(nullif(current_setting('envgis.author', true), ''), session_user),
    reason          text,
    foreign key (feature_id, layer) references env.feature (id, layer),
    constraint position_is_explained check (geom is null or (position_source is not null and accuracy_m is not null)),
    constraint unlocated_has_commune check (geom is not null or (commune_id is not null and accuracy_m is not null and position_source is null)),
    constraint one_truth_at_a_time exclude using gist (env.spread(feature_id) with =, valid with &&, recorded with &&)
);
-- Coordinates do not compress; trying to is most of the cost of storing them.
alter table env.feature_version alter column geom set storage external;
create index feature_version_feature on env.feature_version (feature_id);
create index feature_version_of_layer on env.feature_version (layer, feature_id) where upper_inf(recorded);
create index feature_version_starts on env.feature_version (lower(valid)) where upper_inf(recorded);

-- Coordinates that are legal facts (a decision's annex), as given: VN-2000, X = north, Y = east, metres.
create table env.legal_annex (
    version_id       bigint primary key references env.feature_version,
    epsg             integer not null check (epsg in (3405, 3406) or epsg between 5896 and 5899 or epsg between 9205 and 9218),
    central_meridian double precision not null,
    zone_width       integer not null check (zone_width in (3, 6)),
    document         text not null
);
create table env.legal_vertex (
    version_id bigint not null references env.legal_annex,
    part       integer not null,
    ring       integer not null,
    number     integer not null,
    label      text,
    x_north    double precision not null check (x_north between 0 and 10000000),
    y_east     double precision not null check (y_east between 0 and 1000000),
    primary key (version_id, part, ring, number)
);
create trigger keep_as_given before update or delete on env.legal_annex for each row
    execute function env.refuse('A decision''s annex is kept as given.', 'Record a new version with its own annex.');
create trigger keep_as_given before update or delete on env.legal_vertex for each row
    execute function env.refuse('A decision''s annex is kept as given.', 'Record a new version with its own annex.');

create function env.guard_version() returns trigger language plpgsql as $$
declare
    same env.feature_version;
begin
    if tg_op = 'INSERT' then
        if not upper_inf(new.recorded) or lower(new.recorded) not between transaction_timestamp() and clock_timestamp() + interval '1 second' then
            raise exception 'The record is written now, not for another time.'
                using errcode = 'check_violation', hint = 'Leave "recorded" out; use "valid" for when the place is in force.';
        end if;
        return new;
    end if;
    if not upper_inf(old.recorded) then
        raise exception 'Version % is closed and cannot be changed.', old.id
            using errcode = 'integrity_constraint_violation', hint = 'Update env.current_feature: it records a new version.';
    end if;
    same := new;
    same.recorded := old.recorded;
    -- Generated columns are not computed yet when this trigger runs.
    same.unlocated := old.unlocated;
    if upper_inf(new.recorded) or lower(new.recorded) <> lower(old.recorded) or same *<> old then
        raise exception 'A version is not overwritten: it can only be closed.'
            using errcode = 'integrity_constraint_violation', hint = 'Update env.current_feature: it closes this version and records a new one.';
    end if;
    new.recorded := tstzrange(lower(old.recorded),
        greatest(least(upper(new.recorded), clock_timestamp()), transaction_timestamp(), lower(old.recorded) + interval '1 microsecond'));
    return new;
end
$$;
create trigger guard before insert or update on env.feature_version for each row execute function env.guard_version();
create trigger keep_all before delete on env.feature_version for each row
    execute function env.refuse('A version is never deleted.', 'Delete from env.current_feature: it closes the record.');
create trigger keep_table before truncate on env.feature_version
    execute function env.refuse('Versions are never emptied.', 'Delete from env.current_feature.');

-- What the check constraints cannot see: the layer's own rules. Set-based, so that an import pays once.
create function env.check_versions() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public
as $$
declare
    wrong record;
begin
    select n.feature_id, l.id as layer, p.problems, l.geometry_kind, geometrytype(n.geom) as kind
    into wrong
    from new_rows n
    join env.layer l on l.id = n.layer
    cross join lateral (select env.attribute_problems(l.rules, n.attributes) as problems) p
    where cardinality(p.problems) > 0 or not env.kind_fits(l.geometry_kind, n.geom)
    limit 1;
    if found then
        if cardinality(wrong.problems) > 0 then
            raise exception 'Attributes of a feature in % break the layer''s rules: %', wrong.layer, array_to_string(wrong.problems, ', ')
                using errcode = 'check_violation', hint = 'Allowed values stand in data/layers/' || wrong.layer || '.json.';
        end if;
        raise exception '% takes geometry of kind %, not %.', wrong.layer, wrong.geometry_kind, wrong.kind using errcode = 'check_violation';
    end if;
    return null;
end
$$;

-- Asks for the type once: a large geometry is fetched anew for every question.
create function env.kind_fits(kind text, geom geometry) returns boolean
    language sql immutable parallel safe
    return geom is null or coalesce(strpos(kind, case geometrytype(geom)
        when 'POINT' then 'point' when 'MULTIPOINT' then 'point'
        when 'LINESTRING' then 'line' when 'MULTILINESTRING' then 'line'
        when 'POLYGON' then 'polygon' when 'MULTIPOLYGON' then 'polygon' end) > 0, false);

create trigger a_check after insert on env.feature_version referencing new table as new_rows
    for each statement execute function env.check_versions();

-- The open versions, writable: an update records a new version, a delete withdraws and keeps the record.
create view env.current_feature as
    select v.feature_id as id, f.code, v.layer, v.id as version_id, v.valid, v.recorded, v.name_vi, v.name_en, v.attributes, v.geom, v.position_source,
           v.accuracy_m, v.near, v.commune_id, v.demonstration, v.unlocated, v.author, v.reason
    from env.feature_version v join env.feature f on f.id = v.feature_id
    where upper_inf(v.recorded);

create function env.write_current_feature() returns trigger language plpgsql as $$
declare
    moment timestamptz := clock_timestamp();
    who text := coalesce(nullif(current_setting('envgis.author', true), ''), session_user);
begin
    if tg_op = 'INSERT' then
        if new.id is null then
            insert into env.feature (layer, code) values (new.layer, new.code) returning id, code into new.id, new.code;
        end if;
        insert into env.feature_version (feature_id, layer, valid, name_vi, name_en, attributes, geom, position_source, accuracy_m, near,
            commune_id, demonstration, reason, author)
        values (new.id, new.layer, coalesce(new.valid, daterange(env.today(), null)), new.name_vi, new.name_en, coalesce(new.attributes, '{}'), new.geom,
            new.position_source, new.accuracy_m, new.near, new.commune_id, coalesce(new.demonstration, false), new.reason, coalesce(new.author, who))
        returning id into new.version_id;
        return new;
    end if;

    moment := greatest(moment, lower(old.recorded) + interval '1 microsecond');
    if tg_op = 'DELETE' then
        update env.feature_version set recorded = tstzrange(lower(recorded), moment) where id = old.version_id and upper_inf(recorded);
        return case when found then old end;
    end if;

    if (new.id, new.layer, new.code) is distinct from (old.id, old.layer, old.code) then
        raise exception 'A feature keeps its identity, layer and code for ever.' using errcode = 'integrity_constraint_violation';
    end if;
    -- One statement, so that readers of the outbox see one update and not a deletion and an insertion.
    with closed as (
        update env.feature_version set recorded = tstzrange(lower(recorded), moment)
        where id = old.version_id and upper_inf(recorded)
        returning feature_id)
    insert into env.feature_version (feature_id, layer, valid, recorded, name_vi, name_en, attributes, geom, position_source, accuracy_m, near,
        commune_id, demonstration, author, reason)
    select feature_id, new.layer, new.valid, tstzrange(moment, null), new.name_vi, new.name_en, new.attributes, new.geom,
        case when new.geom is not null then new.position_source end, new.accuracy_m, new.near, new.commune_id, new.demonstration,
        case when new.author is distinct from old.author then new.author else who end,
        case when new.reason is distinct from old.reason then new.reason end
    from closed
    returning id into new.version_id;
    return case when new.version_id <> old.version_id then new end;
end
$$;
create trigger write instead of insert or update or delete on env.current_feature
    for each row execute function env.write_current_feature();
