-- Why: the reader sees what is published and nothing else; the writer works, but rewrites neither the record nor what is published.

grant select on all tables in schema published to envgis_reader, envgis_writer;
alter default privileges in schema published grant select on tables to envgis_reader, envgis_writer;
grant execute on all functions in schema published to envgis_reader, envgis_writer;

grant select, insert, update, delete on all tables in schema env to envgis_writer;
grant usage on all sequences in schema env to envgis_writer;
grant execute on all functions in schema env to envgis_writer;
revoke update, delete on env.feature, env.change, env.legal_annex, env.legal_vertex from envgis_writer;
revoke insert on env.change from envgis_writer;
revoke delete on env.feature_version from envgis_writer;
revoke insert, update, delete on env.layer, env.loaded_file, env.publication_day from envgis_writer;
revoke execute on function env.publish(bigint[], date), env.publish_due(date) from public, envgis_writer;
grant execute on function env.publish_due(date) to envgis_writer;

grant usage, create on schema staging to envgis_writer;
revoke execute on all functions in schema env from envgis_reader, public;
