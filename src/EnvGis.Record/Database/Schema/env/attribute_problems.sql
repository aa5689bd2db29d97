-- What is wrong with attributes by a layer's rules, with numbers that no program keeps (16 digits in a row are the fewest that such a one has) and what attributes say of each other.
create or replace function env.attribute_problems(rules jsonb, attributes jsonb) returns text[]
    language plpgsql immutable strict parallel safe
as $$
declare
    problems text[];
begin
    problems := env.value_problems(case when rules ? '!' then rules - '!' else rules end, attributes);
    if cardinality(problems) > 0 then
        return problems;
    end if;
    if attributes::text ~ '[0-9]{16}' then
        problems := env.number_problems(rules, attributes);
    end if;
    if rules ? '!' then
        problems := problems || array(
            select f.attribute || ':constraint:' || f.id from published.constraint_findings(rules -> '!', attributes) f where not f.holds);
    end if;
    return problems;
end
$$;

grant execute on function env.attribute_problems(jsonb, jsonb) to envgis_writer;
