-- Why: a crowded tile takes the first few thousand features of its box in order of importance, and must read no more than those, however large the layer.

-- overview_zoom with a stable draw behind the point, so that hardly two features are equal and an index can walk them in order.
alter table published.feature add column overview_rank double precision not null
    generated always as (overview_zoom + (hashint8extended(id, 0) & 9007199254740991) / 9007199254740992.0) stored;

drop index published.feature_overview;
-- Ordered by rank first, it finds a small box slowly. The predicate is always true and keeps it out of statements that do not repeat it.
create index feature_overview on published.feature using gist (overview_rank, geom_3857) where overview_rank >= 0;
