-- Why: for each feature that was written, search looked for its kind's title in the definition of the layer: a third of what the words of a feature cost. The titles stand in a table now,
-- written with the layer (Schema/env/list_kinds.sql).
create table env.kind_title (
    layer text not null references env.layer on delete cascade,
    code  text not null,
    vi    text not null,
    en    text not null,
    spelt text not null generated always as (published.spelt_key(vi)) stored,
    words text not null generated always as (published.words_key(vi || ' ' || en)) stored,
    primary key (layer, code)
);
comment on table env.kind_title is 'What each code of a layer''s attribute «kind» is called, as search writes words; derived from env.layer.definition.';

insert into env.kind_title (layer, code, vi, en)
select l.id, c.one ->> 'code', coalesce(c.one #>> '{title,vi}', ''), coalesce(c.one #>> '{title,en}', '')
from env.layer l cross join jsonb_path_query(l.definition, 'lax $.attributes[*] ? (@.name == "kind").codelist[*]') c (one)
where c.one ->> 'code' is not null
on conflict do nothing;
