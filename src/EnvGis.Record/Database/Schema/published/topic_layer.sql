create or replace view published.topic_layer with (security_barrier) as
    select o.id as topic_id, l.id as layer from env.topic o join env.layer l on l.id = o.layer and not l.restricted;

grant select on published.topic_layer to envgis_reader, envgis_writer, envgis_member;
