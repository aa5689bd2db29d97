-- Why: what the public may see stands apart from what is being worked on, and the database itself keeps the two apart.

create extension if not exists postgis;
create extension if not exists btree_gist;
create extension if not exists unaccent;
create extension if not exists pg_trgm;

create schema if not exists staging;
create schema if not exists env;
create schema if not exists published;

do $$
begin
    if not exists (select from pg_roles where rolname = 'envgis_reader') then
        create role envgis_reader nologin;
    end if;
    if not exists (select from pg_roles where rolname = 'envgis_writer') then
        create role envgis_writer nologin;
    end if;
    -- The service reaches both roles from its own login when no separate logins are configured for them.
    if not pg_has_role(current_user, 'envgis_reader', 'member') then
        execute format('grant envgis_reader to %I', current_user);
    end if;
    if not pg_has_role(current_user, 'envgis_writer', 'member') then
        execute format('grant envgis_writer to %I', current_user);
    end if;
end
$$;

revoke all on schema env, staging, published from public;
grant usage on schema published to envgis_reader, envgis_writer;
grant usage on schema env, staging to envgis_writer;

-- Legal dates are days in Vietnam, wherever the server stands.
create function env.today() returns date
    language sql stable parallel safe
    return (now() at time zone 'Asia/Ho_Chi_Minh')::date;

-- One key for search without accents, case, tone-mark style or đ/d difference; dashes and spaces are unified.
-- Declared immutable so that it can be indexed: the dictionary is named and ships with PostgreSQL.
create function published.search_key(value text) returns text
    language sql immutable strict parallel safe
    return trim(regexp_replace(
        replace(lower(public.unaccent('public.unaccent', normalize(value, nfc))), 'đ', 'd'),
        '[^a-z0-9.,/°''"]+', ' ', 'g'));

grant execute on function published.search_key(text), env.today() to envgis_reader, envgis_writer;
