create or replace function audit.seal() returns trigger
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
declare
    entry audit.entry;
begin
    -- One after the other, from here to the end of the commit.
    select h.number + 1, h.hash into entry.number, entry.previous from audit.head h for update;
    if not found then
        raise exception 'The record has lost its head.' using hint = 'Nothing is done without a record. Run: EnvGis audit verify',
            detail = jsonb_build_object('refusal', 'no-head', 'facts', '{}'::jsonb)::text;
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

revoke execute on function audit.seal() from public;

-- A constraint trigger cannot be replaced.
drop trigger if exists seal on audit.pending;
create constraint trigger seal after insert on audit.pending deferrable initially deferred for each row execute function audit.seal();
