-- Why: a commune answers about the shape that it was asked about, so that is kept; what was drawn afterwards is asked about in a new round.

create table env.draft_consultation_part (
    consultation_id bigint not null references env.draft_consultation,
    -- Of the feature in its draft.
    number          integer not null check (number > 0),
    layer           text not null references env.layer,
    change          text not null check (change in ('add', 'change', 'retire', 'locate')),
    name_vi         text not null check (length(name_vi) <= 300),
    geom            geometry(Geometry, 4326),
    primary key (consultation_id, number)
);
alter table env.draft_consultation_part alter column geom set storage external;

-- False of what was asked before parts were kept: of those no more is known than whether the whole draft is another by now.
alter table env.draft_consultation add column keeps_part boolean not null default false;

grant select, insert on env.draft_consultation_part to envgis_writer;
revoke update, delete on env.draft_consultation_part from envgis_writer;
