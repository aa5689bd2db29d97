-- What search knows of a feature: its name, code and former unit, what kind of thing it is, the title of its layer, the commune it lies in, the plans of the tasks it is tied to. The words that stand in the name of
-- each that only demonstrates something are none of its own: minh họa is no Minh Hoá.
drop function if exists env.feature_document_of(text, bigint, text, text, text, text, integer, text, text, boolean);
create or replace function env.feature_document_of(layer text, id bigint, code text, name_vi text, name_en text, attributes jsonb, commune_id integer,
    province_code text, commune_code text, demonstration boolean) returns setof published.feature_document
    language sql stable
as $$
    select $1, $2, k.code, k.name, concat_ws(' ', published.spelt_key(concat_ws(' ', n.vi, n.en, $6 ->> 'former_unit')), kind.spelt, l.title_spelt, p.spelt, t.spelt), $8, $10,
        env.words_of(concat_ws(' ', published.words_key(n.vi), published.words_key(n.en), k.code, published.words_key($6 ->> 'former_unit'), kind.words, '@' || $8))
            || l.title_words || coalesce(p.place_words, '') || coalesce(t.words, ''), $9
    from env.layer l
    cross join (select published.words_key($4) as name, published.words_key($3) as code offset 0) k
    cross join (select case when $10 then regexp_replace($4, 'minh họa', '', 'i') else $4 end as vi, case when $10 then regexp_replace($5, 'demonstration', '', 'i') else $5 end as en offset 0) n
    left join env.kind_title kind on kind.layer = $1 and kind.code = $6 ->> 'kind' and kind.code not in ('other', 'undetermined')
    left join env.place_document p on p.commune_id = $7 and p.level = 1
    cross join lateral (
        select string_agg(distinct d.tied_spelt, ' ') as spelt, array_to_tsvector(array_agg(distinct w)) as words
        from env.feature_task ft join env.task_document d on d.task_id = ft.task_id cross join unnest(tsvector_to_array(d.tied_words)) w
        where ft.feature_id = $2 and ft.untied_at is null) t
    where l.id = $1
$$;
