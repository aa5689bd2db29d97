-- Why: the due list read no progress, a task knew nothing of the report that was late, and one year's report ended a duty of every year for ever. What is due
-- is an occurrence, a duty with one last day; it has a state of its own, told in one place, and what is reported is reported of it.

-- Readers know these tables by their views in plans; who reports asks the same views.
grant usage on schema plans to envgis_writer;

-- What must come about before the task can be done ("sau khi …"), which the date alone does not tell.
alter table env.task
    add column condition_vi text,
    add column condition_en text,
    add check ((condition_vi is null) = (condition_en is null));
create or replace view plans.task as select * from env.task;

-- The year of a duty of every year, the id of a milestone; "whole" for the task itself.
alter table env.task_progress add column occurrence text not null default 'whole' check (length(occurrence) <= 200);
create or replace view published.task_progress as
    select task_id, number, state, percent, on_day, note, author, agency, recorded_at, occurrence from env.task_progress;

drop view plans.report_due;
drop view env.report_due;

-- The duties of every year. before: 'MM-DD' of the day that the text says "trước ngày" of. since: nothing was due before its plan was made; a plan whose text
-- bears no date begins with the first year that its tasks name; null when they name none.
create view plans.yearly_report as
    select r.plan_id, r.position, r.who, r.recipient, r.due as before, r.section, r.line, r.task_id,
           coalesce(rpad(p.date, 10, '-01')::date,
               make_date((select min(least(t.year_from, t.year_to)) from env.task t where t.plan_id = r.plan_id), 1, 1)) as since
    from env.report_deadline r join env.plan p on p.id = r.plan_id
    where r.due is not null;

-- The occurrences of a duty of every year that have begun by a day, and the first. "Before 15 November" has 14 November for its last day. Each begins when
-- the last day of the one before it is over, the first with the plan. year: of the last day.
create function published.yearly(before text, since date, day date) returns table (year integer, begins_on date, due_on date)
    language sql immutable parallel safe as $$
    select extract(year from e.named - 1)::integer, greatest(s.since, (e.named - interval '1 year')::date), e.named - 1
    from (select coalesce($2, make_date(extract(year from $3)::integer, 1, 1))) s (since)
    cross join lateral generate_series(extract(year from s.since)::integer, extract(year from greatest(s.since, $3))::integer + 1) y
    cross join lateral (select make_date(y, left($1, 2)::integer, right($1, 2)::integer)) e (named)
    where e.named > s.since and (e.named - interval '1 year')::date <= greatest(s.since, $3)
$$;

-- How an occurrence stands on a day. Its last day is in time; without one it is never late.
create function published.occurrence_state(begins_on date, due_on date, ongoing boolean, done boolean, day date) returns text
    language sql immutable parallel safe
    return case
        when done then 'done'
        when begins_on > day then 'not-begun'
        when due_on < day then 'overdue'
        when due_on is not null then 'running'
        when ongoing then 'open-ended'
        else 'undated' end;

-- Every occurrence that the plans' texts set, as it stands on a day: the one definition behind lists, tasks, filters and counts.
-- occurrence: as env.task_progress has it. days_left: null when it is done. turn: a task stands as the one of the lowest turn does: the longest overdue, then
-- what runs, what has not begun, and when all is done the latest.
create function published.occurrence_on(day date) returns table (
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

-- By which occurrence each task stands on a day. Not in SQL, so that statements over places that ask for it, one for every layer of a tile, need not plan it anew.
create function published.standing_on(day date) returns table (task_id text, occurrence text, due_on date, state text, days_left integer)
    language plpgsql stable parallel safe rows 300 as $$
#variable_conflict use_column
begin
    return query select distinct on (o.task_id) o.task_id, o.occurrence, o.due_on, o.state, o.days_left
    from published.occurrence_on($1) o where o.task_id is not null order by o.task_id, o.turn;
end
$$;

-- Every task with how it stands on a day.
create function published.task_on(day date) returns table (
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

create or replace view published.task as
    select id, plan_id, plan_title_vi, plan_title_en, section, line, kind, title_vi, title_en, year_from, year_to, open_ended, timeline_text, search_key, leads,
           "position", gis_relevance, due_on, state, days_left, occurrence, before, condition_vi, condition_en
    from published.task_on(published.today());

drop function published.task_schedule(integer, integer, boolean, date, text, date), published.last_yearly(text, date), published.next_yearly(text, date);

-- What was reported until now named no occurrence: it told of the one whose last day is nearest to its own.
alter table env.task_progress disable trigger keep_as_reported;
update env.task_progress g set occurrence = coalesce(
    (select y.year::text from plans.yearly_report r cross join lateral published.yearly(r.before, r.since, g.on_day + 366) y
     where r.task_id = g.task_id order by abs(y.due_on - g.on_day), y.due_on limit 1),
    (select m.id from env.milestone m where m.task_id = g.task_id order by abs(m.due - g.on_day), m.id limit 1),
    'whole');
alter table env.task_progress enable trigger keep_as_reported;

grant select on all tables in schema plans to envgis_reader, envgis_member, envgis_writer;
grant select on published.task_progress to envgis_reader, envgis_member, envgis_writer;
grant execute on function published.yearly(text, date, date), published.occurrence_state(date, date, boolean, boolean, date), published.occurrence_on(date),
    published.standing_on(date), published.task_on(date) to envgis_reader, envgis_writer, envgis_member;
