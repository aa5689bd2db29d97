-- How an occurrence stands on a day. Its last day is in time; without one it is never late.
create or replace function published.occurrence_state(begins_on date, due_on date, ongoing boolean, done boolean, day date) returns text
    language sql immutable parallel safe
    return case
        when done then 'done'
        when begins_on > day then 'not-begun'
        when due_on < day then 'overdue'
        when due_on is not null then 'running'
        when ongoing then 'open-ended'
        else 'undated' end;

grant execute on function published.occurrence_state(date, date, boolean, boolean, date) to envgis_reader, envgis_writer, envgis_member;
