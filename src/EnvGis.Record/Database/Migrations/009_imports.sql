-- Why: every import that was tried is remembered: who, what file, what came of it. Its rows stand in an unlogged table of their own while it runs.

create table staging.import (
    id          bigint generated always as identity primary key,
    layer       text not null references env.layer,
    file_name   text not null,
    sha256      text,
    bytes       bigint,
    author      text not null,
    options     jsonb not null default '{}',
    state       text not null default 'running' check (state in ('running', 'done', 'nothing', 'dry-run', 'failed', 'cancelled')),
    accepted    bigint not null default 0,
    updated     bigint not null default 0,
    unchanged   bigint not null default 0,
    repaired    bigint not null default 0,
    refused     bigint not null default 0,
    problem     text,
    started_at  timestamptz not null default clock_timestamp(),
    finished_at timestamptz
);
grant select, insert, update on staging.import to envgis_writer;
