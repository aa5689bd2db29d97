-- How well each stretch of a border is known, from the corner at which it begins (as in legal_vertex) to where the next begins; what it was traced from is not told. None of annexes from before.
create or replace view published.legal_stretch with (security_barrier) as
    select v.id as version_id, p.number::integer as part, r.number::integer as ring, (s.stretch ->> 'from')::integer + 1 as first_corner, s.stretch ->> 'origin' as origin,
        (s.stretch ->> 'accuracyM')::double precision as accuracy_m
    from env.feature_version v
    join env.legal_annex a on a.version_id = coalesce(v.annex_of, v.id)
    join env.layer l on l.id = v.layer and not l.restricted
    cross join lateral jsonb_array_elements(a.shape -> 'parts') with ordinality p (part, number)
    cross join lateral jsonb_array_elements(p.part -> 'rings') with ordinality r (ring, number)
    cross join lateral jsonb_array_elements(r.ring -> 'stretches') s (stretch);

grant select on published.legal_stretch to envgis_writer, envgis_reader, envgis_member;
