-- Why: people and machines sign in, each may do what an administrator granted and no more, and what says so is out of reach of all other work.

do $$
begin
    if not exists (select from pg_roles where rolname = 'envgis_accounts') then
        create role envgis_accounts nologin;
    end if;
    if not pg_has_role(current_user, 'envgis_accounts', 'member') then
        execute format('grant envgis_accounts to %I', current_user);
    end if;
end
$$;

create schema account;
revoke all on schema account from public;
grant usage on schema account, published to envgis_accounts;

create table account.person (
    id                   bigint generated always as identity primary key,
    user_name            text not null check (user_name ~ '^[A-Za-z0-9][A-Za-z0-9._@-]{1,58}[A-Za-z0-9]$'),
    normalized_user_name text not null unique,
    name                 text not null check (length(trim(name)) between 1 and 200),
    -- The agency in the plans' words: who leads a task reports on it.
    agency               text check (length(agency) <= 300),
    email                text check (length(email) <= 254),
    normalized_email     text,
    email_confirmed      boolean not null default false,
    -- Null until the invitation has been used.
    password_hash        text,
    security_stamp       text,
    concurrency_stamp    text,
    two_factor_enabled   boolean not null default false,
    -- The last one-time code that was taken: none is taken twice.
    last_code            text,
    -- By an administrator; wrong passwords lock nobody out.
    locked_at            timestamptz,
    created_at           timestamptz not null default now(),
    last_signed_in_at    timestamptz
);
create table account.person_claim (
    id          integer generated always as identity primary key,
    person_id   bigint not null references account.person on delete cascade,
    claim_type  text,
    claim_value text
);
create table account.person_login (
    login_provider        text not null,
    provider_key          text not null,
    provider_display_name text,
    person_id             bigint not null references account.person on delete cascade,
    primary key (login_provider, provider_key)
);
-- The key of the one-time codes, encrypted, and the recovery codes, hashed.
create table account.person_token (
    person_id      bigint not null references account.person on delete cascade,
    login_provider text not null,
    name           text not null,
    value          text,
    primary key (person_id, login_provider, name)
);

-- What a person may do, and where: null means everywhere, or in every layer.
create table account.role_grant (
    id         bigint generated always as identity primary key,
    person_id  bigint not null references account.person on delete cascade,
    role       text not null check (role in ('viewer', 'inspector', 'planner', 'approver', 'administrator')),
    provinces  text[] check (cardinality(provinces) > 0),
    communes   text[] check (cardinality(communes) > 0),
    layers     text[] check (cardinality(layers) > 0),
    granted_by text not null,
    granted_at timestamptz not null default now(),
    -- A scope of communes alone would not tell which of several provinces it lies in.
    check (communes is null or cardinality(provinces) = 1)
);
create index on account.role_grant (person_id);

-- Sessions of people; the browser holds a key of which this is the hash.
create table account.session (
    id         uuid primary key default gen_random_uuid(),
    key_hash   bytea not null unique,
    person_id  bigint not null references account.person on delete cascade,
    ticket     bytea not null,
    begun_at   timestamptz not null default now(),
    seen_at    timestamptz not null default now(),
    expires_at timestamptz not null,
    network    inet,
    device     text check (length(device) <= 200)
);
create index on account.session (person_id);
create index on account.session (expires_at);

-- A link by which a person sets a password, once; this is the hash of its secret.
create table account.invitation (
    id            bigint generated always as identity primary key,
    token_hash    bytea not null unique,
    purpose       text not null check (purpose in ('first-administrator', 'join', 'reset')),
    person_id     bigint references account.person on delete cascade,
    -- Whether using it switches the second factor off.
    drop_second_factor boolean not null default false,
    made_by       text not null,
    made_at       timestamptz not null default now(),
    expires_at    timestamptz not null,
    used_at       timestamptz,
    check ((purpose = 'first-administrator') = (person_id is null))
);

-- Keys of machines; this is the hash of each.
create table account.api_key (
    id           bigint generated always as identity primary key,
    consumer     text not null check (length(trim(consumer)) between 1 and 200),
    prefix       text not null,
    key_hash     bytea not null unique,
    layers       text[] check (cardinality(layers) > 0),
    provinces    text[] check (cardinality(provinces) > 0),
    acts         text[] not null check (acts <@ array['read-restricted']),
    made_by      text not null,
    made_at      timestamptz not null default now(),
    expires_at   timestamptz not null,
    revoked_at   timestamptz,
    last_used_at timestamptz,
    last_network inet
);

-- Tries at signing in that have not come to a good end, by account and by where they come from; old rows are taken away.
create table account.sign_in_try (
    subject       bytea not null,
    source        text not null,
    tries         integer not null default 1,
    last_at       timestamptz not null default now(),
    blocked_until timestamptz,
    primary key (subject, source)
);
create index on account.sign_in_try (last_at);

-- The keys that cookies are sealed with: several processes must open each other's.
create table account.data_protection_key (
    id   integer generated always as identity primary key,
    name text not null,
    xml  text not null
);

grant select, insert, update, delete on all tables in schema account to envgis_accounts;
revoke delete on account.api_key, account.person, account.invitation from envgis_accounts;
revoke update, delete on account.data_protection_key from envgis_accounts;
grant usage on all sequences in schema account to envgis_accounts;
grant select on published.province, published.commune to envgis_accounts;
