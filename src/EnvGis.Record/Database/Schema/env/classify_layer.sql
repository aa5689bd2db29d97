-- A changed layer file may read the same values otherwise, or restrict what was public.
create or replace function env.classify_layer() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if (old.restricted, old.restricted_attributes) is distinct from (new.restricted, new.restricted_attributes) then
        perform from env.feature where layer = new.id order by id for no key update;
        delete from published.feature where layer = new.id;
        delete from restricted.feature where layer = new.id;
        delete from restricted.attribute where layer = new.id;
        perform env.publish(array_agg(f.id)) from env.feature f where f.layer = new.id having count(*) > 0;
        return null;
    end if;
    update published.feature f set grade = published.grade_of(new.classes, f.attributes), state = published.state_of(new.classes, f.attributes)
    where f.layer = new.id
      and (f.grade, f.state) is distinct from (published.grade_of(new.classes, f.attributes), published.state_of(new.classes, f.attributes));
    update restricted.feature f set grade = published.grade_of(new.classes, f.attributes), state = published.state_of(new.classes, f.attributes)
    where f.layer = new.id
      and (f.grade, f.state) is distinct from (published.grade_of(new.classes, f.attributes), published.state_of(new.classes, f.attributes));
    return null;
end
$$;

create or replace trigger classify after update on env.layer for each row when (old.definition is distinct from new.definition) execute function env.classify_layer();
