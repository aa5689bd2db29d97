-- Why: a provincial plan names zones in words, without coordinates; each is kept as the plan has it, with what it consists of and what has been drawn of it, and no version is written over.

create table env.named_zone (
    id            bigint generated always as identity primary key,
    province_code text not null check (province_code ~ '^[0-9]{2}$'),
    layer         text not null references env.layer,
    made_at       timestamptz not null default now()
);

-- What is said of it, from 1: the last one counts.
create table env.named_zone_version (
    zone_id         bigint not null references env.named_zone,
    number          integer not null check (number >= 1),
    -- Of the layer's own; null where the layer has none.
    clause          text check (length(clause) between 1 and 40),
    name_vi         text not null check (length(btrim(name_vi)) between 1 and 300),
    name_en         text check (length(btrim(name_en)) between 1 and 300),
    plan_title      text not null check (length(btrim(plan_title)) between 1 and 500),
    plan_number     text check (length(plan_number) between 1 and 100),
    plan_date       date,
    -- Page or section.
    plan_place      text check (length(plan_place) between 1 and 200),
    -- Null where the plan does not speak of the clause.
    plan_wording    text check (length(plan_wording) between 1 and 8000),
    -- Where it is other than the plan's.
    decree_wording  text check (length(decree_wording) between 1 and 8000),
    conflicts       boolean not null default false,
    area_ha         double precision check (area_ha >= 0 and area_ha <= 5000000),
    area_horizon_ha double precision check (area_horizon_ha >= 0 and area_horizon_ha <= 5000000),
    horizon_year    integer check (horizon_year between 2000 and 2100),
    -- In force and drawn otherwise than by the register.
    feature_id      bigint references env.feature,
    -- Why it is no longer in the register.
    withdrawn       text check (length(btrim(withdrawn)) between 1 and 2000),
    author          text not null check (length(author) <= 600),
    person_id       bigint references account.person,
    made_at         timestamptz not null default now(),
    primary key (zone_id, number),
    check (area_horizon_ha is null or horizon_year is not null),
    check (not conflicts or plan_wording is not null and decree_wording is not null)
);

-- Of what a version says it consists; a clause may have none.
create table env.named_zone_member (
    zone_id    bigint not null,
    version    integer not null,
    place      integer not null check (place between 1 and 200),
    kind       text not null check (kind in ('commune', 'reserve', 'distance', 'other')),
    commune    text check (commune ~ '^[0-9]{5}$'),
    -- Which part of a commune; null of all of it.
    part       text check (length(btrim(part)) between 1 and 500),
    -- Of a reserve its name, of a distance from what, of others the plan's words.
    words      text check (length(btrim(words)) between 1 and 1000),
    -- Of a reserve.
    subzone    text check (length(btrim(subzone)) between 1 and 300),
    metres     double precision check (metres > 0 and metres <= 100000),
    -- Planned: "when established".
    status     text not null check (status in ('existing', 'planned')),
    area_ha    double precision check (area_ha >= 0 and area_ha <= 5000000),
    valid_from date,
    -- The last day.
    valid_to   date check (valid_to >= valid_from),
    primary key (zone_id, version, place),
    foreign key (zone_id, version) references env.named_zone_version (zone_id, number),
    check (case kind when 'commune' then commune is not null and words is null else commune is null and part is null and words is not null end),
    check ((kind = 'distance') = (metres is not null)),
    check (kind = 'reserve' or subzone is null)
);

-- Which feature of a draft was made from it.
create table env.named_zone_drawing (
    draft_id       bigint not null,
    feature_number integer not null,
    zone_id        bigint not null,
    version        integer not null,
    author         text not null check (length(author) <= 600),
    person_id      bigint references account.person,
    made_at        timestamptz not null default now(),
    primary key (draft_id, feature_number),
    foreign key (draft_id, feature_number) references env.draft_feature (draft_id, number),
    foreign key (zone_id, version) references env.named_zone_version (zone_id, number)
);
create index named_zone_drawing_zone on env.named_zone_drawing (zone_id);

grant select, insert on env.named_zone, env.named_zone_version, env.named_zone_member, env.named_zone_drawing to envgis_writer;
revoke update, delete on env.named_zone, env.named_zone_version, env.named_zone_member, env.named_zone_drawing from envgis_writer;
