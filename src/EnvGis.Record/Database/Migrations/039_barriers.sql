-- Why: a condition of the caller's own ran before the view's (create function pg_temp.tell(text) cost 0.0000001 …, or just 1 / (case when code = 'X' then 0 else 1 end)) and told
-- rows that the view then left out. Behind a barrier only what cannot tell (leakproof comparisons: equality, order) comes first.

-- What reads for other views here; nobody but their owner may ask it.
alter view member.feature_version set schema restricted;
alter view restricted.feature_version rename to version;
create view member.feature_version with (security_barrier) as select * from restricted.version;

-- The barrier is around what is restricted alone: what is published is everybody's and keeps its indexes.
create view restricted.seen_feature with (security_barrier) as
    select r.* from restricted.feature r where member.sees(r.layer, r.province_code, r.commune_code, (select member.given()));
do $$
declare
    names text := (select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute
        where attrelid = 'member.feature'::regclass and attnum > 0 and not attisdropped);
    seen text := 'from restricted.attribute a where a.layer = f.layer and a.id = f.id and member.sees(f.layer, f.province_code, f.commune_code, (select member.given()))';
    merged text := replace(replace(replace(names,
        'attributes', format('attributes || coalesce((select a.attributes %s), ''{}'') as attributes', seen)),
        ' valid,', format(' coalesce((select a.valid %s), f.valid) as valid,', seen)),
        ' updated_at,', format(' coalesce((select a.updated_at %s), f.updated_at) as updated_at,', seen));
begin
    execute format('create or replace view member.feature as select %s from published.feature f union all select %s from restricted.seen_feature r', merged, names);
end
$$;

alter view member.layer set (security_barrier);
alter view member.change set (security_barrier);
alter view member.tally set (security_barrier);
alter view member.tie set (security_barrier);
alter view member.feature_task set (security_barrier);
alter view member.legal_annex set (security_barrier);
alter view member.legal_vertex set (security_barrier);
-- The same of what everybody's role reads: there, what is restricted was told to anybody who could ask in SQL.
alter view published.layer set (security_barrier);
alter view published.feature_version set (security_barrier);
alter view published.change set (security_barrier);
alter view published.tally set (security_barrier);
alter view published.day_tally set (security_barrier);
alter view published.tie set (security_barrier);
alter view published.feature_task set (security_barrier);
alter view published.legal_annex set (security_barrier);
alter view published.legal_vertex set (security_barrier);
grant select on all tables in schema member to envgis_member;
