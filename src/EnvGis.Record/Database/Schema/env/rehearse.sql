-- The decision run on the real tables and triggers, looked at, and undone: what readers will see on its first day, of every feature, and the hash that an approval would be of. Whatever it
-- finds in the way it says as env.try_decide would, under "refused". Nothing of it stays but gaps in numbers, which every refused write leaves too.
create or replace function env.rehearse(of_draft bigint, given jsonb) returns jsonb
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    seen jsonb;
    told bigint[];
    made bigint;
    first_day date;
    content bytea := env.draft_hash(of_draft);
    refused text;
begin
    if content is null then
        return null;
    end if;
    begin
        made := env.make_decision(of_draft, given, null);
        told := env.carry_out(of_draft, made);
        select greatest(d.effective_from, env.today()) into first_day from env.decision d where d.id = made;
        perform env.publish(told, first_day);
        select coalesce(jsonb_agg(jsonb_build_object(
                'number', f.number, 'feature', case when f.feature_id is not null then f.feature_id end, 'layer', f.layer, 'change', f.change, 'name', coalesce(p.name_vi, f.name_vi),
                'areaM2', p.area_m2, 'wasM2', published.area_m2(b.geom),
                'extent', case when p.geom is not null then jsonb_build_array(st_xmin(p.geom), st_ymin(p.geom), st_xmax(p.geom), st_ymax(p.geom)) end,
                'told', (select jsonb_agg(c.operation order by c.id) from env.change c where c.feature_id = t.id and c.xid = pg_current_xact_id())) order by t.place), '[]')
        into seen
        from unnest(told) with ordinality t (id, place)
        join (select f.*, row_number() over (order by f.number) as place from env.carried_by_decision(of_draft) f) f using (place)
        left join env.feature_version b on b.id = f.base_version
        left join lateral (
            select r.name_vi, r.area_m2, r.geom from published.feature r where r.id = t.id union all select r.name_vi, r.area_m2, r.geom from restricted.feature r where r.id = t.id) p on true;
        perform env.refuse_as('rehearsed', '{}', 'Rehearsed.', '', 'EG000');
    exception
        when sqlstate 'EG000' then null;
        when integrity_constraint_violation or check_violation then
            get stacked diagnostics refused = pg_exception_detail;
            if coalesce(refused, '') not like '{"facts": %' then
                raise;
            end if;
            return jsonb_build_object('refused', refused::jsonb);
    end;
    return jsonb_build_object('hash', encode(content, 'hex'), 'firstDay', first_day, 'features', seen);
end
$$;

revoke execute on function env.rehearse(bigint, jsonb) from public;
grant execute on function env.rehearse(bigint, jsonb) to envgis_writer;
