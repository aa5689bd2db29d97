-- Folds what was written since into one row of each kind, and counts anew where something went. Whoever comes while another folds leaves it to them.
create or replace function env.fold_tallies() returns boolean language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    layers text[];
    cells integer[];
begin
    if not exists (select from env.tally where not folded) or not pg_try_advisory_xact_lock(hashtext('env.tally')) then
        return false;
    end if;
    select array_agg(t.layer), array_agg(t.cell) into layers, cells from (select distinct layer, cell from env.tally where not folded and shrunk) t;
    if layers is not null then
        perform env.recount(layers, cells);
    end if;
    with part as materialized (select distinct restricted, layer, cell from env.tally where not folded and not shrunk),
    gone as (
        delete from env.tally t using part p where t.restricted = p.restricted and t.layer = p.layer and t.cell = p.cell returning t.*)
    insert into env.tally
    select g.restricted, g.layer, g.cell, g.province_code, g.commune_code, g.commune_name, g.grade, g.state, g.demonstration, g.unlocated, g.delineated, g.attributes,
        sum(g.features), min(g.west), min(g.south), max(g.east), max(g.north), bool_or(g.shrunk), not bool_or(g.shrunk)
    from gone g
    group by 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12
    having sum(g.features) <> 0 or bool_or(g.shrunk);
    return true;
end
$$;

revoke execute on function env.fold_tallies() from public;
grant execute on function env.fold_tallies() to envgis_writer;
