-- Why: who did what, when and from where stays as it was written, and whoever changes it afterwards is found out.

create schema audit;
revoke all on schema audit from public;
grant usage on schema audit to envgis_accounts, envgis_writer;

-- Each entry carries the hash of the one before, so that altering, removing or inserting one breaks the chain from there on.
create table audit.entry (
    number    bigint primary key,
    at        timestamptz not null,
    -- Null for a machine, the command line and callers who did not sign in.
    person_id bigint,
    who       text not null,
    network   inet,
    act       text not null,
    subject   text,
    outcome   text not null check (outcome in ('done', 'refused')),
    detail    jsonb,
    previous  bytea not null unique,
    hash      bytea not null unique
);
create index on audit.entry (at);
create index on audit.entry (who, number);
create index on audit.entry (act, number);

create function audit.refuse() returns trigger language plpgsql as $$
begin
    raise exception 'The audit record is only written to.' using errcode = 'integrity_constraint_violation';
end
$$;
create trigger keep_as_written before update or delete on audit.entry for each row execute function audit.refuse();
create trigger keep_table before truncate on audit.entry for each statement execute function audit.refuse();

-- What a hash covers: every column, each with its length before it, so that no two entries read alike.
create function audit.hash_of(entry audit.entry) returns bytea
    language sql stable
    set timezone = 'UTC' set datestyle = 'ISO' set extra_float_digits = 1
    return sha256(entry.previous || convert_to((
        select string_agg(case when part is null then '-' else length(part)::text || ':' || part end, '|' order by position)
        from unnest(array[entry.number::text, entry.at::text, entry.person_id::text, entry.who, host(entry.network), entry.act, entry.subject,
            entry.outcome, entry.detail::text]) with ordinality parts (part, position)), 'UTF8'));

-- Entries wait here until their transaction commits, so that a long one does not hold up everybody else's.
create table audit.pending (
    id        bigint generated always as identity primary key,
    at        timestamptz not null default clock_timestamp(),
    person_id bigint,
    who       text not null,
    network   inet,
    act       text not null,
    subject   text,
    outcome   text not null,
    detail    jsonb
);

-- How long the chain is and how it ends: without it nobody would miss its last entries.
create table audit.head (
    is_only boolean primary key default true check (is_only),
    number  bigint not null,
    hash    bytea not null
);
insert into audit.head (number, hash) values (0, sha256('EnvGis audit'));

create function audit.seal() returns trigger
    language plpgsql security definer set search_path = pg_catalog, public
as $$
declare
    entry audit.entry;
begin
    -- One after the other, from here to the end of the commit.
    select h.number + 1, h.hash into entry.number, entry.previous from audit.head h for update;
    entry.at := new.at;
    entry.person_id := new.person_id;
    entry.who := new.who;
    entry.network := new.network;
    entry.act := new.act;
    entry.subject := new.subject;
    entry.outcome := new.outcome;
    entry.detail := new.detail;
    entry.hash := audit.hash_of(entry);
    insert into audit.entry select entry.*;
    update audit.head set number = entry.number, hash = entry.hash;
    delete from audit.pending where id = new.id;
    return null;
end
$$;
create constraint trigger seal after insert on audit.pending deferrable initially deferred for each row execute function audit.seal();

-- The only way in. The entry belongs to the caller's transaction: what is undone was not done.
create function audit.append(person_id bigint, who text, network inet, act text, subject text, outcome text, detail jsonb) returns void
    language sql security definer set search_path = pg_catalog, public
as $$
    insert into audit.pending (person_id, who, network, act, subject, outcome, detail)
    values (person_id, left(who, 300), network, act, left(subject, 300), outcome, detail)
$$;

-- The first entry that is not as it was written, and how the chain ends; no problem when it is whole.
create function audit.verify() returns table (entries bigint, head bytea, problem_at bigint, problem text)
    language plpgsql stable security definer set search_path = pg_catalog, public
as $$
declare
    entry audit.entry;
    expected audit.head;
begin
    select number, hash into expected.number, expected.hash from audit.head;
    entries := 0;
    head := sha256('EnvGis audit');
    for entry in select * from audit.entry order by number loop
        if entry.number <> entries + 1 then
            return query select entries, head, entries + 1, 'removed'::text;
            return;
        end if;
        if entry.previous <> head then
            return query select entries, head, entry.number, 'inserted'::text;
            return;
        end if;
        if entry.hash <> audit.hash_of(entry) then
            return query select entries, head, entry.number, 'altered'::text;
            return;
        end if;
        entries := entry.number;
        head := entry.hash;
    end loop;
    if entries < expected.number then
        return query select entries, head, entries + 1, 'removed'::text;
    elsif entries > expected.number or head <> expected.hash then
        return query select entries, head, greatest(expected.number + 1, 1), 'inserted'::text;
    else
        return query select entries, head, null::bigint, null::text;
    end if;
end
$$;

revoke execute on all functions in schema audit from public;
grant execute on function audit.append(bigint, text, inet, text, text, text, jsonb) to envgis_accounts, envgis_writer;
grant execute on function audit.verify() to envgis_accounts;
grant select on audit.entry to envgis_accounts;
