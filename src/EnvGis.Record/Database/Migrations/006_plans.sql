-- Why: what the five plans ask for, item by item with its source line, and which places each item concerns.

create table env.plan (
    id            text primary key,
    title_vi      text not null,
    title_en      text not null,
    doc_type      text not null,
    issuer        text not null,
    level         text not null,
    province_code text not null,
    number        text,
    number_note   text,
    date          text,
    date_note     text,
    proposed_by   text,
    has_annex     boolean not null,
    commune_code  text,
    signed_as     text,
    parents       text[] not null default '{}',
    notes_vi      text[] not null default '{}',
    notes_en      text[] not null default '{}'
);

create table env.report_deadline (
    plan_id    text not null references env.plan on delete cascade,
    position   integer not null,
    who        text not null,
    recipient  text not null,
    -- 'MM-DD' of each year; null when the plan says "on request".
    due        text check (due ~ '^\d{2}-\d{2}$'),
    recurrence text not null,
    section    text not null,
    primary key (plan_id, position)
);

create table env.agency (
    id   integer generated always as identity primary key,
    name text not null unique
);

create table env.task (
    id              text primary key,
    plan_id         text not null references env.plan,
    section         text not null,
    line            integer not null check (line > 0),
    kind            text not null check (kind in ('task', 'measure', 'organisation')),
    title_vi        text not null,
    title_en        text not null,
    year_from       integer,
    year_to         integer check (year_to >= year_from),
    open_ended      boolean not null default false,
    timeline_text   text,
    expected_output text,
    notes           text,
    gis_relevance   text not null check (gis_relevance in ('core', 'supporting', 'none')),
    -- Order within the plan.
    position        integer not null,
    search_key      text not null generated always as (published.search_key(title_vi || ' / ' || title_en || ' / ' || section)) stored,
    -- A task put between two others moves all that follow: only the end of the transaction counts.
    unique (plan_id, position) deferrable initially deferred
);
create index on env.task using gin (search_key gin_trgm_ops);

-- One lead per scope. Where a plan itself names several for one scope, each is marked as joint; no scope is made up for them.
create table env.task_lead (
    task_id   text not null references env.task on delete cascade,
    agency_id integer not null references env.agency,
    scope     text not null default '',
    joint     boolean not null default false,
    position  integer not null,
    primary key (task_id, agency_id, scope)
);
create unique index one_lead_per_scope on env.task_lead (task_id, scope) where not joint;
create index on env.task_lead (agency_id);

create table env.task_coordinating (
    task_id   text not null references env.task on delete cascade,
    agency_id integer not null references env.agency,
    position  integer not null,
    primary key (task_id, agency_id)
);
create table env.task_topic (
    task_id  text not null references env.task on delete cascade,
    topic_id text not null references env.topic,
    primary key (task_id, topic_id)
);
create index on env.task_topic (topic_id);

create table env.plan_place (
    id             text primary key,
    plan_id        text not null references env.plan,
    name_in_source text not null,
    label_vi       text not null,
    label_en       text not null,
    kind           text not null,
    old_code       text,
    old_name       text,
    commune_code   text,
    province_code  text,
    notes          text,
    section        text,
    line           integer,
    -- The feature that stands for the place.
    feature_code   text,
    former_district text,
    former_province text
);
create table env.task_place (
    task_id  text not null references env.task on delete cascade,
    place_id text not null references env.plan_place,
    primary key (task_id, place_id)
);
create index on env.task_place (place_id);

create table env.target (
    id           text primary key,
    plan_id      text not null references env.plan,
    indicator_vi text not null,
    indicator_en text not null,
    operator     text not null,
    -- Null for a target without a number, such as "no increase".
    value        double precision,
    unit         text,
    year         integer,
    scope        text,
    baseline     text,
    section      text not null,
    line         integer not null
);
create table env.task_target (
    task_id   text not null references env.task on delete cascade,
    target_id text not null references env.target,
    primary key (task_id, target_id)
);

create table env.milestone (
    id       text primary key,
    plan_id  text not null references env.plan,
    title_vi text not null,
    title_en text not null,
    due      date not null,
    task_id  text references env.task,
    starts   date,
    section  text,
    line     integer
);

create table env.plan_system (
    id       text primary key,
    plan_id  text not null references env.plan,
    name_vi  text not null,
    name_en  text not null,
    kind     text not null,
    relation text not null,
    implied  boolean not null,
    due      text,
    notes    text,
    section  text,
    line     integer
);
create table env.task_system (
    task_id   text not null references env.task on delete cascade,
    system_id text not null references env.plan_system,
    primary key (task_id, system_id)
);

create table env.legal_reference (
    document text primary key,
    id       text not null unique,
    level    text not null
);
create table env.plan_reference (
    plan_id  text not null references env.plan,
    document text not null references env.legal_reference,
    primary key (plan_id, document)
);
create table env.task_reference (
    task_id  text not null references env.task on delete cascade,
    document text not null references env.legal_reference,
    cited_as text,
    primary key (task_id, document)
);

create table env.link_role (
    code     text primary key,
    title_vi text not null,
    title_en text not null
);
-- A task concerns a feature in a role, as read from a line of a document.
create table env.feature_task (
    feature_id     bigint not null references env.feature,
    task_id        text not null references env.task,
    role           text not null references env.link_role,
    source_plan    text not null references env.plan,
    source_section text not null,
    source_line    integer not null check (source_line > 0),
    linked_at      timestamptz not null default now(),
    primary key (feature_id, task_id, role)
);
create index on env.feature_task (task_id);

-- What was loaded from data/, so that unchanged files are not read again.
create table env.loaded_file (
    path      text primary key,
    sha256    text not null,
    loaded_at timestamptz not null default now()
);

create view published.task as
    select t.id, t.plan_id, p.title_vi as plan_title_vi, p.title_en as plan_title_en, t.section, t.line, t.kind, t.title_vi, t.title_en,
           t.year_from, t.year_to, t.open_ended, t.timeline_text, t.search_key,
           (select coalesce(jsonb_agg(jsonb_build_object('agency', a.name, 'scope', nullif(l.scope, '')) order by l.position), '[]')
              from env.task_lead l join env.agency a on a.id = l.agency_id where l.task_id = t.id) as leads
    from env.task t join env.plan p on p.id = t.plan_id;

create view published.feature_task as
    select ft.feature_id, ft.task_id, ft.role, r.title_vi as role_vi, r.title_en as role_en, ft.source_plan, ft.source_section, ft.source_line
    from env.feature_task ft
    join env.link_role r on r.code = ft.role
    join published.feature f on f.id = ft.feature_id;
