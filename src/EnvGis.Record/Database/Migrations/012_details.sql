-- Why: people who ask about a place see the meridians its province has been written in, and a decision's annex as it was given.

create or replace view published.province as
    select code, name, name_other, kind, valid_from, valid_to, central_meridian, epsg, centre, area_km2, search_key, merged_from, older_meridians
    from env.province;

create view published.legal_annex as
    select a.version_id, v.feature_id, a.epsg, a.central_meridian, a.zone_width, a.document
    from env.legal_annex a
    join env.feature_version v on v.id = a.version_id
    join env.layer l on l.id = v.layer and l.definition ->> 'visibility' = 'public';

create view published.legal_vertex as
    select n.version_id, n.part, n.ring, n.number, n.label, n.x_north, n.y_east
    from env.legal_vertex n join published.legal_annex a on a.version_id = n.version_id;
