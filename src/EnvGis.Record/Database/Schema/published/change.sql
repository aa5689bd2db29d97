create or replace view published.change with (security_barrier) as
    select c.id, c.xid, c.at, c.layer, c.feature_id, c.version_id, c.operation, c.old_extent, c.new_extent
    from env.change c
    where not exists (select from env.layer l where l.id = c.layer and l.restricted)
      and not exists (select from env.feature_version v where v.id = c.version_id and v.echo_of is not null and c.operation = 'update');

grant select on published.change to envgis_reader, envgis_writer, envgis_member;
