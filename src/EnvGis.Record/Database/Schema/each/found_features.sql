-- For each: side = published and rights = stable and roles = envgis_reader, envgis_writer, envgis_member and scopes = text and given = null and reach = null and sees = true; side = restricted and rights = stable security definer and roles = current_user and scopes = member.scope[] and given = member.given() and reach = (select case when bool_and(g.provinces is not null) then string_agg('''@' || p || '''', ' | ')::tsquery end from unnest(given) g left join lateral unnest(g.provinces) p on true) and sees = member.sees(d.layer, d.province_code, d.commune_code, given)
-- Documents that may answer, some hundreds at most however many match: of names that begin with the text, of one's own provinces and the one on screen, of all.
create or replace function {side}.found_features(plain text[], clauses text[], bare text, keys text[], provinces text[]) returns setof published.feature_document
language plpgsql {rights} rows 300 set search_path = {side}, pg_catalog, public, pg_temp set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
declare
    asked record;
    here tsquery := (select string_agg('''@' || p || '''', ' | ')::tsquery from unnest(provinces) p);
    begins integer;
    nearby integer;
    everywhere integer;
    given constant {scopes} := {given};
    -- Provinces that everything seen lies in; null when it may lie anywhere, as where everybody sees all.
    reach constant tsquery := {reach};
begin
    return query select * from feature_document d where d.name_key collate "C" >= bare and d.name_key collate "C" < bare || '{'
        and {sees} order by d.name_key collate "C" limit 60;
    get diagnostics begins = row_count;
    return query select * from feature_document d where d.code_key = any (keys)
        and {sees} limit 20;
    if found then
        -- Who types a whole code means that.
        return;
    end if;
    for pass in 1 .. 2 loop
        select * into asked from {side}.asked(plain, clauses, pass = 2);
        if not asked.is_known then
            return;
        end if;
        if asked.looked_for is null then
            -- A letter or two: what has words of theirs elsewhere is looked for only where few names begin so.
            if begins >= 60 then
                return;
            end if;
            asked.looked_for := (select string_agg(quote_literal(w.word), ' | ')::tsquery from (
                select distinct k.word from unnest(plain) p join known_word k on k.word >= p and k.word < p || '{' order by 1 limit 8) w);
            asked.looked_for := coalesce(asked.looked_for, asked.also);
        end if;
        asked.looked_for := coalesce(asked.looked_for && reach, asked.looked_for);
        nearby := 0;
        if here is not null then
            return query select * from feature_document d where d.words @@ (asked.looked_for && here) and (asked.also is null or (d.words || '') @@ asked.also)
        and {sees} limit 100;
            get diagnostics nearby = row_count;
            -- So many here: what is named so elsewhere has been found by its beginning.
            exit when nearby = 100;
        end if;
        -- What very many have is found among the first, without the index, which would gather all of them; what none of the very first has very many have not.
        if exists (select from (select * from feature_document limit 250) d where d.words @@ asked.looked_for) then
            return query select * from (select * from feature_document limit 2000) d
                where d.words @@ asked.looked_for and (asked.also is null or d.words @@ asked.also)
                    and {sees} limit 200;
            get diagnostics everywhere = row_count;
            exit when everywhere = 200;
        end if;
        return query select * from feature_document d where d.words @@ asked.looked_for and (asked.also is null or (d.words || '') @@ asked.also)
        and {sees} limit 200;
        get diagnostics everywhere = row_count;
        -- Words as they were typed are meant before such as only begin so.
        exit when begins + nearby + everywhere > 0;
    end loop;
end
$$;

revoke execute on function {side}.found_features(text[], text[], text, text[], text[]) from public;
grant execute on function {side}.found_features(text[], text[], text, text[], text[]) to {roles};
