-- By which occurrence each task stands on a day. Not in SQL, so that statements over places that ask for it, one for every layer of a tile, need not plan it anew.
create or replace function published.standing_on(day date) returns table (task_id text, occurrence text, due_on date, state text, days_left integer)
    language plpgsql stable parallel safe rows 300 as $$
#variable_conflict use_column
begin
    return query select distinct on (o.task_id) o.task_id, o.occurrence, o.due_on, o.state, o.days_left
    from published.occurrence_on($1) o where o.task_id is not null order by o.task_id, o.turn;
end
$$;

grant execute on function published.standing_on(date) to envgis_reader, envgis_writer, envgis_member;
