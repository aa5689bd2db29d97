-- Whether all these problems were there in a version that this one replaces: recorded before there was such a rule, or such a bound.
create or replace function env.stood_before(rules jsonb, given jsonb, feature bigint, since timestamptz, problems text[]) returns boolean
    language sql stable
as $$
    select not exists (
        select from unnest(problems) p
        where case
            when split_part(p, ':', 2) in ('inexact', 'range', 'minimum', 'maximum') then not exists (
                select from env.feature_version o
                where o.feature_id = feature and upper(o.recorded) = since and o.attributes -> split_part(p, ':', 1) = given -> split_part(p, ':', 1))
            when split_part(p, ':', 2) = 'constraint' then not env.contradicted_before(rules, given, feature, since)
            else true end)
$$;

grant execute on function env.stood_before(jsonb, jsonb, bigint, timestamptz, text[]) to envgis_writer;
