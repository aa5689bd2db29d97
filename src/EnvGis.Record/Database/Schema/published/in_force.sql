create or replace function published.in_force(layer_id text, on_day date, as_known_at timestamptz default now())
    returns setof published.feature_version
    language sql stable parallel safe
as $$
    select * from published.feature_version v where v.layer = layer_id and v.valid @> on_day and v.recorded @> as_known_at
$$;

grant execute on function published.in_force(text, date, timestamptz) to envgis_reader, envgis_writer, envgis_member;
