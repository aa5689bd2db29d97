create or replace view member.legal_stretch with (security_barrier) as
    select v.version_id, p.number::integer as part, r.number::integer as ring, (s.stretch ->> 'from')::integer + 1 as first_corner, s.stretch ->> 'origin' as origin,
        (s.stretch ->> 'accuracyM')::double precision as accuracy_m
    from restricted.version v
    join env.legal_annex a on a.version_id = coalesce(v.annex_of, v.version_id)
    cross join lateral jsonb_array_elements(a.shape -> 'parts') with ordinality p (part, number)
    cross join lateral jsonb_array_elements(p.part -> 'rings') with ordinality r (ring, number)
    cross join lateral jsonb_array_elements(r.ring -> 'stretches') s (stretch);

grant select on member.legal_stretch to envgis_member;
