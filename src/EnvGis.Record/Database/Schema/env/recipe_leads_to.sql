-- Whether what a recipe is made of is a feature, or is itself built from it by whatever way: by recipes in force, and by those of a draft where it changes them.
create or replace function env.recipe_leads_to(recipe jsonb, feature bigint, of_draft bigint) returns boolean
    language sql stable set search_path = pg_catalog, public, pg_temp
as $$
    with recursive reached (id, built) as (
        -- Of nobody yet.
        select null::bigint, recipe
        union
        select (s ->> 'feature')::bigint, n.built
        from reached r
        cross join lateral jsonb_array_elements((r.built -> 'sources') || (r.built -> 'minus') || jsonb_path_query_array(r.built, '$.reaches[*].of[*]')) s
        cross join lateral (select env.recipe_of((s ->> 'feature')::bigint, of_draft) as built) n)
    select exists (select from reached where id = feature)
$$;

revoke execute on function env.recipe_leads_to(jsonb, bigint, bigint) from public;
grant execute on function env.recipe_leads_to(jsonb, bigint, bigint) to envgis_writer;
