-- Why: when a task is due, and how it stands on a day, is told in one place for all who show it.

-- Legal dates are days in Vietnam; readers cannot look into env.
create function published.today() returns date
    language sql stable parallel safe
    return (now() at time zone 'Asia/Ho_Chi_Minh')::date;

-- The first 'MM-DD' on a day or after it.
create function published.next_yearly(due text, day date) returns date
    language sql immutable strict parallel safe
    return case when make_date(extract(year from day)::integer, left(due, 2)::integer, right(due, 2)::integer) >= day
        then make_date(extract(year from day)::integer, left(due, 2)::integer, right(due, 2)::integer)
        else make_date(extract(year from day)::integer + 1, left(due, 2)::integer, right(due, 2)::integer) end;

-- The last 'MM-DD' before a day.
create function published.last_yearly(due text, day date) returns date
    language sql immutable strict parallel safe
    return (published.next_yearly(due, day) - interval '1 year')::date;

-- How a task stands on a day, by its plan alone: nobody records progress yet, so what is past its end is overdue by the plan.
-- milestone: the last date that the plan ties to the task; yearly: 'MM-DD' of a report that it asks for every year.
create function published.task_schedule(year_from integer, year_to integer, open_ended boolean, milestone date, yearly text, day date)
    returns table (due_on date, state text, days_left integer)
    language sql immutable parallel safe as $$
    select due.due_on,
           case when make_date(year_from, 1, 1) > day then 'not-begun'
                when due.due_on < day then 'overdue'
                when due.due_on is not null then 'running'
                when open_ended or year_from is not null then 'open-ended'
                else 'undated' end,
           due.due_on - day
    -- "Until 2030 and the years after" sets no end.
    from (select coalesce(milestone, published.next_yearly(yearly, day), case when not open_ended then make_date(year_to, 12, 31) end)) as due (due_on)
$$;

alter table env.report_deadline
    -- The task that is this duty; null when the plan lists it as no item of its own.
    add column task_id text references env.task on delete set null,
    add column line integer check (line > 0),
    -- A date of every year, so not 29 February.
    add check (due is null or make_date(2025, left(due, 2)::integer, right(due, 2)::integer) is not null);
create index on env.report_deadline (task_id);
create index on env.milestone (task_id);

create or replace view published.task as
    select t.id, t.plan_id, p.title_vi as plan_title_vi, p.title_en as plan_title_en, t.section, t.line, t.kind, t.title_vi, t.title_en,
           t.year_from, t.year_to, t.open_ended, t.timeline_text, t.search_key,
           (select coalesce(jsonb_agg(jsonb_build_object('agency', a.name, 'scope', nullif(l.scope, '')) order by l.position), '[]')
              from env.task_lead l join env.agency a on a.id = l.agency_id where l.task_id = t.id) as leads,
           t.position, t.gis_relevance, s.due_on, s.state, s.days_left
    from env.task t join env.plan p on p.id = t.plan_id
    cross join lateral published.task_schedule(t.year_from, t.year_to, t.open_ended,
        (select max(m.due) from env.milestone m where m.task_id = t.id),
        (select min(r.due) from env.report_deadline r where r.task_id = t.id), published.today()) s;

grant execute on function published.today(), published.next_yearly(text, date), published.last_yearly(text, date),
    published.task_schedule(integer, integer, boolean, date, text, date) to envgis_reader, envgis_writer;
