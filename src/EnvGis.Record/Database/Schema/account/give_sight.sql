-- The role of accounts says what a secret shows. Scopes come as JSON: [{"layers": [...], "provinces": null, "communes": null}].
create or replace function account.give_sight(hash bytea, scopes jsonb, seconds integer) returns void
    language plpgsql security definer set search_path = pg_catalog, pg_temp
as $$
begin
    if seconds not between 1 and 86400 or octet_length(hash) <> 32 then
        perform env.refuse_as('sight', jsonb_build_object('seconds', seconds), 'A sight is given by a hash of 32 bytes and for a day at most.');
    end if;
    delete from account.sight s where s.expires_at < now();
    insert into account.sight (key_hash, scopes, expires_at)
    select hash, coalesce(array_agg(row(s.layers, s.provinces, s.communes)::member.scope), '{}'), now() + make_interval(secs => seconds)
    from jsonb_to_recordset(scopes) s (layers text[], provinces text[], communes text[]);
end
$$;

revoke execute on function account.give_sight(bytea, jsonb, integer) from public;
grant execute on function account.give_sight(bytea, jsonb, integer) to envgis_accounts;
