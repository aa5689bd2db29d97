-- Why: a zone that was made by a rule remembers of what it was made, so that it can be proved, and made anew when a source changes; the boundaries it was made of are kept, since an import replaces them.

alter table env.draft_feature
    -- What it was built from (EnvGis.Drafts.KeptRecipe); null of what was drawn.
    add column recipe jsonb check (jsonb_typeof(recipe) = 'object' and length(recipe::text) <= 200000),
    -- Why it was drawn by hand after it had been built.
    add column detached text check (length(btrim(detached)) between 1 and 2000);
alter table env.legal_annex
    add column recipe jsonb check (jsonb_typeof(recipe) = 'object' and length(recipe::text) <= 200000),
    add column detached text check (length(btrim(detached)) between 1 and 2000);
create index legal_annex_built on env.legal_annex (version_id) where recipe is not null;

-- Boundaries as recipes used them.
create table env.recipe_ground (
    level   text not null check (level in ('province', 'commune')),
    code    text not null check (code ~ '^[0-9]{2,5}$'),
    geom    geometry(MultiPolygon, 4326) not null check (not st_isempty(geom)),
    hash    bytea not null generated always as (sha256(st_asbinary(geom, 'NDR'))) stored,
    kept_at timestamptz not null default clock_timestamp(),
    primary key (level, code, hash)
);
alter table env.recipe_ground alter column geom set storage external;

grant select, insert on env.recipe_ground to envgis_writer;
revoke update, delete on env.recipe_ground from envgis_writer;
