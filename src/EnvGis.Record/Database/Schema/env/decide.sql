-- Makes the decision of an approved of_draft and does what it says, all in the caller's transaction: every feature or none. The content must be what was approved; env.guard_draft asks that too.
-- A correction is in the name of the decision that it corrects, and makes none.
create or replace function env.make_decision(of_draft bigint, given jsonb, scan bytea) returns bigint
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    stands env.draft;
    made bigint;
begin
    select * into strict stands from env.draft d where d.id = of_draft;
    if stands.corrects is not null then
        return stands.corrects;
    end if;
    insert into env.decision (number, issued_on, issuer, signatory, title, effective_from, effective_to, content_hash, document, document_name, made_by)
    values (given ->> 'number', (given ->> 'issuedOn')::date, given ->> 'issuer', given ->> 'signatory', given ->> 'title', (given ->> 'effectiveFrom')::date, (given ->> 'effectiveTo')::date,
        env.draft_hash(of_draft), scan, given ->> 'documentName', coalesce(nullif(current_setting('envgis.author', true), ''), session_user))
    returning id into made;
    return made;
end
$$;

revoke execute on function env.make_decision(bigint, jsonb, bytea) from public;

create or replace function env.decide(of_draft bigint, given jsonb, scan bytea, person bigint) returns table (decision_id bigint, features bigint[])
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
#variable_conflict use_column
declare
    stands env.draft;
    made bigint;
    done bigint[];
begin
    select * into stands from env.draft d where d.id = of_draft for no key update;
    if not found then
        return;
    end if;
    if stands.state <> 'approved' then
        perform env.refuse_as('draft-step', jsonb_build_object('from', stands.state, 'to', 'in_force'), format('A draft does not go from %s to %s.', stands.state, 'in_force'), '', 'check_violation', 'draft_step');
    end if;
    if stands.approved_hash <> env.draft_hash(of_draft) then
        perform env.refuse_as('changed-after-approval', '{}', 'The draft was changed after its approval.', '', 'check_violation', 'changed_after_approval');
    end if;
    made := env.make_decision(of_draft, given, scan);
    done := env.carry_out(of_draft, made);
    update env.draft set state = 'in_force', decision_id = made where id = of_draft;
    insert into env.draft_act (draft_id, act, from_state, to_state, hash, author, person_id)
    values (of_draft, 'decide', 'approved', 'in_force', stands.approved_hash, coalesce(nullif(current_setting('envgis.author', true), ''), session_user), person);
    -- Drafts of whose decision nothing is left to be in force, now or later.
    with over as (
        update env.draft d set state = 'superseded'
        where d.state = 'in_force' and d.id <> of_draft
          and d.decision_id in (select f.decision_id from env.decision_feature f where f.feature_id = any (done) and f.decision_id <> made)
          and not exists (
              select from env.decision_feature f join env.feature_version v on v.feature_id = f.feature_id and v.decision_id = f.decision_id
              where f.decision_id = d.decision_id and upper_inf(v.recorded) and (upper_inf(v.valid) or upper(v.valid) > env.today() and exists (
                  select from env.decision e where e.id = d.decision_id and upper(v.valid) = e.effective_to + 1)))
        returning d.id, d.approved_hash)
    insert into env.draft_act (draft_id, act, from_state, to_state, hash, author, person_id)
    select o.id, 'supersede', 'in_force', 'superseded', o.approved_hash, coalesce(nullif(current_setting('envgis.author', true), ''), session_user), person from over o;
    return query select made, done;
end
$$;

revoke execute on function env.decide(bigint, jsonb, bytea, bigint) from public, envgis_writer;

-- env.decide for a program: what is refused comes back as the JSON that the refusal carries, beside no decision, and nothing has been written (see env.try_change_feature).
create or replace function env.try_decide(of_draft bigint, given jsonb, scan bytea, person bigint, out decision_id bigint, out features bigint[], out refused jsonb)
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    told text;
begin
    select d.decision_id, d.features into decision_id, features from env.decide(of_draft, given, scan, person) d;
exception when integrity_constraint_violation or check_violation then
    get stacked diagnostics told = pg_exception_detail;
    if coalesce(told, '') not like '{"facts": %' then
        raise;
    end if;
    refused := told;
end
$$;

revoke execute on function env.try_decide(bigint, jsonb, bytea, bigint) from public;
grant execute on function env.try_decide(bigint, jsonb, bytea, bigint) to envgis_writer;
