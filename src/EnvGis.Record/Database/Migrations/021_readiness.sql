-- Why: whoever watches over a process is told when the database is older or newer than it; what the schema is, is no secret of the owner's.

grant select on public.envgis_migration to envgis_reader;
