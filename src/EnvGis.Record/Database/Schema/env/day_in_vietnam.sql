create or replace function env.day_in_vietnam(moment timestamptz) returns date
    language sql immutable parallel safe
    return (moment at time zone 'Asia/Ho_Chi_Minh')::date;
