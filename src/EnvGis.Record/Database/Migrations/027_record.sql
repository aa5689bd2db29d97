-- Why: an administrator reads the record of the own area and of no other; the chain covers an entry's whole network, an emptied head is found out, and an end
-- that somebody noted elsewhere can be asked for.

-- Where an entry belongs: scopes as grants have them, [{"provinces": ["19"], "communes": null, "layers": null}]; null of an entry that concerns the whole country.
-- The layer is that whose data the entry tells of; null when it tells of none.
alter table audit.entry add column scopes jsonb, add column layer text;
alter table audit.pending add column scopes jsonb check (jsonb_typeof(scopes) = 'array'), add column layer text;

-- An address that stands for a network says how far; entries from before had none such, and read as they did. So do those without scopes and layer.
create or replace function audit.hash_of(entry audit.entry) returns bytea
    language sql stable
    set timezone = 'UTC' set datestyle = 'ISO' set extra_float_digits = 1
    return sha256(entry.previous || convert_to((
        select string_agg(case when part is null then '-' else length(part)::text || ':' || part end, '|' order by position)
        from unnest(array[entry.number::text, entry.at::text, entry.person_id::text, entry.who,
            case when masklen(entry.network) = case family(entry.network) when 4 then 32 else 128 end then host(entry.network) else entry.network::text end,
            entry.act, entry.subject, entry.outcome, entry.detail::text]
            || case when entry.scopes is null and entry.layer is null then '{}'::text[] else array[entry.scopes::text, entry.layer] end)
            with ordinality parts (part, position)), 'UTF8'));

create or replace function audit.seal() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    entry audit.entry;
begin
    -- One after the other, from here to the end of the commit.
    select h.number + 1, h.hash into entry.number, entry.previous from audit.head h for update;
    if not found then
        raise exception 'The record has lost its head.' using hint = 'Nothing is done without a record. Run: EnvGis audit verify';
    end if;
    entry.at := new.at;
    entry.person_id := new.person_id;
    entry.who := new.who;
    entry.network := new.network;
    entry.act := new.act;
    entry.subject := new.subject;
    entry.outcome := new.outcome;
    entry.detail := new.detail;
    entry.scopes := new.scopes;
    entry.layer := new.layer;
    entry.hash := audit.hash_of(entry);
    insert into audit.entry select entry.*;
    update audit.head set number = entry.number, hash = entry.hash;
    delete from audit.pending where id = new.id;
    return null;
end
$$;

-- The only way in. The entry belongs to the caller's transaction: what is undone was not done.
drop function audit.append(bigint, text, inet, text, text, text, jsonb);
create function audit.append(
    person_id bigint, who text, network inet, act text, subject text, outcome text, detail jsonb, scopes jsonb default null, layer text default null) returns void
    language sql security definer set search_path = pg_catalog, pg_temp
as $$
    insert into audit.pending (person_id, who, network, act, subject, outcome, detail, scopes, layer)
    values (person_id, left(who, 300), network, act, left(subject, 300), outcome, detail, scopes, layer)
$$;

-- Where a person's grants lie, for entries of their own acts; null of somebody without any.
create function account.scopes_of(person bigint) returns jsonb
    language sql stable
    return (select jsonb_agg(jsonb_build_object('provinces', g.provinces, 'communes', g.communes, 'layers', g.layers) order by g.id)
        from account.role_grant g where g.person_id = person);

-- Whether a part of a scope lies within that of another; null of a part is all of it.
create function audit.lies_within(part jsonb, whole jsonb) returns boolean
    language sql immutable parallel safe
    return jsonb_typeof(whole) is distinct from 'array' or coalesce(jsonb_typeof(part) = 'array' and part <@ whole, false);
-- Whether all that an entry belongs to lies within what grants reach. What belongs to no area is reached by a grant without borders only.
create function audit.reaches(grants jsonb, scopes jsonb) returns boolean
    language sql immutable parallel safe
    return not exists (
        select from jsonb_array_elements(case when jsonb_array_length(scopes) > 0 then scopes else '[{}]' end) s
        where not exists (
            select from jsonb_array_elements(grants) g
            where audit.lies_within(s -> 'provinces', g -> 'provinces') and audit.lies_within(s -> 'communes', g -> 'communes')
              and audit.lies_within(s -> 'layers', g -> 'layers')));

-- The first entry that is not as it was written, and how the chain ends; no problem when it is whole.
drop function audit.verify();
create function audit.verify(noted bytea[] default '{}') returns table (entries bigint, head bytea, problem_at bigint, problem text)
    language plpgsql stable security definer set search_path = pg_catalog, pg_temp
as $$
declare
    entry audit.entry;
    expected audit.head;
    missing bytea[];
begin
    select number, hash into expected.number, expected.hash from audit.head;
    entries := 0;
    head := sha256('EnvGis audit');
    missing := array_remove(noted, head);
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
        if cardinality(missing) > 0 then
            missing := array_remove(missing, head);
        end if;
    end loop;
    if expected.number is null then
        return query select entries, head, null::bigint, 'headless'::text;
    elsif entries < expected.number then
        return query select entries, head, entries + 1, 'removed'::text;
    elsif entries > expected.number or head <> expected.hash then
        return query select entries, head, greatest(expected.number + 1, 1), 'inserted'::text;
    elsif cardinality(missing) > 0 then
        return query select entries, missing[1], null::bigint, 'rewritten'::text;
    else
        return query select entries, head, null::bigint, null::text;
    end if;
end
$$;

revoke execute on all functions in schema audit from public;
revoke execute on function account.scopes_of(bigint) from public;
grant execute on function account.scopes_of(bigint) to envgis_accounts;
grant execute on function audit.append(bigint, text, inet, text, text, text, jsonb, jsonb, text) to envgis_accounts, envgis_writer;
grant execute on function audit.verify(bytea[]), audit.reaches(jsonb, jsonb), audit.lies_within(jsonb, jsonb) to envgis_accounts;
-- What is noted outside, and what a backup holds, is read by the role that reads the entries.
grant select on audit.head, audit.pending to envgis_accounts;
grant select on all sequences in schema audit to envgis_accounts;
