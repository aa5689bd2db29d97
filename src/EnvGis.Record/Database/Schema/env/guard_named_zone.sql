-- A zone that a plan names lies in a province, and is of a layer that changes by decision: others are recorded as they are found.
create or replace function env.guard_named_zone() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if not exists (select from env.province p where p.code = new.province_code and p.valid_to is null) then
        perform env.refuse_as('named-zone-province', '{}', format('There is no province %s.', new.province_code), '', 'check_violation', 'named_zone_province');
    end if;
    if not exists (select from env.layer l where l.id = new.layer and l.by_decision) then
        perform env.refuse_as('named-zone-layer', '{}', format('Layer %s does not change by decision.', new.layer), '', 'check_violation', 'named_zone_layer');
    end if;
    return new;
end
$$;

revoke execute on function env.guard_named_zone() from public;
grant execute on function env.guard_named_zone() to envgis_writer;

-- One version follows another.
create or replace function env.guard_named_zone_version() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if new.number <> 1 + (select coalesce(max(v.number), 0) from env.named_zone_version v where v.zone_id = new.zone_id) then
        perform env.refuse_as('named-zone-number', '{}', format('Version %s is not the next of zone %s.', new.number, new.zone_id), '', 'check_violation', 'named_zone_number');
    end if;
    if new.feature_id is not null and not exists (
        select from env.feature f join env.named_zone z on z.id = new.zone_id where f.id = new.feature_id and f.layer = z.layer) then
        perform env.refuse_as('named-zone-feature', '{}', format('Feature %s is of another layer than zone %s.', new.feature_id, new.zone_id), '', 'check_violation', 'named_zone_feature');
    end if;
    return new;
end
$$;

revoke execute on function env.guard_named_zone_version() from public;
grant execute on function env.guard_named_zone_version() to envgis_writer;

-- Members come with their version, in its transaction, and none later.
create or replace function env.guard_named_zone_member() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if not exists (select from env.named_zone_version v where v.zone_id = new.zone_id and v.number = new.version and v.made_at = now()) then
        perform env.refuse_as('named-zone-kept', '{}', format('Version %s of zone %s is kept as it was written.', new.version, new.zone_id), '', 'check_violation', 'named_zone_kept');
    end if;
    return new;
end
$$;

revoke execute on function env.guard_named_zone_member() from public;
grant execute on function env.guard_named_zone_member() to envgis_writer;

-- What is drawn of a zone is of its layer.
create or replace function env.guard_named_zone_drawing() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if not exists (
        select from env.named_zone z join env.draft_feature f on f.draft_id = new.draft_id and f.number = new.feature_number and f.layer = z.layer
        join env.draft d on d.id = f.draft_id and d.province_code = z.province_code where z.id = new.zone_id) then
        perform env.refuse_as('named-zone-feature', '{}', format('Feature %s of draft %s is of another layer or province.', new.feature_number, new.draft_id), '', 'check_violation', 'named_zone_feature');
    end if;
    return new;
end
$$;

revoke execute on function env.guard_named_zone_drawing() from public;
grant execute on function env.guard_named_zone_drawing() to envgis_writer;

create or replace trigger guard before insert on env.named_zone for each row execute function env.guard_named_zone();
create or replace trigger guard before insert on env.named_zone_version for each row execute function env.guard_named_zone_version();
create or replace trigger guard before insert on env.named_zone_member for each row execute function env.guard_named_zone_member();
create or replace trigger guard before insert on env.named_zone_drawing for each row execute function env.guard_named_zone_drawing();

create or replace trigger a_settle_text before insert on env.named_zone_version for each row
    execute function env.settle_text('clause', 'name_vi', 'name_en', 'plan_title', 'plan_number', 'plan_place', 'plan_wording', 'decree_wording', 'withdrawn', 'author');
create or replace trigger a_settle_text before insert on env.named_zone_member for each row execute function env.settle_text('part', 'words', 'subzone');
create or replace trigger a_settle_text before insert on env.named_zone_drawing for each row execute function env.settle_text('author');

create or replace trigger keep_as_written before update or delete on env.named_zone for each row
    execute function env.refuse('A zone that a plan names stays in the register.', 'Write a version of it that says why it was withdrawn.');
create or replace trigger keep_as_written before update or delete on env.named_zone_version for each row
    execute function env.refuse('What was written of a named zone is kept.', 'Write another version of it.');
create or replace trigger keep_as_written before update or delete on env.named_zone_member for each row
    execute function env.refuse('What a named zone consisted of is kept.', 'Write another version of it.');
create or replace trigger keep_as_written before update or delete on env.named_zone_drawing for each row
    execute function env.refuse('What was drawn of a named zone is kept.', 'Draw it anew.');
create or replace trigger keep_table before truncate on env.named_zone execute function env.refuse('The register of named zones is never emptied.');
create or replace trigger keep_table before truncate on env.named_zone_version execute function env.refuse('The register of named zones is never emptied.');
create or replace trigger keep_table before truncate on env.named_zone_member execute function env.refuse('The register of named zones is never emptied.');
create or replace trigger keep_table before truncate on env.named_zone_drawing execute function env.refuse('The register of named zones is never emptied.');
