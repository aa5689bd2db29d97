create or replace function restricted.asked(plain text[], clauses text[], loosely boolean, out looked_for tsquery, out also tsquery, out is_known boolean) language plpgsql stable security definer
set search_path = restricted, pg_catalog, public, pg_temp as $$
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

revoke execute on function restricted.asked(text[], text[], boolean) from public;
