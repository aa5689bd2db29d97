-- Communes against whose word a draft would be approved, or without it: the last that each said is that it disagrees, it said nothing, or what it spoke of is another by now.
create or replace function env.communes_against(of_draft bigint) returns table (name text, why text)
    language sql stable set search_path = pg_catalog, public, pg_temp
as $$
    select k.name, s.why
    from (
        -- One that is asked anew has said what it said, until it says something else.
        select distinct on (c.commune_id) c as asked, a.verdict, c.due_on
        from env.draft_consultation c left join env.draft_consultation_answer a on a.consultation_id = c.id
        where c.draft_id = of_draft
        order by c.commune_id, a.consultation_id is null, c.id desc) l
    join env.commune k on k.id = (l.asked).commune_id
    cross join lateral (select case when l.verdict = 'disagree' then 'disagrees' when l.verdict is null and l.due_on < env.today() then 'silent' when l.verdict is null then 'waiting'
        when env.is_outdated(l.asked) then 'outdated' end as why) s
    where s.why is not null
    order by k.name
$$;

revoke execute on function env.communes_against(bigint) from public;
grant execute on function env.communes_against(bigint) to envgis_writer;
