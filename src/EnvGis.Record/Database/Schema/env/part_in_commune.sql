-- What of a draft lies in a commune, as the draft has it now: by the commune's boundary where it is loaded, else by the commune that each feature was found in.
create or replace function env.part_in_commune(of_draft bigint, commune integer) returns table (number integer, layer text, change text, name_vi text, geom geometry)
    language sql stable set search_path = pg_catalog, public, pg_temp
as $$
    select f.number, f.layer, f.change, f.name_vi, f.geom
    from env.draft_feature f
    join env.commune c on c.id = commune
    left join env.boundary b on b.level = 'commune' and b.code = c.code
    where f.draft_id = of_draft and not f.dropped and (f.commune_id = c.id or b.geom && f.geom and st_intersects(b.geom, f.geom))
$$;

revoke execute on function env.part_in_commune(bigint, integer) from public;
grant execute on function env.part_in_commune(bigint, integer) to envgis_writer;

-- Whether the commune's part is another by now than the one that it was asked about. Whoever moves a zone elsewhere asks nobody anew.
create or replace function env.is_outdated(asked env.draft_consultation) returns boolean
    language sql stable set search_path = pg_catalog, public, pg_temp
as $$
    select case when asked.keeps_part then exists (
        (select p.number, p.layer, p.change, p.name_vi, st_asbinary(p.geom) from env.draft_consultation_part p where p.consultation_id = asked.id
         except select n.number, n.layer, n.change, n.name_vi, st_asbinary(n.geom) from env.part_in_commune(asked.draft_id, asked.commune_id) n)
        union all
        (select n.number, n.layer, n.change, n.name_vi, st_asbinary(n.geom) from env.part_in_commune(asked.draft_id, asked.commune_id) n
         except select p.number, p.layer, p.change, p.name_vi, st_asbinary(p.geom) from env.draft_consultation_part p where p.consultation_id = asked.id))
    else asked.hash <> env.draft_hash(asked.draft_id) end
$$;

revoke execute on function env.is_outdated(env.draft_consultation) from public;
grant execute on function env.is_outdated(env.draft_consultation) to envgis_writer;
