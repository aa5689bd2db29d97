-- Why: a duty was never due before its plan was made, so the last date of a report is told only from then on.

create view env.report_due as
    select r.*, published.next_yearly(r.due, published.today()) as next_on,
           case when published.last_yearly(r.due, published.today())::text >= coalesce(p.date,
               -- A plan whose text bears no date begins with the first year of its tasks.
               (select min(t.year_from)::text from env.task t where t.plan_id = p.id))
           then published.last_yearly(r.due, published.today()) end as last_on
    from env.report_deadline r join env.plan p on p.id = r.plan_id;

grant select on env.report_due to envgis_writer;
