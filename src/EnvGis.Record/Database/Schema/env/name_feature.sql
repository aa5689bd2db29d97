create or replace function env.name_feature() returns trigger language plpgsql as $$
begin
    new.code := coalesce(new.code, (select code_prefix from env.layer where id = new.layer) || '-' || new.id);
    return new;
end
$$;

revoke execute on function env.name_feature() from public;
grant execute on function env.name_feature() to envgis_writer;

create or replace trigger a_name before insert on env.feature for each row when (new.code is null) execute function env.name_feature();
