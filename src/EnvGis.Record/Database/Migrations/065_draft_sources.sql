-- Why: zones come as tables and files; what a draft's corners were read from is kept as it was given, so that every number can be laid beside its original.

create table env.draft_source (
    draft_id  bigint not null references env.draft,
    -- From 1 within its draft.
    number    integer not null check (number between 1 and 100),
    name      text not null check (length(name) between 1 and 200),
    content   bytea not null check (octet_length(content) between 1 and 20971520),
    hash      bytea not null generated always as (sha256(content)) stored,
    author    text not null check (length(author) <= 600),
    person_id bigint references account.person,
    made_at   timestamptz not null default clock_timestamp(),
    primary key (draft_id, number),
    -- Given twice it is one.
    unique (draft_id, hash)
);
alter table env.draft_source alter column content set storage external;

grant select, insert on env.draft_source to envgis_writer;
revoke update, delete on env.draft_source from envgis_writer;
