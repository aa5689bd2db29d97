-- The duties of every year. before: 'MM-DD' of the day that the text says "trước ngày" of. since: nothing was due before its plan was made; a plan whose text
-- bears no date begins with the first year that its tasks name; null when they name none.
create or replace view plans.yearly_report as
    select r.plan_id, r.position, r.who, r.recipient, r.due as before, r.section, r.line, r.task_id,
           coalesce(rpad(p.date, 10, '-01')::date,
               make_date((select min(least(t.year_from, t.year_to)) from env.task t where t.plan_id = r.plan_id), 1, 1)) as since
    from env.report_deadline r join env.plan p on p.id = r.plan_id
    where r.due is not null;

grant select on plans.yearly_report to envgis_reader, envgis_member, envgis_writer;
