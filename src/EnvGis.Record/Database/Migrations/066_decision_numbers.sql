-- Why: "12 / QĐ-UBND" and "12/QĐ-UBND" are one number: blanks around the strokes are left out where it is written (env.settle_decision_number), and the index looks at it without them.
-- Numbers that are two decisions only by their blanks are left as they stand and named: which of the two is meant nobody can know here.
do $$
declare
    twice text;
begin
    select string_agg(quote_literal(d.number), ', ' order by d.id) into twice
    from (select *, count(*) over (partition by lower(issuer collate "und-x-icu"), lower(regexp_replace(number, '[[:space:]]*([/-])[[:space:]]*', '\1', 'g') collate "und-x-icu"), issued_on) as times
          from env.decision) d
    where d.times > 1;
    alter table env.decision disable trigger user;
    update env.decision d set number = regexp_replace(number, '[[:space:]]*([/-])[[:space:]]*', '\1', 'g')
    where number ~ '[[:space:]][/-]|[/-][[:space:]]' and not exists (
        select from env.decision o
        where o.id <> d.id and o.issued_on = d.issued_on and lower(o.issuer collate "und-x-icu") = lower(d.issuer collate "und-x-icu")
          and lower(regexp_replace(o.number, '[[:space:]]*([/-])[[:space:]]*', '\1', 'g') collate "und-x-icu") = lower(regexp_replace(d.number, '[[:space:]]*([/-])[[:space:]]*', '\1', 'g') collate "und-x-icu"));
    alter table env.decision enable trigger user;
    if twice is not null then
        raise warning 'Decisions that differ by blanks in their number alone were left as they are: %.', twice;
    else
        drop index env.decision_once;
        create unique index decision_once on env.decision
            (lower(issuer collate "und-x-icu"), lower(regexp_replace(number, '[[:space:]]*([/-])[[:space:]]*', '\1', 'g') collate "und-x-icu"), issued_on);
    end if;
end
$$;
