-- Why: people record what they found at a site, where it lies, which task concerns it and how far a task has come; each is a version or a report that stays.

-- A receiver in somebody's hand is neither a survey nor a digitised map.
alter table env.feature_version drop constraint feature_version_position_source_check,
    add constraint feature_version_position_source_check check (position_source in
        ('surveyed', 'decision-annex', 'digitised', 'gps', 'commune-centre', 'former-commune-centre', 'demonstration'));

-- From a day on a place is otherwise; what it was until then stays in force until then. Null of what is given means that it stays as it was.
-- Returns the new version's id; null when the version that was read is not the current one any more. One statement writes, so that readers of the
-- outbox see one update; of two people who read the same version the second waits for the first and is told.
create function env.change_feature(
    feature bigint, read_version bigint, since date, new_attributes jsonb, new_geom geometry, new_source text, new_accuracy_m double precision,
    new_commune integer, why text) returns bigint
    language plpgsql
as $$
declare
    current env.feature_version;
    who text := coalesce(nullif(current_setting('envgis.author', true), ''), session_user);
    moment timestamptz;
    written bigint;
begin
    select * into current from env.feature_version v
    where v.feature_id = feature and upper_inf(v.recorded) and v.valid @> env.today() for update;
    if current.id is distinct from read_version then
        return null;
    end if;
    moment := greatest(clock_timestamp(), lower(current.recorded) + interval '1 microsecond');
    with closed as (
        update env.feature_version set recorded = tstzrange(lower(recorded), moment) where id = current.id returning id),
    until_then as (
        insert into env.feature_version (feature_id, layer, valid, recorded, name_vi, name_en, attributes, geom, position_source, accuracy_m, near,
            commune_id, demonstration, author, reason)
        select current.feature_id, current.layer, daterange(lower(current.valid), since), tstzrange(moment, null), current.name_vi, current.name_en,
            current.attributes, current.geom, current.position_source, current.accuracy_m, current.near, current.commune_id, current.demonstration,
            current.author, current.reason
        from closed where since > lower(current.valid)
        returning id),
    since_then as (
        insert into env.feature_version (feature_id, layer, valid, recorded, name_vi, name_en, attributes, geom, position_source, accuracy_m, near,
            commune_id, demonstration, author, reason)
        select current.feature_id, current.layer, daterange(greatest(since, lower(current.valid)), upper(current.valid)), tstzrange(moment, null),
            current.name_vi, current.name_en, coalesce(new_attributes, current.attributes), coalesce(new_geom, current.geom),
            case when new_geom is null then current.position_source else new_source end, coalesce(new_accuracy_m, current.accuracy_m), current.near,
            coalesce(new_commune, current.commune_id), current.demonstration, who, why
        from closed
        returning id)
    select id into written from since_then;
    return written;
end
$$;
grant execute on function env.change_feature(bigint, bigint, date, jsonb, geometry, text, double precision, integer, text) to envgis_writer;

-- Untied, a link stays on record, so that loading the files again does not tie it anew.
alter table env.feature_task
    add column linked_by text,
    add column untied_at timestamptz,
    add column untied_by text;
create or replace view published.feature_task as
    select ft.feature_id, ft.task_id, ft.role, r.title_vi as role_vi, r.title_en as role_en, ft.source_plan, ft.source_section, ft.source_line
    from env.feature_task ft
    join env.link_role r on r.code = ft.role
    join published.feature f on f.id = ft.feature_id
    where ft.untied_at is null;
create view published.link_role as select code, title_vi, title_en from env.link_role;

-- What the unit that leads a task reports; the newest report says how it stands.
create table env.task_progress (
    task_id     text not null references env.task on delete cascade,
    number      integer not null check (number > 0),
    state       text not null check (state in ('not-started', 'underway', 'stuck', 'done')),
    percent     smallint check (percent between 0 and 100),
    on_day      date not null,
    note        text not null check (length(trim(note)) between 1 and 1000),
    author      text not null default coalesce(nullif(current_setting('envgis.author', true), ''), session_user),
    agency      text not null,
    recorded_at timestamptz not null default clock_timestamp(),
    primary key (task_id, number)
);
create trigger keep_as_reported before update on env.task_progress for each row
    execute function env.refuse('A report is kept as it was given.', 'Give a new one.');
grant select, insert on env.task_progress to envgis_writer;

create view published.task_progress as
    select task_id, number, state, percent, on_day, note, author, agency, recorded_at from env.task_progress;

create or replace view published.task as
    select t.id, t.plan_id, p.title_vi as plan_title_vi, p.title_en as plan_title_en, t.section, t.line, t.kind, t.title_vi, t.title_en,
           t.year_from, t.year_to, t.open_ended, t.timeline_text, t.search_key,
           (select coalesce(jsonb_agg(jsonb_build_object('agency', a.name, 'scope', nullif(l.scope, '')) order by l.position), '[]')
              from env.task_lead l join env.agency a on a.id = l.agency_id where l.task_id = t.id) as leads,
           t.position, t.gis_relevance, s.due_on, case when r.state = 'done' then 'done' else s.state end as state,
           case when r.state is distinct from 'done' then s.days_left end as days_left
    from env.task t join env.plan p on p.id = t.plan_id
    left join lateral (select r.state from env.task_progress r where r.task_id = t.id order by r.number desc limit 1) r on true
    cross join lateral published.task_schedule(t.year_from, t.year_to, t.open_ended,
        (select max(m.due) from env.milestone m where m.task_id = t.id),
        (select min(r.due) from env.report_deadline r where r.task_id = t.id), published.today()) s;

-- A report changes how the places of its task stand: whoever shows them hears of it.
create function env.tell_of_progress() returns trigger language plpgsql security definer set search_path = pg_catalog, public as $$
begin
    insert into env.change (layer, feature_id, version_id, operation, old_extent, new_extent)
    select distinct on (f.id) f.layer, f.id, f.version_id, 'update', env.extent_of(f.geom), env.extent_of(f.geom)
    from env.feature_task l join published.feature f on f.id = l.feature_id
    where l.task_id = new.task_id and l.untied_at is null
    order by f.id;
    return null;
end
$$;
create trigger tell after insert on env.task_progress for each row execute function env.tell_of_progress();

grant select on published.task_progress, published.link_role to envgis_reader, envgis_writer;
