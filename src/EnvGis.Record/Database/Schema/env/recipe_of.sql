-- What a feature is built from: as a draft has it where the draft changes the feature, else as it is in force. Null of what was drawn.
create or replace function env.recipe_of(feature bigint, of_draft bigint) returns jsonb
    language sql stable set search_path = pg_catalog, public, pg_temp
as $$
    select coalesce(drafted.recipe, case when drafted.number is null then (
        select a.recipe from env.feature_version v join env.legal_annex a on a.version_id = coalesce(v.annex_of, v.id)
        where v.feature_id = feature and upper_inf(v.recorded) order by upper(v.valid) desc nulls first limit 1) end)
    from (select) one left join env.draft_feature drafted on drafted.draft_id = of_draft and drafted.feature_id = feature and not drafted.dropped
$$;

revoke execute on function env.recipe_of(bigint, bigint) from public;
grant execute on function env.recipe_of(bigint, bigint) to envgis_writer;
