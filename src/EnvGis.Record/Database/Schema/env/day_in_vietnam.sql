create or replace function env.day_in_vietnam(moment timestamptz) returns date
    language sql immutable parallel safe
    return published.day_in_vietnam(moment);
