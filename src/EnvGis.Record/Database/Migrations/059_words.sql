-- Why: the words that a column may hold stood in checks beside each table, in C#, in the page and in its sentences, each typed anew, and had begun to differ. They stand once, in
-- data/vocabularies.json; this is the database's copy of it, which a test compares, and what a column may hold is a reference to it (decision 38). A new word is a line of the
-- file and an insert in a numbered file.
create table env.word (
    vocabulary text not null,
    code       text not null check (code <> ''),
    position   smallint not null,
    title_vi   text not null,
    title_en   text not null
) partition by list (vocabulary);

create table env.word_of_position_source partition of env.word (primary key (code)) for values in ('position-source');
create table env.word_of_geometry_kind partition of env.word (primary key (code)) for values in ('geometry-kind');
create table env.word_of_state partition of env.word (primary key (code)) for values in ('state');
create table env.word_of_grade partition of env.word (primary key (code)) for values in ('grade');
create table env.word_of_task_state partition of env.word (primary key (code)) for values in ('task-state');
create table env.word_of_progress_state partition of env.word (primary key (code)) for values in ('progress-state');
create table env.word_of_task_kind partition of env.word (primary key (code)) for values in ('task-kind');
create table env.word_of_gis_relevance partition of env.word (primary key (code)) for values in ('gis-relevance');
create table env.word_of_deadline_kind partition of env.word (primary key (code)) for values in ('deadline-kind');
create table env.word_of_role partition of env.word (primary key (code)) for values in ('role');
create table env.word_of_area_level partition of env.word (primary key (code)) for values in ('area-level');
create table env.word_of_base_kind partition of env.word (primary key (code)) for values in ('base-kind');

