-- Why: what a reader sees was a text that the session set for itself, joined from codes that nobody had checked: a grant for a layer named "*|*,x" opened the
-- country, and whoever had the login could set any. Now members of a scope exist, a sight is rows of scopes, and a session shows it by a secret that only
-- the role of accounts can have made known.

-- Where a grant holds; null of a part means all of it. The same three parts as in account.role_grant.
create type member.scope as (layers text[], provinces text[], communes text[]);

-- The one place where SQL says whether a place lies in a scope. EnvGis.Accounts.Scope.Holds says the same of what is not read from here; a test holds the two together.
create function member.sees(layer text, province text, commune text, given member.scope[]) returns boolean
    language plpgsql immutable parallel safe
as $$
declare
    one member.scope;
begin
    foreach one in array coalesce(given, '{}') loop
        if (one.layers is null or layer = any (one.layers))
            and (one.provinces is null or province = any (one.provinces))
            and (one.communes is null or commune = any (one.communes)) then
            return true;
        end if;
    end loop;
    return false;
end
$$;
-- Whether there is anywhere that the layer is seen.
create function member.sees_somewhere(layer text, given member.scope[]) returns boolean
    language plpgsql immutable parallel safe
as $$
declare
    one member.scope;
begin
    foreach one in array coalesce(given, '{}') loop
        if one.layers is null or layer = any (one.layers) then
            return true;
        end if;
    end loop;
    return false;
end
$$;

-- Sights that were given out, by the hash of their secret. Nobody reads or writes it but by the functions below.
create table account.sight (
    key_hash   bytea primary key,
    scopes     member.scope[] not null,
    expires_at timestamptz not null
);
revoke all on account.sight from public, envgis_accounts;

-- The role of accounts says what a secret shows. Scopes come as JSON: [{"layers": [...], "provinces": null, "communes": null}].
create function account.give_sight(hash bytea, scopes jsonb, seconds integer) returns void
    language plpgsql security definer set search_path = pg_catalog
as $$
begin
    if seconds not between 1 and 86400 or octet_length(hash) <> 32 then
        raise exception 'A sight is given by a hash of 32 bytes and for a day at most.' using errcode = 'check_violation';
    end if;
    delete from account.sight s where s.expires_at < now();
    insert into account.sight (key_hash, scopes, expires_at)
    select hash, coalesce(array_agg(row(s.layers, s.provinces, s.communes)::member.scope), '{}'), now() + make_interval(secs => seconds)
    from jsonb_to_recordset(scopes) s (layers text[], provinces text[], communes text[]);
end
$$;

-- What this session may see: that of the secret it shows. A session that shows none, or one that nobody gave, sees nothing.
create function member.given() returns member.scope[]
    language sql stable parallel safe security definer set search_path = pg_catalog
    return (select s.scopes from account.sight s
        where s.key_hash = sha256(convert_to(nullif(current_setting('envgis.sight', true), ''), 'UTF8')) and s.expires_at > now());

-- Shows the secret for the rest of the session; false when nobody gave it or its time is over.
create function member.enter(secret text) returns boolean
    language plpgsql
as $$
begin
    perform set_config('envgis.sight', secret, false);
    return member.given() is not null;
end
$$;

create or replace function member.sees(layer text, province text, commune text) returns boolean
    language sql stable parallel safe
    return member.sees(layer, province, commune, member.given());
create or replace function member.sees_somewhere(layer text) returns boolean
    language sql stable parallel safe
    return member.sees_somewhere(layer, member.given());

-- "(select member.given())" is asked once for a statement, not for every row.
create or replace view member.layer as
    select l.id, l.code_prefix, l.sort_order, l.geometry_kind,
           case when member.sees_somewhere(l.id, (select member.given())) then l.definition else l.public_definition end as definition
    from env.layer l where not l.restricted or member.sees_somewhere(l.id, (select member.given()));

do $$
declare
    names text := (select string_agg(quote_ident(attname), ', ' order by attnum) from pg_attribute
        where attrelid = 'member.feature'::regclass and attnum > 0 and not attisdropped);
    merged text := replace(names, 'attributes', $merge$attributes || coalesce((select a.attributes from restricted.attribute a
        where a.layer = f.layer and a.id = f.id and member.sees(f.layer, f.province_code, f.commune_code, (select member.given()))), '{}') as attributes$merge$);
