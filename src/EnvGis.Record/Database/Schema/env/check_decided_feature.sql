-- A decision that was made here has decided what it decided: later it is named only where a misprint of it is put right, with the reason. One that was registered may be named whenever what it had
-- decided is brought in.
create or replace function env.check_decided_feature() returns trigger language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
    decision env.decision;
begin
    select * into decision from env.decision d where d.id = new.decision_id;
    new.told_in := pg_current_xact_id();
    new.told_at := transaction_timestamp();
    if new.change = 'correction' then
        if env.plain_text(coalesce(new.reason, ''), true) = '' then
            perform env.refuse_as('correction-has-reason', '{}', 'A correction says what was misprinted.', '', 'check_violation', 'correction_has_reason');
        end if;
        if not exists (select from env.feature_version v where v.feature_id = new.feature_id and v.decision_id = new.decision_id and upper_inf(v.recorded)) then
            perform env.refuse_as('correction-of-its-own', '{}', format('Decision %s did not decide this feature.', decision.number), '', 'check_violation', 'correction_of_its_own');
        end if;
    elsif decision.content_hash is not null and decision.recorded_at <> transaction_timestamp() then
        perform env.refuse_as('decision-is-closed', '{}', format('Decision %s has decided what it decided.', decision.number),
            'Draft the change and have it decided, or name a correction of a misprint with its reason.', 'check_violation', 'decision_is_closed');
    end if;
    -- What a later decision put in force an earlier one does not replace. It may have been closed already by the statement that names this one.
    if new.change <> 'correction' and exists (
            select from env.feature_version v join env.decision d on d.id = v.decision_id
            where v.feature_id = new.feature_id and (upper_inf(v.recorded) or upper(v.recorded) >= transaction_timestamp()) and d.id <> decision.id and d.issued_on > decision.issued_on) then
        perform env.refuse_as('older-decision', jsonb_build_object('decision', decision.number), format('Decision %s is older than the one by which the place is in force.', decision.number), '',
            'check_violation', 'older_decision');
    end if;
    return new;
end
$$;

revoke execute on function env.check_decided_feature() from public;
grant execute on function env.check_decided_feature() to envgis_writer;

create or replace trigger a_check before insert on env.decision_feature for each row execute function env.check_decided_feature();
create or replace trigger keep_as_written before update or delete on env.decision_feature for each row
    execute function env.refuse('What a decision changed stays as it was told.', 'Another decision, or a correction, is told beside it.');
create or replace trigger keep_table before truncate on env.decision_feature execute function env.refuse('What decisions changed is never emptied.', 'Another decision, or a correction, is told beside it.');
create or replace trigger keep_as_written before update or delete on env.decision for each row
    execute function env.refuse('A decision stays as it was given.', 'A later decision supersedes it; a misprint is put right by a correction.');
create or replace trigger keep_table before truncate on env.decision execute function env.refuse('Decisions are never emptied.', 'A later decision supersedes one; a misprint is put right by a correction.');
create or replace trigger a_check_text before insert on env.decision for each row execute function env.check_text('number', 'issuer', 'title', 'signatory?');
-- "12 / QĐ - UBND" and "12/QĐ-UBND" are one number, kept in the second form.
create or replace function env.settle_decision_number() returns trigger language plpgsql security definer set search_path = pg_catalog, pg_temp as $$
begin
    new.number := regexp_replace(new.number, '[[:space:]]*([/-])[[:space:]]*', '\1', 'g');
    return new;
end
$$;

revoke execute on function env.settle_decision_number() from public;
grant execute on function env.settle_decision_number() to envgis_writer;

create or replace trigger b_settle_number before insert on env.decision for each row execute function env.settle_decision_number();
