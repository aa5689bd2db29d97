-- Decisions of which everybody sees something.
create or replace view published.decision with (security_barrier) as
    select d.id, d.number, d.issued_on, d.issuer, d.signatory, d.title, d.effective_from, d.effective_to, d.content_hash, d.document, d.document_name, d.document_hash, d.recorded_at
    from env.decision d
    where exists (select from env.decision_feature f join env.feature i on i.id = f.feature_id join env.layer l on l.id = i.layer and not l.restricted where f.decision_id = d.id);

grant select on published.decision to envgis_reader, envgis_writer, envgis_member;
