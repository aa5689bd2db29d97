-- Why: a place that an older EnvGis let begin on an impossible day could not be changed any more, not even to put that right: what remains of such a version was
-- refused as if somebody had just written it. And the counts of changes told everybody of versions that are none to them (decision 20).

create or replace function env.settle_days() returns trigger language plpgsql as $$
begin
    if upper(new.valid) = 'infinity' then
        new.valid := daterange(lower(new.valid), null);
    end if;
    if not published.is_within_reason(lower(new.valid)) or not published.is_within_reason(upper(new.valid) - 1) then
        -- A day that stands already is nobody's slip today.
        if not published.is_within_reason(lower(new.valid))
                and not exists (select from env.feature_version v where v.feature_id = new.feature_id and lower(v.valid) = lower(new.valid))
            or not published.is_within_reason(upper(new.valid) - 1)
                and not exists (select from env.feature_version v where v.feature_id = new.feature_id and upper(v.valid) = upper(new.valid)) then
            raise exception 'A place is in force within the years 1800 to 2999, not %.', new.valid
                using errcode = 'check_violation', hint = 'Leave the end open when it is not known.';
        end if;
    end if;
    return new;
end
$$;

-- Not asked of rows that stand: nothing that is no object could be published.
alter table env.feature_version add constraint attributes_are_an_object check (jsonb_typeof(attributes) = 'object') not valid;

create index feature_version_echo on env.feature_version (layer) where echo_of is not null;

-- Layers with versions that are one to who may not see everything: their days are not counted ahead.
create view published.echoed_layer as
    select l.id as layer from env.layer l where not l.restricted and exists (select from env.feature_version v where v.layer = l.id and v.echo_of is not null);
grant select on published.echoed_layer to envgis_reader, envgis_writer, envgis_member;
