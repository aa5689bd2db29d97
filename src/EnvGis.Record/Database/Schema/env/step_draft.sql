-- Brings a draft to another state and records the act. Returns the state it was in; nothing when the draft is not there.
-- "hash": what the caller saw of it, where the act is about its content; another content than that is not acted on.
create or replace function env.step_draft(of_draft bigint, goal text, seen bytea, why text, person bigint) returns text
    language plpgsql security definer set search_path = pg_catalog, public, pg_temp
as $$
declare
    who text := coalesce(nullif(current_setting('envgis.author', true), ''), session_user);
    stands env.draft;
    word text;
    against jsonb;
    content bytea := env.draft_hash(of_draft);
begin
    select * into stands from env.draft d where d.id = of_draft for no key update;
    if not found then
        return null;
    end if;
    content := env.draft_hash(of_draft);
    if seen is not null and seen <> content then
        perform env.refuse_as('draft-as-seen', jsonb_build_object('seen', encode(seen, 'hex'), 'stands', encode(content, 'hex')), 'The draft is not what was seen.', '', 'check_violation', 'draft_as_seen');
    end if;
    select s.act into word from env.draft_step s where s.from_state = stands.state and s.to_state = goal;
    if word is null or word in ('void', 'decide', 'supersede') then
        perform env.refuse_as('draft-step', jsonb_build_object('from', stands.state, 'to', goal), format('A draft does not go from %s to %s.', stands.state, goal), '', 'check_violation', 'draft_step');
    end if;
    if goal = 'submitted' and not exists (select from env.draft_feature f where f.draft_id = of_draft and not f.dropped) then
        perform env.refuse_as('draft-has-features', '{}', 'There is nothing in the draft.', '', 'check_violation', 'draft_has_features');
    end if;
    -- Whoever approves against a commune, or without having heard it on what stands, says why.
    if goal = 'approved' and btrim(coalesce(why, '')) = '' then
        select jsonb_agg(a.name order by a.name) into against from env.communes_against(of_draft) a;
        if against is not null then
            perform env.refuse_as('reason-against-communes', against, 'It takes a reason to approve against a commune, or without having heard it.', '', 'check_violation', 'reason_against_communes');
        end if;
    end if;
    if goal = 'approved' then
        update env.draft set state = goal, approved_hash = content, approved_by = who, approved_by_person = person, approved_at = now() where id = of_draft;
    else
        update env.draft set state = goal, approved_hash = null, approved_by = null, approved_by_person = null, approved_at = null where id = of_draft;
    end if;
    insert into env.draft_act (draft_id, act, from_state, to_state, hash, note, author, person_id) values (of_draft, word, stands.state, goal, content, why, who, person);
    return stands.state;
end
$$;

revoke execute on function env.step_draft(bigint, text, bytea, text, bigint) from public;
grant execute on function env.step_draft(bigint, text, bytea, text, bigint) to envgis_writer;
