-- From the point itself: among rows that a partition has just taken a generated column is not there yet.
create or replace function env.tally_cell(unlocated boolean, label_3857 geometry) returns integer
    language sql immutable parallel safe
    return case when unlocated then -1 else (published.place_of(label_3857) >> 28)::integer end;
