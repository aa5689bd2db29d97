-- Layers with versions that are one to who may not see everything: their days are not counted ahead.
create or replace view published.echoed_layer as
    select l.id as layer from env.layer l where not l.restricted and exists (select from env.feature_version v where v.layer = l.id and v.echo_of is not null);

grant select on published.echoed_layer to envgis_writer, envgis_reader, envgis_member;