begin
    execute format('create or replace view member.feature as select %s from published.feature f union all select %s from restricted.feature r
        where member.sees(r.layer, r.province_code, r.commune_code, (select member.given()))', merged, names);
end
$$;

create or replace view member.feature_version as
    select v.feature_id as id, f.code, v.layer, v.id as version_id, v.valid, v.recorded, v.name_vi, v.name_en,
           case when l.restricted or l.restricted_attributes = '{}' or member.sees(v.layer, c.province_code, c.code, (select member.given()))
                then v.attributes else v.attributes - l.restricted_attributes end as attributes,
           v.demonstration, v.unlocated, v.position_source, v.accuracy_m, v.near, c.code as commune_code, published.full_name(c.kind, c.name) as commune_name,
           c.province_code, v.author, v.reason, v.geom, v.commune_id, published.grade_of(l.classes, v.attributes) as grade,
           published.state_of(l.classes, v.attributes) as state
    from env.feature_version v
    join env.feature f on f.id = v.feature_id
    join env.layer l on l.id = v.layer
    left join env.commune c on c.id = v.commune_id
    where not l.restricted or member.sees(v.layer, c.province_code, c.code, (select member.given()));

create or replace view member.tie as
    select ft.feature_id, ft.task_id
    from env.feature_task ft
    join env.feature f on f.id = ft.feature_id
    join env.layer l on l.id = f.layer and (not l.restricted or member.sees_somewhere(l.id, (select member.given())))
    where ft.untied_at is null;

revoke execute on all functions in schema member from public;
grant execute on all functions in schema member to envgis_member;
revoke execute on function account.give_sight(bytea, jsonb, integer) from public;
grant execute on function account.give_sight(bytea, jsonb, integer) to envgis_accounts;

-- The members of a scope that are not there: layers and provinces that do not exist, communes that are not in one of its provinces today.
create function account.scope_faults(layers text[], provinces text[], communes text[]) returns table (part text, member text)
    language sql stable security definer set search_path = pg_catalog
as $$
    select 'layers', coalesce(m, '') from unnest(layers) m where not exists (select from env.layer l where l.id = m)
    union all
    select 'provinces', coalesce(m, '') from unnest(provinces) m where not exists (select from env.province p where p.code = m and p.valid_to is null)
    union all
    select 'communes', coalesce(m, '') from unnest(communes) m
    where not exists (select from env.commune c where c.code = m and c.valid_to is null and c.province_code = any (provinces))
$$;
revoke execute on function account.scope_faults(text[], text[], text[]) from public;
grant execute on function account.scope_faults(text[], text[], text[]) to envgis_accounts;

-- What stands in grants and keys already: a member that does not exist is taken out, which narrows; what is then left without members is taken away, since
-- an empty list must not turn into "everywhere". The record says so.
do $$
declare
    one record;
    kept record;
begin
    for one in
        select g.id, null::text as key, p.user_name as holder, g.role, g.layers, g.provinces, g.communes
        from account.role_grant g join account.person p on p.id = g.person_id
        union all
        select k.id, k.consumer, null, null, k.layers, k.provinces, null from account.api_key k where k.revoked_at is null
    loop
        select array(select m from unnest(one.layers) m except select f.member from account.scope_faults(one.layers, null, null) f) as layers,
               array(select m from unnest(one.provinces) m except select f.member from account.scope_faults(null, one.provinces, null) f) as provinces,
               array(select m from unnest(one.communes) m except select f.member from account.scope_faults(null, one.provinces, one.communes) f where f.part = 'communes') as communes
        into kept;
        continue when not exists (select from account.scope_faults(one.layers, one.provinces, one.communes));
        perform audit.append(null, 'migration', null, 'set-grants', case when one.key is null then 'person ' || one.holder else 'key ' || one.id || ': ' || one.key end, 'done',
            jsonb_build_object('before', to_jsonb(one), 'after', to_jsonb(kept)));
        if one.layers is not null and kept.layers = '{}' or one.provinces is not null and kept.provinces = '{}' or one.communes is not null and kept.communes = '{}' then
            if one.key is null then
                delete from account.role_grant where id = one.id;
            else
                update account.api_key set revoked_at = now() where id = one.id;
            end if;
        elsif one.key is null then
            update account.role_grant set layers = nullif(kept.layers, '{}'), provinces = nullif(kept.provinces, '{}'), communes = nullif(kept.communes, '{}') where id = one.id;
        else
            update account.api_key set layers = nullif(kept.layers, '{}'), provinces = nullif(kept.provinces, '{}') where id = one.id;
        end if;
    end loop;
end
$$;

-- Through whatever door it comes.
create function account.check_scope() returns trigger
    language plpgsql security definer set search_path = pg_catalog
as $$
declare
    wrong record;
begin
    -- A key has no communes.
    select * into wrong from account.scope_faults(new.layers, new.provinces,
        array(select jsonb_array_elements_text(coalesce(nullif(to_jsonb(new) -> 'communes', 'null'), '[]')))) limit 1;
    if found then
        raise exception 'A scope names a member that does not exist.' using errcode = 'check_violation', detail = jsonb_build_object(wrong.part, wrong.member)::text;
    end if;
    return null;
end
$$;
create trigger check_scope after insert or update of layers, provinces, communes on account.role_grant for each row execute function account.check_scope();
create trigger check_scope after insert or update of layers, provinces on account.api_key for each row execute function account.check_scope();
