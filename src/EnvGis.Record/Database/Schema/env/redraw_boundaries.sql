create or replace function env.redraw_boundaries() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    perform env.draw_boundary_lines(level) from (select distinct level from changed_rows) changed;
    perform env.tell_base_content();
    return null;
end
$$;

create or replace trigger redraw_new after insert on env.boundary referencing new table as changed_rows for each statement execute function env.redraw_boundaries();
create or replace trigger redraw_changed after update on env.boundary referencing new table as changed_rows for each statement execute function env.redraw_boundaries();
create or replace trigger redraw_gone after delete on env.boundary referencing old table as changed_rows for each statement execute function env.redraw_boundaries();
