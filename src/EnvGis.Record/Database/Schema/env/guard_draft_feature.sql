-- An approval is of what stood: whatever changes it voids it, by whatever door. What was decided stays as it was decided.
create or replace function env.guard_draft_feature() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    -- A feature stays in its draft.
    one bigint := case when tg_op = 'DELETE' then old.draft_id else new.draft_id end;
    number integer := case when tg_op = 'DELETE' then old.number else new.number end;
    stands env.draft;
begin
    if tg_op = 'UPDATE' and (new.draft_id, new.number, new.feature_id, new.layer) is distinct from (old.draft_id, old.number, old.feature_id, old.layer) then
        perform env.refuse_as('draft-keeps', '{}', 'A feature keeps its place in the draft.', '', 'check_violation', 'draft_keeps');
    end if;
    select * into stands from env.draft d where d.id = one for no key update;
    if stands.state in ('in_force', 'superseded', 'rejected', 'withdrawn') then
        perform env.refuse_as('draft-is-over', '{}', format('Draft %s is over and stays as it is.', one), '', 'check_violation', 'draft_is_over');
    end if;
    if stands.state = 'approved' then
        update env.draft set state = 'in_review', approved_hash = null, approved_by = null, approved_by_person = null, approved_at = null where id = one;
        insert into env.draft_act (draft_id, act, from_state, to_state, hash, note, author)
        values (one, 'void', 'approved', 'in_review', stands.approved_hash, 'Đối tượng ' || number || ' đã thay đổi sau khi duyệt.', coalesce(nullif(current_setting('envgis.author', true), ''), session_user));
    end if;
    return case when tg_op = 'DELETE' then old else new end;
end
$$;

revoke execute on function env.guard_draft_feature() from public;
grant execute on function env.guard_draft_feature() to envgis_writer;

create or replace trigger guard before insert or update or delete on env.draft_feature for each row execute function env.guard_draft_feature();
create or replace trigger keep_table before truncate on env.draft_feature execute function env.refuse('What drafts hold is never emptied.', 'Take single features out of a draft.');
create or replace trigger a_settle_text before insert or update on env.draft_feature for each row execute function env.settle_text('name_vi', 'name_en', 'detached');
