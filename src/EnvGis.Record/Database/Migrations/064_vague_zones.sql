-- Why: whether a site lies in a zone cannot be told near a border that is itself known badly, however far off that is: those few are found without reading a layer.
create index feature_version_vague on env.feature_version (layer, accuracy_m) where accuracy_m > 1000 and geom is not null;
