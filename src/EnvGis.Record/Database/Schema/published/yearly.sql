-- The occurrences of a duty of every year that have begun by a day, and the first. "Before 15 November" has 14 November for its last day. Each begins when
-- the last day of the one before it is over, the first with the plan. year: of the last day.
create or replace function published.yearly(before text, since date, day date) returns table (year integer, begins_on date, due_on date)
    language sql immutable parallel safe as $$
    select extract(year from e.named - 1)::integer, greatest(s.since, (e.named - interval '1 year')::date), e.named - 1
    from (select coalesce($2, make_date(extract(year from $3)::integer, 1, 1))) s (since)
    cross join lateral generate_series(extract(year from s.since)::integer, extract(year from greatest(s.since, $3))::integer + 1) y
    cross join lateral (select make_date(y, left($1, 2)::integer, right($1, 2)::integer)) e (named)
    where e.named > s.since and (e.named - interval '1 year')::date <= greatest(s.since, $3)
$$;

grant execute on function published.yearly(text, date, date) to envgis_reader, envgis_writer, envgis_member;
