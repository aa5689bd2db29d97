-- Why: versions were written by six inserts in three idioms. What is to be recorded is a value now, and one function writes it (Schema/env/record.sql).
create type env.version_to_record as (
    feature_id      bigint,
    code            text,
    layer           text,
    replaced        datemultirange,
    valid           daterange,
    name_vi         text,
    name_en         text,
    attributes      jsonb,
    geom            geometry(Geometry, 4326),
    position_source text,
    accuracy_m      double precision,
    near            geometry(Point, 4326),
    commune_id      integer,
    demonstration   boolean,
    author          text,
    reason          text,
    expects         bigint
);

grant usage on sequence env.feature_id_seq, env.feature_version_id_seq to envgis_writer;
