-- Why: who asks is read as a request begins, and its act is carried out later: what they may is asked again in the act's own transaction, and a one-time link counts for as long as who made it may make it.
alter table account.person add column grants_version bigint not null default 0;
-- Null of links that the command line or the first start made, which nobody takes the right of away.
alter table account.invitation add column made_by_person bigint references account.person;
update account.invitation i set made_by_person = p.id from account.person p where p.user_name = i.made_by and i.used_at is null;
-- What search remembers of layers that were restricted before it forgot (env.forget_words).
delete from published.known_word where word not in (
    select unnest(tsvector_to_array(words)) from published.feature_document
    union select unnest(tsvector_to_array(words)) from env.task_document
    union select unnest(string_to_array(name_key, ' ')) from env.place_document);
delete from published.word_form f where not exists (select from published.known_word k where k.word = f.word);
