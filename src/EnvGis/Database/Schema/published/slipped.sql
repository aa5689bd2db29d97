-- The texts that may have been meant, likeliest first: each with those of its words changed by one slip that no document has, or else with one of all.
create or replace function published.slipped(plain text[], clauses text[]) returns setof tsquery language plpgsql stable
set search_path = published, pg_catalog, public, pg_temp as $$
declare
    known tsquery[];
    meant tsquery[];
    unknown integer := 0;
begin
    for i in 1 .. least(cardinality(clauses), 12) loop
        known[i] := case when plain[i] is null or plain[i] ~ '[0-9]' then clauses[i]::tsquery
            when exists (select from known_word k where k.word = plain[i]) then quote_literal(plain[i])::tsquery
            when exists (select from known_word k where k.word >= plain[i] and k.word < plain[i] || '{') then clauses[i]::tsquery end;
        meant[i] := (select string_agg(distinct quote_literal(f.word), ' | ')::tsquery
            from published.forms_of(plain[i]) own cross join lateral (select f.word from word_form f where f.form = own offset 0) f
            where length(plain[i]) >= 3 and published.is_one_slip(plain[i], f.word));
        if known[i] is null then
            unknown := unknown + 1;
            if meant[i] is null then
                return;
            end if;
        end if;
    end loop;
    for i in 1 .. cardinality(known) loop
        if unknown = 0 and meant[i] is not null or unknown > 0 and known[i] is null then
            return next (select string_agg('(' || (case when j = i or known[j] is null then meant[j] else known[j] end)::text || ')', ' & ')::tsquery
                from generate_series(1, cardinality(known)) j);
            exit when unknown > 0;
        end if;
    end loop;
end
$$;

grant execute on function published.slipped(text[], text[]) to envgis_reader, envgis_writer, envgis_member;
