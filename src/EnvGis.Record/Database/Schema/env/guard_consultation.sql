-- What was asked and answered stays as it was said.
create or replace trigger keep_as_written before update or delete on env.draft_consultation for each row
    execute function env.refuse('What a commune was asked stays in the record.', 'Ask anew: that is a consultation of its own.');
create or replace trigger keep_table before truncate on env.draft_consultation execute function env.refuse('What communes were asked is never emptied.', 'Ask anew: that is a consultation of its own.');
create or replace trigger keep_as_written before update or delete on env.draft_consultation_part for each row
    execute function env.refuse('What a commune was asked about stays in the record.', 'Ask anew: that is a consultation of its own.');
create or replace trigger keep_table before truncate on env.draft_consultation_part execute function env.refuse('What communes were asked about is never emptied.', 'Ask anew: that is a consultation of its own.');
create or replace trigger keep_as_written before update or delete on env.draft_consultation_answer for each row
    execute function env.refuse('What a commune answered stays in the record.', 'Ask anew: that is a consultation of its own.');
create or replace trigger keep_table before truncate on env.draft_consultation_answer execute function env.refuse('What communes answered is never emptied.', 'Ask anew: that is a consultation of its own.');
create or replace trigger a_settle_text before insert on env.draft_consultation for each row execute function env.settle_text('asks', 'author');
create or replace trigger a_settle_text before insert on env.draft_consultation_answer for each row execute function env.settle_text('text', 'document_name', 'author');
