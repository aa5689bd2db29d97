-- For each: side = published and rights = stable and roles = envgis_reader, envgis_writer, envgis_member; side = restricted and rights = stable security definer and roles = current_user
-- The texts that may have been meant, likeliest first: each with those of its words changed by one slip that no document has, or else with one of all.
create or replace function {side}.slipped(plain text[], clauses text[]) returns setof tsquery language plpgsql {rights}
set search_path = {side}, pg_catalog, public, pg_temp as $$
declare
    known tsquery[];
    meant tsquery[];
    unknown integer := 0;
    typed text;
    spellings text[];
begin
    for i in 1 .. least(cardinality(clauses), 12) loop
        known[i] := case when plain[i] is null or plain[i] ~ '[0-9]' then clauses[i]::tsquery
            when exists (select from known_word k where k.word = plain[i]) then quote_literal(plain[i])::tsquery
            -- As SearchWords has it: only the last word, or a long one, may be begun.
            when (i = cardinality(clauses) or length(plain[i]) > 6) and exists (select from known_word k where k.word >= plain[i] and k.word < plain[i] || '{') then clauses[i]::tsquery end;
        -- VN may be an abbreviation, or Vân that lost a letter; it stands first in its clause. And the last i of a word may be a y that is another letter's neighbour: Kry and Krey.
        typed := coalesce(plain[i], (regexp_match(clauses[i], '^\(\(''([a-z]+)''(?::\*)?\) \|'))[1]);
        spellings := array[typed, regexp_replace(typed, 'i$', 'y')];
        meant[i] := (select string_agg(distinct quote_literal(w.word), ' | ')::tsquery
            from (select f.word
                  from (select distinct s, published.forms_of(s) as form from unnest(spellings) s) own cross join lateral (select f.word from word_form f where f.form = own.form offset 0) f
                  -- Of two letters without a vowel, which are no word, one is missing.
                  where (length(typed) >= 3 or typed !~ '[aeiouy]' and length(f.word) = 3) and published.is_one_slip(own.s, f.word)
                  union select k.word from published.sounds_of(typed) o join known_word k on k.word = o) w
            where w.word <> typed and (plain[i] ~ '[0-9]') is not true);
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

revoke execute on function {side}.slipped(text[], text[]) from public;
grant execute on function {side}.slipped(text[], text[]) to {roles};
