-- Why: who names a body asks first for what it leads, so a task's document keeps which bodies lead it and which help, apart from its other words. And what an abbreviation stands for was
-- kept without marks: a text with marks never matched it.
alter table env.task_document
    add column led text[] not null default '{}' constraint task_document_led_is_list
        check (case when array_ndims(led) > 1 then false else coalesce(array_lower(led, 1), 1) = 1 and array_position(led, null) is null end),
    add column helped text[] not null default '{}' constraint task_document_helped_is_list
        check (case when array_ndims(helped) > 1 then false else coalesce(array_lower(helped, 1), 1) = 1 and array_position(helped, null) is null end);
comment on column env.task_document.led is 'Names of the bodies that lead the task, in the form of published.words_key.';
comment on column env.task_document.helped is 'Names of the bodies that it is coordinated with, likewise.';
alter table env.abbreviation add column spelt text not null default '';
comment on column env.abbreviation.spelt is 'What it stands for, in the form of published.spelt_key.';
