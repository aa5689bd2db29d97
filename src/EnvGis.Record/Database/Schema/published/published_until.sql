-- Up to this day what comes into force has been published.
create or replace function published.published_until() returns date
    language sql stable security definer set search_path = pg_catalog, public, pg_temp
    return (select coalesce(max(day), env.today() - 1) from env.publication_day where day <= env.today());

grant execute on function published.published_until() to envgis_reader, envgis_writer, envgis_member;
