-- Why: one gesture may change several features at once (a zone that is split, two that become one, a border that two share) and is undone as one; what people say of a draft is kept beside
-- the shape that they said it of; and a decision is one however its number's letters are written.

-- The changes of a gesture that has several; their ids are the database's own.
alter table env.draft_operation add column part_of uuid references env.draft_operation;
create index draft_operation_part on env.draft_operation (part_of) where part_of is not null;

create table env.draft_remark (
    id             bigint generated always as identity primary key,
    draft_id       bigint not null references env.draft,
    -- What it is about: a feature of the draft, a place, both, or the draft as a whole.
    feature_number integer,
    at             geometry(Point, 4326) check (not st_isempty(at)),
    -- The feature's outline as it was when this was said: the place may be gone later.
    of_geom        geometry(Geometry, 4326),
    of_revision    bigint,
    answers        bigint references env.draft_remark,
    text           text not null check (length(btrim(text)) between 1 and 4000),
    author         text not null check (length(author) <= 600),
    person_id      bigint references account.person,
    made_at        timestamptz not null default clock_timestamp(),
    foreign key (draft_id, feature_number) references env.draft_feature (draft_id, number)
);
alter table env.draft_remark alter column of_geom set storage external;
create index draft_remark_of on env.draft_remark (draft_id, id);

-- That what was asked for is done; by whom.
create table env.draft_remark_done (
    remark_id bigint primary key references env.draft_remark,
    author    text not null check (length(author) <= 600),
    person_id bigint references account.person,
    made_at   timestamptz not null default clock_timestamp()
);

grant select, insert on env.draft_remark, env.draft_remark_done to envgis_writer;
revoke update, delete on env.draft_remark, env.draft_remark_done from envgis_writer;

-- "QĐ" and "qđ" are one number, and so are two ways to write an office's capitals.
create unique index decision_once on env.decision (lower(issuer collate "und-x-icu"), lower(number collate "und-x-icu"), issued_on);
