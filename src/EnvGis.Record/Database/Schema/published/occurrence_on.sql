-- Every occurrence that the plans' texts set, as it stands on a day: the one definition behind lists, tasks, filters and counts.
-- occurrence: as env.task_progress has it. days_left: null when it is done. turn: a task stands as the one of the lowest turn does: the longest overdue, then
-- what runs, what has not begun, and when all is done the latest.
create or replace function published.occurrence_on(day date) returns table (
    kind text, id text, occurrence text, plan_id text, task_id text, report integer, title_vi text, title_en text, who text, recipient text, section text,
    line integer, begins_on date, due_on date, state text, days_left integer, turn integer)
    language sql stable parallel safe as $$
    select d.kind, d.id, d.occurrence, d.plan_id, d.task_id, d.report, d.title_vi, d.title_en, d.who, d.recipient, d.section, d.line, d.begins_on, d.due_on,
           s.state, case when s.state <> 'done' then d.due_on - $1 end,
           case s.state
               when 'done' then 4000000 - coalesce(d.due_on - date '2000-01-01', 0)
               when 'not-begun' then 2000000 + (d.begins_on - date '2000-01-01')
               else coalesce(d.due_on - date '2000-01-01', 1000000) end
    from (
        select 'report' as kind, r.plan_id || '/report-' || r.position || '@' || y.year as id, y.year::text as occurrence, r.plan_id, r.task_id, r.position as report,
               null as title_vi, null as title_en, r.who, r.recipient, r.section, r.line, y.begins_on, y.due_on, false as ongoing
        from plans.yearly_report r cross join lateral published.yearly(r.before, r.since, $1) y
        union all
        select 'milestone', m.id, m.id, m.plan_id, m.task_id, null, m.title_vi, m.title_en, null, null, m.section, m.line,
               coalesce(m.starts, make_date(t.year_from, 1, 1)), m.due, false
        from plans.milestone m left join plans.task t on t.id = m.task_id
        union all
        -- "Until 2030 and the years after" sets no end. A milestone stands for the end of its task, unless the task goes on after it.
        select 'task', t.id, 'whole', t.plan_id, t.id, null, t.title_vi, t.title_en, null, null, t.section, t.line,
               make_date(t.year_from, 1, 1), case when not t.open_ended then make_date(t.year_to, 12, 31) end, t.open_ended or t.year_from is not null
        from plans.task t
        where not exists (select from plans.yearly_report r where r.task_id = t.id)
          and not exists (select from plans.milestone m where m.task_id = t.id and not (t.open_ended or make_date(t.year_to, 12, 31) > m.due))) d
    cross join lateral (select published.occurrence_state(d.begins_on, d.due_on, d.ongoing, coalesce((
        select p.state = 'done' from published.task_progress p
        where p.task_id = d.task_id and p.occurrence = d.occurrence order by p.number desc limit 1), false), $1)) s (state)
$$;

grant execute on function published.occurrence_on(date) to envgis_reader, envgis_writer, envgis_member;
