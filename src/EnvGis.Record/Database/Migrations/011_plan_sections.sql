-- Why: people read a plan by its headings, so a task is found under the one it stands below.

create table env.plan_section (
    plan_id  text not null references env.plan on delete cascade,
    -- Within the plan, written as the ids of its tasks are: KH.II.1 is 1 of II in the body of a plan with an annex.
    id       text not null,
    -- As the plan prints it.
    number   text not null,
    parent   text,
    part     text not null check (part in ('plan', 'annex')),
    title_vi text not null,
    title_en text not null,
    line     integer not null check (line > 0),
    position integer not null,
    primary key (plan_id, id),
    foreign key (plan_id, parent) references env.plan_section deferrable initially deferred
);

alter table env.task
    -- The lowest heading above it; null when the plan has none.
    add column heading text,
    add foreign key (plan_id, heading) references env.plan_section on delete set null (heading) deferrable initially deferred;

grant select, insert, update, delete on env.plan_section to envgis_writer;
