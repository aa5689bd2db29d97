-- Why: each recovery code signs in once and takes none of the others with it; of one-time codes the time step is remembered, so that none is taken again in whatever order they come.

-- The codes' hashes, as bytes. Until now they stood in one text, and taking one hashed the others over again: RecoveryCodes knows those too.
create table account.recovery_code (
    person_id bigint not null references account.person on delete cascade,
    code_hash bytea not null,
    used_at   timestamptz,
    primary key (person_id, code_hash)
);
insert into account.recovery_code (person_id, code_hash)
select t.person_id, decode(c.code, 'hex')
from account.person_token t cross join lateral unnest(string_to_array(t.value, ';')) c (code)
where t.login_provider = '[AspNetUserStore]' and t.name = 'RecoveryCodes' and c.code ~ '^[0-9A-F]{64}$'
on conflict do nothing;
delete from account.person_token where login_provider = '[AspNetUserStore]' and name = 'RecoveryCodes';
grant select, insert, update, delete on account.recovery_code to envgis_accounts;

-- RFC 6238: the number of the half minute whose code was taken last; it and all before are over.
alter table account.person drop column last_code, add column last_step bigint;
