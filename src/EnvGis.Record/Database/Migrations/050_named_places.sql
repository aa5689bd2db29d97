-- Why: search took kinds of units out of a text before it looked for names, and so took the Quan of Nho Quan for a quận. Now what a text names is looked for among the
-- names that there are: each document tells what its place lies and lay in, so that a whole text can be read as this place in that district and province.

-- What the place lies in or lay in, each as "kind|name|name with marks" in the forms of words_key and spelt_key; no kind where none is known.
alter table env.place_document add column around text[] not null default '{}',
    add constraint place_document_around_is_list check (case when array_ndims(around) > 1 then false else coalesce(array_lower(around, 1), 1) = 1 and array_position(around, null) is null end);
create index on env.place_document (name_key collate "C");
create index on env.place_document (joined_key collate "C");
create index on env.place_document (unit_code collate "C");
-- Tasks by their ids, in whatever order their parts are said.
create index on env.task_document (id_key);
-- The view of it shows the new column as well; the documents themselves are written when a new version first loads the places.
delete from env.schema_object where name = 'published/place_document';
