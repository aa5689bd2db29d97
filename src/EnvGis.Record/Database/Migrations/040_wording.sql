-- Why: what the plans say stands apart from what EnvGis reads into them: the words a task's agencies and topics were read from, and which years and areas no text gives.

alter table env.task
    -- The words that say who does it, in the order of the text, and their lines: those of a heading first.
    add column wording text[] not null default '{}',
    add column wording_lines integer[] not null default '{}',
    -- Where the words on its time stand, which may be a heading; null without words.
    add column timeline_line integer check (timeline_line > 0),
    -- Years that those words do not give.
    add column inferred text[] not null default '{}' check (inferred <@ array['from', 'to']),
    add check (cardinality(wording) = cardinality(wording_lines));

alter table env.task_topic
    -- The words of the task that name the topic; null when EnvGis infers it.
    add column wording text;

alter table env.target
    -- What the sentence of the target does not hold.
    add column inferred text[] not null default '{}' check (inferred <@ array['year', 'scope']);

alter table env.report_deadline
    -- The words on its time, such as "or when asked".
    add column wording text,
    -- Two plans do not say to whom.
    alter column recipient drop not null;

create or replace view plans.task as select * from env.task;
create or replace view plans.task_topic as select * from env.task_topic;
create or replace view plans.target as select * from env.target;
create or replace view plans.report_deadline as select * from env.report_deadline;
