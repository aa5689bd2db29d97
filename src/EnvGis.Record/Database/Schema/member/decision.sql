create or replace view member.decision with (security_barrier) as
    select d.id, d.number, d.issued_on, d.issuer, d.signatory, d.title, d.effective_from, d.effective_to, d.content_hash, d.document, d.document_name, d.document_hash, d.recorded_at
    from env.decision d
    where exists (select from member.decision_feature f where f.decision_id = d.id);

grant select on member.decision to envgis_member;
