create or replace view member.feature_version with (security_barrier) as select * from restricted.version;

grant select on member.feature_version to envgis_member;
