create or replace view published.layer with (security_barrier) as
    select id, code_prefix, sort_order, geometry_kind, public_definition as definition from env.layer where not restricted;

grant select on published.layer to envgis_reader, envgis_writer, envgis_member;
