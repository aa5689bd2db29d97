-- A draft goes from state to state by env.draft_step alone, whoever writes; nobody approves what they drafted or changed, and what is approved is what stands.
create or replace function env.guard_draft() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
begin
    if tg_op = 'INSERT' then
        if (new.state, new.revision) is distinct from ('draft', 0::bigint) or new.approved_hash is not null or new.decision_id is not null then
            perform env.refuse_as('draft-begins', '{}', 'A draft begins as one.', '', 'check_violation', 'draft_begins');
        end if;
        if not exists (select from env.province p where p.code = new.province_code and p.valid_to is null) then
            perform env.refuse_as('draft-has-province', '{}', format('There is no province %s.', new.province_code), '', 'check_violation', 'draft_has_province');
        end if;
        if new.corrects is not null and not exists (select from env.decision_feature f where f.decision_id = new.corrects) then
            perform env.refuse_as('correction-of-its-own', '{}', format('Decision %s decided nothing that could be corrected.', new.corrects), '', 'check_violation', 'correction_of_its_own');
        end if;
        return new;
    end if;
    if (new.id, new.province_code, new.epsg, new.decimals, new.corrects, new.made_by, new.made_by_person, new.made_at)
            is distinct from (old.id, old.province_code, old.epsg, old.decimals, old.corrects, old.made_by, old.made_by_person, old.made_at) then
        perform env.refuse_as('draft-keeps', '{}', 'A draft keeps its province, its lattice and who began it.', '', 'check_violation', 'draft_keeps');
    end if;
    if (new.title, new.purpose) is distinct from (old.title, old.purpose) then
        if old.state in ('in_force', 'superseded', 'rejected', 'withdrawn') then
            perform env.refuse_as('draft-is-over', '{}', format('Draft %s is over and stays as it is.', old.id), '', 'check_violation', 'draft_is_over');
        end if;
        -- What was approved is not what stands now.
        if old.state = 'approved' and new.state = 'approved' then
            new.state := 'in_review';
            new.approved_hash := null;
            new.approved_by := null;
            new.approved_by_person := null;
            new.approved_at := null;
            insert into env.draft_act (draft_id, act, from_state, to_state, hash, note, author)
            values (old.id, 'void', 'approved', 'in_review', old.approved_hash, 'Tên hoặc mục đích đã thay đổi sau khi duyệt.', coalesce(nullif(current_setting('envgis.author', true), ''), session_user));
            return new;
        end if;
    end if;
    if new.state = old.state then
        if (new.approved_hash, new.approved_by, new.approved_by_person, new.approved_at, new.decision_id)
                is distinct from (old.approved_hash, old.approved_by, old.approved_by_person, old.approved_at, old.decision_id) then
            perform env.refuse_as('draft-keeps', '{}', 'An approval and a decision come with their step.', '', 'check_violation', 'draft_keeps');
        end if;
        return new;
    end if;
    if not exists (select from env.draft_step s where s.from_state = old.state and s.to_state = new.state) then
        perform env.refuse_as('draft-step', jsonb_build_object('from', old.state, 'to', new.state), format('A draft does not go from %s to %s.', old.state, new.state), '', 'check_violation', 'draft_step');
    end if;
    if new.state = 'approved' then
        if new.approved_by_person is null or new.approved_by_person is not distinct from old.made_by_person
                or exists (select from env.draft_operation o where o.draft_id = old.id and o.person_id = new.approved_by_person)
                or exists (select from env.draft_act a where a.draft_id = old.id and a.act = 'submit' and a.person_id = new.approved_by_person) then
            perform env.refuse_as('four-eyes', '{}', 'Nobody approves what they drafted or changed.', '', 'check_violation', 'four_eyes');
        end if;
        if new.approved_hash is distinct from env.draft_hash(old.id) then
            perform env.refuse_as('approval-of-what-stands', '{}', 'What is to be approved is not what stands.', '', 'check_violation', 'approval_of_what_stands');
        end if;
    elsif new.state in ('in_force', 'superseded') then
        if old.approved_hash is distinct from new.approved_hash then
            perform env.refuse_as('draft-keeps', '{}', 'An approval stays as it was given.', '', 'check_violation', 'draft_keeps');
        end if;
        if new.state = 'in_force' and old.approved_hash is distinct from env.draft_hash(old.id) then
            perform env.refuse_as('changed-after-approval', '{}', 'The draft was changed after its approval.', '', 'check_violation', 'changed_after_approval');
        end if;
        if new.state = 'in_force' and not exists (
                select from env.decision d where d.id = new.decision_id and d.recorded_at = transaction_timestamp() and (old.corrects is null or old.corrects = new.decision_id)
                union all select from env.decision d where d.id = new.decision_id and old.corrects = d.id) then
            perform env.refuse_as('draft-keeps', '{}', 'A draft is in force by the decision that is made of it.', '', 'check_violation', 'draft_keeps');
        end if;
    end if;
    return new;
