create or replace view published.task as
    select id, plan_id, plan_title_vi, plan_title_en, section, line, kind, title_vi, title_en, year_from, year_to, open_ended, timeline_text, search_key, leads,
           "position", gis_relevance, due_on, state, days_left, occurrence, before, condition_vi, condition_en
    from published.task_on(published.today());

grant select on published.task to envgis_reader, envgis_writer, envgis_member;
