-- For each: side = published and rights = stable and roles = envgis_reader, envgis_writer, envgis_member; side = restricted and rights = stable security definer and roles = current_user
-- What a text asks, by the words that documents have. "plain" has the words of the clauses, null of an abbreviation's. A whole word is a word, but the last one may be
-- only begun. What begins many words narrows little and costs much to look for, so it is not looked for but asked of what is found ("also").
create or replace function {side}.asked(plain text[], clauses text[], loosely boolean, out looked_for tsquery, out also tsquery, out is_known boolean) language plpgsql {rights}
set search_path = {side}, pg_catalog, public, pg_temp as $$
declare
    clause tsquery;
begin
    is_known := true;
    for i in 1 .. cardinality(clauses) loop
        clause := clauses[i]::tsquery;
        if plain[i] ~ '^[0-9]{1,2}$' then
            also := coalesce(also && clause, clause);
        elsif plain[i] is null or plain[i] ~ '[0-9]' then
            looked_for := coalesce(looked_for && clause, clause);
        elsif not loosely and i < cardinality(clauses) and exists (select from known_word k where k.word = plain[i]) then
            looked_for := coalesce(looked_for && quote_literal(plain[i])::tsquery, quote_literal(plain[i])::tsquery);
        else
            case (select count(*) from (select from known_word k where k.word >= plain[i] and k.word < plain[i] || '{' limit 41) n)
                when 41 then
                    also := coalesce(also && clause, clause);
                when 0 then
                    is_known := false;
                    return;
                else
                    looked_for := coalesce(looked_for && clause, clause);
            end case;
        end if;
    end loop;
end
$$;

revoke execute on function {side}.asked(text[], text[], boolean) from public;
grant execute on function {side}.asked(text[], text[], boolean) to {roles};