end
$$;

revoke execute on function env.guard_draft() from public;
grant execute on function env.guard_draft() to envgis_writer;

create or replace trigger guard before insert or update on env.draft for each row execute function env.guard_draft();
create or replace trigger keep_all before delete on env.draft for each row execute function env.refuse('A draft is never deleted.', 'Withdraw it: the record stays.');
create or replace trigger keep_table before truncate on env.draft execute function env.refuse('Drafts are never emptied.', 'Withdraw single drafts.');
create or replace trigger a_settle_text before insert or update on env.draft for each row execute function env.settle_text('title', 'purpose');
create or replace trigger keep_as_written before update or delete on env.draft_operation for each row
    execute function env.refuse('What was done with a draft stays in its record.', 'Undo it: that is an operation of its own.');
create or replace trigger keep_table before truncate on env.draft_operation execute function env.refuse('What was done with drafts is never emptied.', 'Another act is recorded beside it.');
create or replace trigger keep_as_written before update or delete on env.draft_act for each row
    execute function env.refuse('What was done with a draft stays in its record.', 'Another act is recorded beside it.');
create or replace trigger keep_table before truncate on env.draft_act execute function env.refuse('What was done with drafts is never emptied.', 'Another act is recorded beside it.');
create or replace trigger a_settle_text before insert on env.draft_act for each row execute function env.settle_text('note', 'author');
create or replace trigger a_settle_text before insert on env.draft_operation for each row execute function env.settle_text('author');
create or replace trigger keep_as_written before update or delete on env.draft_acceptance for each row
    execute function env.refuse('What was accepted stays in the record.', 'It ends with the shapes that it was given for.');
create or replace trigger keep_table before truncate on env.draft_acceptance execute function env.refuse('What was accepted is never emptied.', 'It ends with the shapes that it was given for.');
create or replace trigger a_settle_text before insert on env.draft_acceptance for each row execute function env.settle_text('reason', 'author');
create or replace trigger keep_as_written before update or delete on env.draft_remark for each row
    execute function env.refuse('What was said of a draft stays in the record.', 'Answer it: that is a remark of its own.');
create or replace trigger keep_table before truncate on env.draft_remark execute function env.refuse('What was said of drafts is never emptied.', 'Answer it: that is a remark of its own.');
create or replace trigger keep_as_written before update or delete on env.draft_remark_done for each row
    execute function env.refuse('What was said of a draft stays in the record.', 'Say anew what is still to be done.');
create or replace trigger keep_table before truncate on env.draft_remark_done execute function env.refuse('What was said of drafts is never emptied.', 'Say anew what is still to be done.');
create or replace trigger a_settle_text before insert on env.draft_remark for each row execute function env.settle_text('text', 'author');
create or replace trigger a_settle_text before insert on env.draft_remark_done for each row execute function env.settle_text('author');
-- What the guards of drafts go by is as the migrations have written it: who could add a step here could take any. How a migration adds one: docs/changing.md.
create or replace trigger keep_words before insert or update or delete or truncate on env.draft_state
    execute function env.refuse('Which states a draft has is not changed in a running service.', 'A migration changes them.');
create or replace trigger keep_words before insert or update or delete or truncate on env.draft_step
    execute function env.refuse('Which steps a draft takes is not changed in a running service.', 'A migration changes them.');