insert into env.word (vocabulary, code, position, title_vi, title_en) values
    ('position-source', 'surveyed', 1, 'Đo đạc thực địa', 'Surveyed in the field'),
    ('position-source', 'decision-annex', 2, 'Phụ lục tọa độ của quyết định', 'Coordinate annex of a decision'),
    ('position-source', 'gps', 3, 'Định vị bằng máy thu cầm tay', 'Fixed by a handheld receiver'),
    ('position-source', 'digitised', 4, 'Số hóa từ bản đồ hoặc ảnh', 'Digitised from a map or image'),
    ('position-source', 'commune-centre', 5, 'Trung tâm xã, phường', 'Centre of the commune'),
    ('position-source', 'former-commune-centre', 6, 'Trung tâm xã, phường cũ', 'Centre of the former commune'),
    ('position-source', 'demonstration', 7, 'Vị trí minh họa, không có thật', 'Demonstration only, not a real position'),
    ('geometry-kind', 'point', 1, 'Điểm', 'Points'),
    ('geometry-kind', 'line', 2, 'Đường', 'Lines'),
    ('geometry-kind', 'polygon', 3, 'Vùng', 'Areas'),
    ('geometry-kind', 'point-or-polygon', 4, 'Điểm hoặc vùng', 'Points or areas'),
    ('geometry-kind', 'line-or-polygon', 5, 'Đường hoặc vùng', 'Lines or areas'),
    ('state', 'proposed', 1, 'Đề xuất', 'Proposed'),
    ('state', 'in_force', 2, 'Đang có hiệu lực', 'In force'),
    ('state', 'repealed', 3, 'Hết hiệu lực', 'No longer in force'),
    ('state', 'open', 4, 'Chưa xử lý', 'Open'),
    ('state', 'treating', 5, 'Đang xử lý', 'Being treated'),
    ('state', 'done', 6, 'Đã xử lý xong', 'Done'),
    ('state', 'operating', 7, 'Đang hoạt động', 'Operating'),
    ('state', 'stopped', 8, 'Đã dừng hoạt động', 'Stopped'),
    ('state', 'unknown', 9, 'Chưa rõ tình trạng', 'Status unknown'),
    ('grade', '0', 1, 'Chưa xếp mức', 'Not rated'),
    ('grade', '1', 2, 'Nhẹ, hoặc có nguy cơ', 'Light, or at risk'),
    ('grade', '2', 3, 'Trung bình, hoặc ô nhiễm', 'Medium, or contaminated'),
    ('grade', '3', 4, 'Nghiêm trọng', 'Serious'),
    ('grade', '4', 5, 'Đặc biệt nghiêm trọng', 'Especially serious'),
    ('task-state', 'overdue', 1, 'Quá hạn theo kế hoạch', 'Overdue by the plan'),
    ('task-state', 'running', 2, 'Đang trong thời hạn', 'Within its time'),
    ('task-state', 'not-begun', 3, 'Chưa đến kỳ thực hiện', 'Not begun'),
    ('task-state', 'open-ended', 4, 'Không đặt hạn cuối', 'No end set'),
    ('task-state', 'undated', 5, 'Không nêu thời hạn', 'No dates given'),
    ('task-state', 'done', 6, 'Đã hoàn thành', 'Done'),
    ('progress-state', 'not-started', 1, 'Chưa bắt đầu', 'Not started'),
    ('progress-state', 'underway', 2, 'Đang thực hiện', 'Under way'),
    ('progress-state', 'stuck', 3, 'Vướng mắc', 'Stuck'),
    ('progress-state', 'done', 4, 'Đã hoàn thành', 'Done'),
    ('task-kind', 'task', 1, 'Nhiệm vụ', 'Task'),
    ('task-kind', 'measure', 2, 'Giải pháp', 'Measure'),
    ('task-kind', 'organisation', 3, 'Tổ chức thực hiện', 'Organisation'),
    ('gis-relevance', 'core', 1, 'Cần bản đồ', 'Needs a map'),
    ('gis-relevance', 'supporting', 2, 'Bản đồ hỗ trợ', 'Helped by a map'),
    ('gis-relevance', 'none', 3, 'Không cần bản đồ', 'No map needed'),
    ('deadline-kind', 'report', 1, 'Báo cáo', 'Report'),
    ('deadline-kind', 'milestone', 2, 'Mốc', 'Milestone'),
    ('deadline-kind', 'task', 3, 'Việc đến hạn', 'Task due'),
    ('role', 'viewer', 1, 'Người xem', 'Viewer'),
    ('role', 'inspector', 2, 'Cán bộ kiểm tra', 'Inspector'),
    ('role', 'planner', 3, 'Cán bộ quy hoạch', 'Planner'),
    ('role', 'approver', 4, 'Người phê duyệt', 'Approver'),
    ('role', 'administrator', 5, 'Người quản trị', 'Administrator'),
    ('area-level', 'province', 1, 'Tỉnh, thành phố', 'Province'),
    ('area-level', 'commune', 2, 'Xã, phường, đặc khu', 'Commune'),
    ('base-kind', 'river', 1, 'Sông, suối', 'Rivers'),
    ('base-kind', 'lake', 2, 'Hồ', 'Lakes'),
    ('base-kind', 'road', 3, 'Đường', 'Roads'),
    ('base-kind', 'place', 4, 'Địa danh', 'Place names');

alter table env.layer drop constraint layer_geometry_kind_check, add constraint layer_geometry_kind_is_a_word foreign key (geometry_kind) references env.word_of_geometry_kind (code);
alter table env.task drop constraint task_kind_check, add constraint task_kind_is_a_word foreign key (kind) references env.word_of_task_kind (code);
alter table env.task drop constraint task_gis_relevance_check, add constraint task_gis_relevance_is_a_word foreign key (gis_relevance) references env.word_of_gis_relevance (code);
alter table env.task_progress drop constraint task_progress_state_check, add constraint task_progress_state_is_a_word foreign key (state) references env.word_of_progress_state (code);
alter table account.role_grant drop constraint role_grant_role_check, add constraint role_grant_role_is_a_word foreign key (role) references env.word_of_role (code);
alter table env.boundary drop constraint boundary_level_check, add constraint boundary_level_is_a_word foreign key (level) references env.word_of_area_level (code);
alter table env.boundary_line drop constraint boundary_line_level_check, add constraint boundary_line_level_is_a_word foreign key (level) references env.word_of_area_level (code);
alter table env.base_feature drop constraint base_feature_kind_check, add constraint base_feature_kind_is_a_word foreign key (kind) references env.word_of_base_kind (code);
alter table env.base_source drop constraint base_source_kind_check, add constraint base_source_kind_is_a_word foreign key (kind) references env.word_of_base_kind (code);

-- A reference would be looked up for each row of an import; env.check_versions looks once for all rows of a statement.
alter table env.feature_version drop constraint feature_version_position_source_check;
