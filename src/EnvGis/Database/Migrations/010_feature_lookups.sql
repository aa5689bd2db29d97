-- Why: a feature is asked for by its code, and the versions of one layer page by page; neither may read everything to find a few rows.

create index feature_code on published.feature (code);
create index feature_version_of_layer on env.feature_version (layer, feature_id) where upper_inf(recorded);
