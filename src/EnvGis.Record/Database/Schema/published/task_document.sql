create or replace view published.task_document as
    select d.task_id, d.plan_id, d.position, d.province_code, d.id_key, d.title_key, d.spelt, d.words, d.said, d.tied_words, d.tied_spelt,
           t.title_vi, t.title_en, p.title_vi as plan_title_vi, p.title_en as plan_title_en, d.led, d.helped
    from env.task_document d join env.task t on t.id = d.task_id join env.plan p on p.id = d.plan_id;

grant select on published.task_document to envgis_writer, envgis_reader, envgis_member;
