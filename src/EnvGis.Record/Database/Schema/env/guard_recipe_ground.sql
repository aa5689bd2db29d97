-- What zones were built from stays as it was used.
create or replace trigger keep_as_written before update or delete on env.recipe_ground for each row
    execute function env.refuse('The boundaries that zones were built from are kept as they were used.');
create or replace trigger keep_table before truncate on env.recipe_ground execute function env.refuse('The boundaries that zones were built from are never emptied.');
