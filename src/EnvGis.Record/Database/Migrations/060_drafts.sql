-- Why: a zone is drafted, looked at, checked and decided before anybody sees it. Drafts lie here, where no login that reads can come; what is in force of a layer whose file says
-- "changes": "decision" changes only in the name of a decision (Schema/env/guard_decided.sql), and the version carries it.

-- What states a draft has, and by which act it goes from one to another: the one table, which the triggers and the service read alike.
create table env.draft_state (
    state         text primary key,
    title_vi      text not null check (length(title_vi) between 1 and 200),
    title_en      text not null check (length(title_en) between 1 and 200),
    -- Whether who drafts may change it at an address.
    takes_changes boolean not null,
    sort_order    integer not null
);
insert into env.draft_state values
    ('draft', 'Đang soạn', 'Being drafted', true, 1),
    ('submitted', 'Đã trình', 'Submitted', false, 2),
    ('in_review', 'Đang thẩm định', 'In review', false, 3),
    ('returned', 'Trả lại để sửa', 'Returned for changes', true, 4),
    ('approved', 'Đã duyệt, chờ quyết định', 'Approved, awaiting the decision', false, 5),
    ('in_force', 'Đã có quyết định', 'Decided', false, 6),
    ('superseded', 'Đã được quyết định khác thay thế', 'Superseded by another decision', false, 7),
    ('rejected', 'Không được chấp thuận', 'Rejected', false, 8),
    ('withdrawn', 'Đã rút', 'Withdrawn', false, 9);

create table env.draft_step (
    from_state text not null references env.draft_state,
    to_state   text not null references env.draft_state,
    act        text not null check (length(act) <= 40),
    primary key (from_state, to_state)
);
insert into env.draft_step values
    ('draft', 'submitted', 'submit'), ('returned', 'submitted', 'submit'),
    ('submitted', 'in_review', 'take-up'),
    ('submitted', 'draft', 'recall'),
    ('in_review', 'returned', 'return'), ('approved', 'returned', 'return'),
    ('in_review', 'rejected', 'reject'),
    ('in_review', 'approved', 'approve'),
    -- What was approved is not what stands now: by whatever changed it.
    ('approved', 'in_review', 'void'),
    ('approved', 'in_force', 'decide'),
    ('in_force', 'superseded', 'supersede'),
    ('draft', 'withdrawn', 'withdraw'), ('returned', 'withdrawn', 'withdraw'), ('submitted', 'withdrawn', 'withdraw');

create table env.decision (
    id             bigint generated always as identity primary key,
    number         text not null check (length(btrim(number)) between 1 and 100),
    issued_on      date not null check (issued_on between '1900-01-01' and '2200-01-01'),
    issuer         text not null check (length(btrim(issuer)) between 1 and 200),
    signatory      text check (length(signatory) <= 200),
    title          text not null check (length(btrim(title)) between 1 and 500),
    effective_from date not null check (effective_from between '1900-01-01' and '2200-01-01'),
    -- The last day, where the decision itself says so; a later decision does not change what this one said.
    effective_to   date check (effective_to between effective_from and '2200-01-01'),
    -- Of what was approved (env.draft_hash); null of a decision that was registered with what it had decided before EnvGis was there.
    content_hash   bytea check (octet_length(content_hash) = 32),
    -- The signed document, byte for byte.
    document       bytea check (octet_length(document) <= 31457280),
    document_name  text check (length(document_name) <= 200),
    document_hash  bytea generated always as (sha256(document)) stored,
    made_by        text not null check (length(made_by) <= 600),
    recorded_at    timestamptz not null default now(),
    unique (issuer, number, issued_on),
    check ((document is null) = (document_name is null))
);
-- Scans are compressed already.
alter table env.decision alter column document set storage external;

create table env.draft (
    id                  bigint generated always as identity primary key,
    title               text not null check (length(btrim(title)) between 1 and 300),
    purpose             text check (length(purpose) <= 2000),
    province_code       text not null check (province_code ~ '^[0-9]{2}$'),
    -- The lattice on which its corners lie: a zone of VN-2000 and how many decimals of a metre the annex prints.
    epsg                integer not null check (epsg in (3405, 3406) or epsg between 5896 and 5899 or epsg between 9205 and 9218),
    decimals            smallint not null check (decimals in (2, 3)),
    state               text not null default 'draft' references env.draft_state,
    -- Of the last operation.
    revision            bigint not null default 0,
    -- The decision whose misprint it corrects; null of others.
    corrects            bigint references env.decision,
    made_by             text not null check (length(made_by) <= 600),
    made_by_person      bigint references account.person,
    made_at             timestamptz not null default now(),
    approved_hash       bytea check (octet_length(approved_hash) = 32),
    approved_by         text check (length(approved_by) <= 600),
    approved_by_person  bigint references account.person,
    approved_at         timestamptz,
    decision_id         bigint references env.decision,
    constraint approval_is_whole check (num_nonnulls(approved_hash, approved_by, approved_at) in (0, 3)),
    constraint approved_states_have_it check ((state in ('approved', 'in_force', 'superseded')) = (approved_hash is not null)),
    constraint decided_states_have_it check ((state in ('in_force', 'superseded')) = (decision_id is not null))
);
create index draft_newest on env.draft (province_code, id desc);
create index draft_of_decision on env.draft (decision_id) where decision_id is not null;

