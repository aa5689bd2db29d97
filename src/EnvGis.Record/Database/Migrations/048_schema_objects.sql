-- Why: the running text of a function, view or trigger stood in no file: it was what the last of 47 migrations that named it had left, or had made of it by replacing
-- words. Each now stands in one file, Database/Schema, and is written again when that file changes.
create table env.schema_object (
    name text primary key,
    hash text not null,
    written_at timestamptz not null default now());
revoke all on env.schema_object from public;

-- The record's functions belong to a role that the service's login need not be able to become. What the migrations until here left of them is what the files say.
insert into env.schema_object (name, hash) values
    ('audit/append', '5495d4cb2ec534d79ef1505d015646b16684cbd5ee6ba70a92a5600e9cf340f7'),
    ('audit/hash_of', 'fa2970c2cf6a2b8cd6d9f913e4c7eb5b51895c78e70b803487a1b51817c14689'),
    ('audit/lies_within', '7eebf7616612df298ea1077259dcbb56e1c76b81bc599030edc46661cb6ed5a1'),
    ('audit/reaches', '412c582363fb1f6b0af48e349188777b8dafdf134262e0062499206a6bfbe531'),
    ('audit/refuse', '7c6587a8b226ae4c29a6bf6b9083762760f6f7245a049d64d3dd0b8b0ca9d58e'),
    ('audit/seal', '10cb4aaa4e5a0df9d6ca6c148b6f3d8f187602c3ae3005fe836399414c58eb26'),
    ('audit/verify', '19f953f6984d5ccc9eff420f71784bb00bab92ee068cb2d76d10b366acfee016');
