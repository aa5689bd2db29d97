-- Zones that provincial plans name, of layers that everybody sees. What drafts hold of them is not told here.
create or replace view published.named_zone with (security_barrier) as
    select s.id, s.province_code, s.layer, s.feature_id is not null as in_force from env.named_zone_standing s where not s.restricted and not s.withdrawn;

grant select on published.named_zone to envgis_reader, envgis_member;