create table env.draft_feature (
    draft_id        bigint not null references env.draft,
    number          integer not null check (number > 0),
    -- Null of one that the draft adds.
    feature_id      bigint,
    layer           text not null references env.layer,
    change          text not null check (change in ('add', 'change', 'retire', 'locate')),
    -- What stood when it was taken in.
    base_version    bigint references env.feature_version,
    name_vi         text not null check (length(btrim(name_vi)) between 1 and 300),
    name_en         text check (length(name_en) <= 300),
    attributes      jsonb not null default '{}' check (length(attributes::text) <= 100000),
    -- The annex: parts, rings and corners in lattice units (EnvGis.Spatial.Annex.AnnexShape). Null until it is drawn.
    shape           jsonb check (length(shape::text) <= 20000000),
    -- Derived from it by the service, never by SQL.
    geom            geometry(Geometry, 4326) check (not st_isempty(geom) and st_ndims(geom) = 2),
    position_source text check (length(position_source) <= 40),
    accuracy_m      double precision check (accuracy_m > 0 and accuracy_m <= 1000000),
    commune_id      integer references env.commune,
    -- Taken out of the draft again.
    dropped         boolean not null default false,
    -- Of the last operation on it.
    revision        bigint not null default 1,
    primary key (draft_id, number),
    foreign key (feature_id, layer) references env.feature (id, layer),
    check ((change = 'add') = (feature_id is null)),
    check ((change = 'add') = (base_version is null)),
    check (shape is null or geom is not null)
);
alter table env.draft_feature alter column geom set storage external;
create unique index draft_feature_once on env.draft_feature (draft_id, feature_id) where not dropped;
create index draft_feature_of on env.draft_feature (feature_id) where feature_id is not null;

-- Every gesture, in the order in which the server took them. Its id is the browser's, so that one sent twice is done once.
create table env.draft_operation (
    id               uuid primary key,
    draft_id         bigint not null references env.draft,
    number           bigint not null,
    feature_number   integer,
    feature_revision bigint,
    kind             text not null check (length(kind) <= 40),
    -- SHA-256 of what was sent: the same id with another body is another operation.
    sent             bytea not null check (octet_length(sent) = 32),
    -- The feature as it was and as it became (env.draft_feature), null where it was not there.
    before           jsonb check (length(before::text) <= 20200000),
    after            jsonb check (length(after::text) <= 20200000),
    undoes           uuid references env.draft_operation,
    author           text not null check (length(author) <= 600),
    person_id        bigint references account.person,
    made_at          timestamptz not null default clock_timestamp(),
    unique (draft_id, number)
);
create index draft_operation_undone on env.draft_operation (undoes) where undoes is not null;

-- What was done with it as a whole: who went from which state to which, why, and of which content.
create table env.draft_act (
    id         bigint generated always as identity primary key,
    draft_id   bigint not null references env.draft,
    act        text not null check (length(act) <= 40),
    from_state text not null references env.draft_state,
    to_state   text not null references env.draft_state,
    hash       bytea check (octet_length(hash) = 32),
    note       text check (length(note) <= 4000),
    author     text not null check (length(author) <= 600),
    person_id  bigint references account.person,
    made_at    timestamptz not null default clock_timestamp()
);
create index draft_act_of on env.draft_act (draft_id, id);

-- A warning of the checks that is meant to be so, with the reason that the reviewer reads. Only as long as the shapes are what they were.
create table env.draft_acceptance (
    id        bigint generated always as identity primary key,
    draft_id  bigint not null references env.draft,
    key       text not null check (length(key) between 1 and 300),
    of_shapes bytea not null check (octet_length(of_shapes) = 32),
    reason    text not null check (length(reason) between 1 and 2000),
    author    text not null check (length(author) <= 600),
    person_id bigint references account.person,
    made_at   timestamptz not null default clock_timestamp()
);
create index draft_acceptance_of on env.draft_acceptance (draft_id, key, id desc);

-- Which features a decision changed. Written before they are, in the same transaction: that is what the guard asks for.
create table env.decision_feature (
    decision_id bigint not null references env.decision,
    feature_id  bigint not null references env.feature,
    change      text not null check (change in ('add', 'change', 'retire', 'locate', 'correction', 'registered')),
    reason      text check (length(reason) <= 4000),
    told_in     xid8 not null default pg_current_xact_id(),
    told_at     timestamptz not null default transaction_timestamp(),
    primary key (decision_id, feature_id, told_in)
);
create index decision_feature_of on env.decision_feature (feature_id, told_in);

alter table env.feature_version
    add column decision_id bigint references env.decision,
    -- The version whose annex this one's position is of, where it is not its own: what is tied or renamed keeps its annex.
    add column annex_of bigint references env.legal_annex;
create index feature_version_of_decision on env.feature_version (decision_id) where decision_id is not null;
alter type env.version_to_record add attribute decision_id bigint;
alter table env.legal_annex
    -- Decimals of a metre as printed, and the annex as it was drawn, with the origin of its stretches; null of annexes from before.
    add column decimals smallint check (decimals between 0 and 4),
    add column shape jsonb check (length(shape::text) <= 20000000);

alter table env.layer add column by_decision boolean not null generated always as (coalesce(definition ->> 'changes', '') = 'decision') stored;

grant select on env.draft_state, env.draft_step, env.decision, env.decision_feature to envgis_writer;
grant select, insert, update on env.draft, env.draft_feature to envgis_writer;
grant select, insert on env.draft_operation, env.draft_act, env.draft_acceptance to envgis_writer;
revoke update, delete on env.draft_operation, env.draft_act, env.draft_acceptance from envgis_writer;
grant insert on env.decision_feature to envgis_writer;

-- It shows all of a view that has more columns now.
delete from env.schema_object where name = 'member/feature_version';
