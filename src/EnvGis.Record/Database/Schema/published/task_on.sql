-- Every task with how it stands on a day.
create or replace function published.task_on(day date) returns table (
    id text, plan_id text, plan_title_vi text, plan_title_en text, section text, line integer, kind text, title_vi text, title_en text, year_from integer,
    year_to integer, open_ended boolean, timeline_text text, search_key text, leads jsonb, "position" integer, gis_relevance text, due_on date, state text,
    days_left integer, occurrence text, before text, condition_vi text, condition_en text)
    language sql stable parallel safe as $$
    select t.id, t.plan_id, p.title_vi, p.title_en, t.section, t.line, t.kind, t.title_vi, t.title_en, t.year_from, t.year_to, t.open_ended, t.timeline_text,
           t.search_key,
           (select coalesce(jsonb_agg(jsonb_build_object('agency', a.name, 'scope', nullif(l.scope, '')) order by l.position), '[]')
              from plans.task_lead l join plans.agency a on a.id = l.agency_id where l.task_id = t.id),
           t.position, t.gis_relevance, s.due_on, s.state, s.days_left, s.occurrence,
           (select min(r.before) from plans.yearly_report r where r.task_id = t.id), t.condition_vi, t.condition_en
    from plans.task t
    join plans.plan p on p.id = t.plan_id
    join published.standing_on($1) s on s.task_id = t.id
$$;

grant execute on function published.task_on(date) to envgis_reader, envgis_writer, envgis_member;
