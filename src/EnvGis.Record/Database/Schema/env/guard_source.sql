-- What a draft was read from stays as it was given.
create or replace trigger keep_as_written before update or delete on env.draft_source for each row
    execute function env.refuse('What a draft was read from is kept as it was given.');
create or replace trigger keep_table before truncate on env.draft_source execute function env.refuse('What drafts were read from is never emptied.');
create or replace trigger a_settle_text before insert on env.draft_source for each row execute function env.settle_text('name', 'author');
