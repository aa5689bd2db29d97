-- Why: whoever holds a printed annex asks by the hash of its content what became of it; that is answered from an index, for everybody, without a look at anything else.

alter table env.legal_annex
    -- SHA-256 of env.annex_text(shape), kept by env.keep_content_hash; null of annexes from before that are kept without a shape.
    add column content_hash bytea check (octet_length(content_hash) = 32);
create index legal_annex_content on env.legal_annex (content_hash) where content_hash is not null;
create index feature_version_of_annex on env.feature_version (annex_of) where annex_of is not null;
create index decision_of_document on env.decision (document_hash) where document_hash is not null;
