-- Whether each constraint that does not hold spoke of the same values in a version that this one replaces: recorded before its layer had the constraint.
create or replace function env.contradicted_before(rules jsonb, given jsonb, feature bigint, since timestamptz) returns boolean
    language sql stable
as $$
    select cardinality(env.value_problems(rules - '!', given)) = 0 and not exists (
        select from published.constraint_findings(rules -> '!', given) f
        join jsonb_array_elements(rules -> '!') c on c ->> 'id' = f.id
        where not f.holds and not exists (
            select from env.feature_version o
            where o.feature_id = feature and upper(o.recorded) = since and not exists (
                select from (select jsonb_path_query(c, '$.**.attribute') union all select jsonb_path_query(c, '$.**.sumOf[*]')) part (named)
                where o.attributes -> (named #>> '{}') is distinct from given -> (named #>> '{}'))))
$$;
