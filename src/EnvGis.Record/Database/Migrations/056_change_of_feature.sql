-- Why: what was told of a place before a change of it is asked by member.change, of places that not everybody sees.
create index on env.change (feature_id, id);
