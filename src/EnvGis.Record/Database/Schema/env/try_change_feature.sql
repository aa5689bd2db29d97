-- env.change_feature for a program: what the database refuses comes back as the JSON that the refusal carries, beside no version, and nothing has been written. The driver hides the details of
-- errors, which tell values of rows; ours are meant to be read.
create or replace function env.try_change_feature(
    feature bigint, read_version bigint, since date, new_attributes jsonb, new_geom geometry, new_source text, new_accuracy_m double precision,
    new_commune integer, why text, out version bigint, out refused jsonb)
    language plpgsql
as $$
declare
    told text;
begin
    version := env.change_feature(feature, read_version, since, new_attributes, new_geom, new_source, new_accuracy_m, new_commune, why);
exception when integrity_constraint_violation or check_violation then
    get stacked diagnostics told = pg_exception_detail;
    -- PostgreSQL's own details are no JSON.
    if coalesce(told, '') not like '{"facts": %' then
        raise;
    end if;
    refused := told;
end
$$;

grant execute on function env.try_change_feature(bigint, bigint, date, jsonb, geometry, text, double precision, integer, text) to envgis_writer;
