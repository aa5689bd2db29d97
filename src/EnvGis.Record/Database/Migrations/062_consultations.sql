-- Why: a commune is asked about the part of a draft that lies in it, answers by a day, and what it said is kept with the document it sent; that it said nothing is told too.

create table env.draft_consultation (
    id         bigint generated always as identity primary key,
    draft_id   bigint not null references env.draft,
    commune_id integer not null references env.commune,
    asks       text check (length(asks) <= 4000),
    -- The last day to answer on.
    due_on     date not null check (due_on between '2000-01-01' and '2200-01-01'),
    -- Of the draft as it was when the commune was asked (env.draft_hash).
    hash       bytea not null check (octet_length(hash) = 32),
    author     text not null check (length(author) <= 600),
    person_id  bigint references account.person,
    made_at    timestamptz not null default clock_timestamp()
);
create index draft_consultation_of on env.draft_consultation (draft_id, id);
create index draft_consultation_by_commune on env.draft_consultation (commune_id, id desc);

create table env.draft_consultation_answer (
    consultation_id bigint primary key references env.draft_consultation,
    verdict         text not null check (verdict in ('agree', 'agree-with-remarks', 'disagree')),
    text            text check (length(text) <= 4000),
    document        bytea check (octet_length(document) <= 10485760),
    document_name   text check (length(document_name) <= 200),
    document_hash   bytea generated always as (sha256(document)) stored,
    author          text not null check (length(author) <= 600),
    person_id       bigint references account.person,
    made_at         timestamptz not null default clock_timestamp(),
    check ((document is null) = (document_name is null)),
    -- Whoever does not simply agree says why.
    check (verdict = 'agree' or length(btrim(text)) > 0)
);
alter table env.draft_consultation_answer alter column document set storage external;

grant select, insert on env.draft_consultation, env.draft_consultation_answer to envgis_writer;
revoke update, delete on env.draft_consultation, env.draft_consultation_answer from envgis_writer;
