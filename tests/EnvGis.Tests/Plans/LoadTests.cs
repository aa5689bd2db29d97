using EnvGis.Database;
using EnvGis.Plans;
using Npgsql;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Plans;

/// <summary>Loading twice changes nothing, and what people changed since is theirs.</summary>
public sealed class LoadTests(FreshDatabase database) : IClassFixture<FreshDatabase>
{
    const string Everything = """
        select jsonb_object_agg(name, rows)::text from (
            select 'layer' as name, md5(string_agg(t::text, ';' order by t::text)) as rows from env.layer t
            union all select 'topic', md5(string_agg(t::text, ';' order by t::text)) from env.topic t
            union all select 'commune', md5(string_agg(t::text, ';' order by t::text)) from env.commune t
            union all select 'province', md5(string_agg(t::text, ';' order by t::text)) from env.province t
            union all select 'former', md5(string_agg(t::text, ';' order by t::text)) from env.former_unit t
            union all select 'successor', md5(string_agg(t::text, ';' order by t::text)) from env.former_unit_successor t
            union all select 'plan', md5(string_agg(t::text, ';' order by t::text)) from env.plan t
            union all select 'task', md5(string_agg(t::text, ';' order by t::text)) from env.task t
            union all select 'lead', md5(string_agg(t::text, ';' order by t::text)) from env.task_lead t
            union all select 'link', md5(string_agg(t::text, ';' order by t::text)) from env.feature_task t
            union all select 'version', md5(string_agg(t::text, ';' order by t::text)) from env.feature_version t
            union all select 'change', md5(string_agg(t::text, ';' order by t::text)) from env.change t) all_tables
        """;

    [Fact]
    public async Task A_second_load_of_the_same_files_reads_none_of_them()
    {
        await database.Load();

        (await database.Load()).Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldAllBe(line => line.EndsWith(": unchanged"));
    }

    [Fact]
    public async Task Reading_all_files_anew_changes_no_row_and_records_no_change()
    {
        await database.Load();
        var before = await database.Value<string>(Everything);

        var said = await database.Load(anew: true);

        said.ShouldContain("Layers: 12, 0 new or changed");
        said.ShouldContain("256 items, 0 rows written");
        said.ShouldContain("0 added, 0 links written");
        (await database.Value<string>(Everything)).ShouldBe(before);
    }

    [Fact]
    public async Task Of_layers_that_answer_one_topic_the_one_that_is_named_first_answers_it()
    {
        await database.Load();
        var topic = await database.Value<string>("select definition -> 'topics' ->> 0 from env.layer where id = 'landfills'");
        // One whose file is gone, loaded before and after the one that has a file.
        foreach (var (loaded, first) in new[] { ("2100-01-01", "old-landfills"), ("2000-01-01", "landfills") })
        {
            await database.Sql("""
                insert into env.layer (id, code_prefix, sort_order, geometry_kind, definition, rules, loaded_at)
                select 'old-landfills', 'ZZOLD', 1, geometry_kind, definition || '{"id":"old-landfills","codePrefix":"ZZOLD"}', rules, @loaded::timestamptz from env.layer where id = 'landfills'
                on conflict (id) do update set loaded_at = excluded.loaded_at
                """, new { loaded });
            var said = await database.Load(anew: true);
            said.ShouldContain($"loaded last, named first, counts: topic {topic}: {first}, ");
            (await database.Value<string>($"select layer from env.topic where id = '{topic}'")).ShouldBe(first);
        }
        await database.Sql("delete from env.layer where id = 'old-landfills'");
    }

    [Fact]
    public async Task A_feature_that_people_changed_is_theirs()
    {
        await database.Sql("update env.current_feature set name_vi = 'Bãi rác Yến Lạc (đã khảo sát)' where code = 'BCL-YEN-LAC'");

        (await database.Load(anew: true)).ShouldContain("changed by people, kept");

        (await database.Value<string>("select name_vi from env.current_feature where code = 'BCL-YEN-LAC'")).ShouldBe("Bãi rác Yến Lạc (đã khảo sát)");
    }

    /// <summary>Each of another place, so that one load renews them all.</summary>
    static readonly string[] Befores =
        ["name_en = 'Old name'", "attributes = attributes - 'plan_wording'", "accuracy_m = 900", "near = st_translate(near, 0.01, 0)", "valid = daterange('2026-05-01', null)"];

    [Fact]
    public async Task A_feature_that_only_the_loader_wrote_follows_the_files_and_keeps_what_stood_before()
    {
        var codes = (await database.Value<string[]>("""
            select array(select code from env.current_feature where author = @author and not demonstration and attributes ? 'plan_wording' and near is not null and accuracy_m is distinct from 900 order by code limit 5)
            """, new { author = LoadFeatures.Author }))!;
        codes.Length.ShouldBe(Befores.Length);
        const string Told = "select md5(string_agg((to_jsonb(c) - 'version_id' - 'recorded')::text, ';' order by code)) from env.current_feature c where code = any (@codes)";
        foreach (var (before, code) in Befores.Zip(codes))
        {
            await database.Sql($"select set_config('envgis.author', '{LoadFeatures.Author}', false); update env.current_feature set {before} where code = '{code}'");
        }
        (await database.Load(anew: true)).ShouldContain("5 that nobody had changed renewed");

        var renewed = await database.Value<string>(Told, new { codes });
        (await database.Load(anew: true)).ShouldNotContain("renewed");
        (await database.Value<string>(Told, new { codes })).ShouldBe(renewed);
        foreach (var code in codes)
        {
            (await database.Value<int>("select count(*)::int from env.feature_version v join env.feature f on f.id = v.feature_id where f.code = @code", new { code })).ShouldBeGreaterThan(2, code);
        }
    }

    [Fact]
    public async Task A_feature_that_people_withdrew_stays_withdrawn()
    {
        await database.Sql("delete from env.current_feature where code = 'DN-SUOI-COC'");

        (await database.Load(anew: true)).ShouldContain("withdrawn, left so");

        (await database.Value<int>("select count(*)::int from env.current_feature where code = 'DN-SUOI-COC'")).ShouldBe(0);
    }

    [Fact]
    public async Task The_demonstration_goes_with_one_command_and_comes_back_only_when_asked_for()
    {
        await database.Load(demonstration: true);
        var demonstration = await database.Value<int>("select count(*)::int from published.feature where demonstration");
        var others = await database.Value<int>("select count(*)::int from published.feature where not demonstration");
        var identity = await database.Value<long>("select id from env.feature where code = 'BVNN-MH-01'");
        demonstration.ShouldBe(60);

        (await RemoveDemonstration.RunAsync(database.Owner, CancellationToken.None)).ShouldBe(60);

        (await database.Value<int>("select count(*)::int from published.feature where demonstration")).ShouldBe(0);
        (await database.Value<int>("select count(*)::int from published.feature where not demonstration")).ShouldBe(others);
        (await RemoveDemonstration.RunAsync(database.Owner, CancellationToken.None)).ShouldBe(0);
        await database.Load(anew: true);
        (await database.Value<int>("select count(*)::int from published.feature where demonstration")).ShouldBe(0);

        await database.Load(demonstration: true);

        (await database.Value<int>("select count(*)::int from published.feature where demonstration")).ShouldBe(60);
        (await database.Value<long>("select id from published.feature where code = 'BVNN-MH-01'")).ShouldBe(identity);
    }

    [Fact]
    public async Task A_tie_that_the_demonstration_dropped_is_untied_and_that_of_a_person_stays()
    {
        await database.Load(demonstration: true);
        await database.Sql("""
            insert into env.feature_task (feature_id, task_id, role, source_plan, source_section, source_line, linked_by)
            select f.id, 'son-la/III.1', role, 'son-la', 'III.1', 485, who
            from env.feature f cross join (values ('names', null), ('records', 'Một người')) as tie (role, who) where f.code = 'DN-MH-03'
            """);

        (await database.Load(anew: true)).ShouldContain("0 added, 1 links written");

        const string ties = "select coalesce(string_agg(role, ',' order by role), '') from env.feature_task where task_id = 'son-la/III.1' and untied_at is null";
        (await database.Value<string>(ties)).ShouldBe("records");
        await database.Sql("delete from env.feature_task where task_id = 'son-la/III.1'");
    }

    [Fact]
    public async Task What_was_loaded_bears_the_name_of_the_loader()
    {
        (await database.Value<string>("select min(author) from env.feature_version where feature_id = (select id from env.feature where code = 'ODN-PHUC-TRIU')"))
            .ShouldBe(LoadFeatures.Author);
    }

    [Fact]
    public async Task A_second_lead_for_one_scope_is_refused_unless_the_plan_names_both()
    {
        await database.Sql("insert into env.agency (name) values ('Cơ quan thử A'), ('Cơ quan thử B') on conflict do nothing");
        const string lead = """
            insert into env.task_lead (task_id, agency_id, scope, joint, position)
            select 'thai-nguyen/II.3.2-b1', id, 'phạm vi thử', @joint, 9 from env.agency where name = @name
            """;
        await database.Sql(lead, new { name = "Cơ quan thử A", joint = false });

        (await Should.ThrowAsync<PostgresException>(() => database.Sql(lead, new { name = "Cơ quan thử B", joint = false })))
            .ConstraintName.ShouldBe("one_lead_per_scope");

        (await database.Sql(lead, new { name = "Cơ quan thử B", joint = true })).ShouldBe(1);
        // A lead that no file has goes with the next reading.
        await database.Load(anew: true);
        (await database.Value<int>("select count(*)::int from env.task_lead where scope = 'phạm vi thử'")).ShouldBe(0);
    }

    [Fact]
    public async Task A_task_that_the_files_drop_goes_unless_a_feature_is_tied_to_it_or_somebody_reported_on_it()
    {
        await database.Sql("""
            insert into env.task (id, plan_id, section, line, kind, title_vi, title_en, gis_relevance, position) values
                ('son-la/X.1', 'son-la', 'X.1', 1, 'task', 'Đã bỏ', 'Dropped', 'none', 901),
                ('son-la/X.2', 'son-la', 'X.2', 2, 'task', 'Đã bỏ nhưng có liên kết', 'Dropped but tied', 'none', 902),
                ('son-la/X.3', 'son-la', 'X.3', 3, 'task', 'Đã bỏ nhưng có báo cáo', 'Dropped but reported on', 'none', 903);
            insert into env.task_progress (task_id, number, state, on_day, note, agency) values ('son-la/X.3', 1, 'done', '2026-06-01', 'Xong', 'Cơ quan thử');
            insert into env.feature_task select id, 'son-la/X.2', 'names', 'son-la', 'X.2', 2 from env.feature where code = 'ODN-PHUC-TRIU'
            """);

        (await database.Load(anew: true)).ShouldContain("tied to features or reported on, kept: son-la/X.2, son-la/X.3");

        (await database.Value<int>("select count(*)::int from env.task where id = 'son-la/X.1'")).ShouldBe(0);
        await database.Sql("delete from env.feature_task where task_id = 'son-la/X.2'; delete from env.task where id in ('son-la/X.2', 'son-la/X.3')");
    }

    [Theory]
    [InlineData("son-la.json", "\"kind\": \"measure\"", "\"kine\": \"measure\"", "kine")]
    [InlineData("thai-nguyen.json", "\"date\": \"2026-04\"", "\"date\": \"2026-13\"", "neither a day")]
    // What is reported names the year, and could then be either's.
    [InlineData("thai-nguyen.json", "\"task\": \"thai-nguyen/III.2-b2\"", "\"task\": \"thai-nguyen/III.1\"", "a duty of every year twice")]
    public async Task A_wrong_file_leaves_everything_as_it_was(string name, string right, string wrong, string said)
    {
        var folder = Directory.CreateTempSubdirectory("envgis-data").FullName;
        try
        {
            foreach (var file in Directory.GetFiles(Path.Combine(database.DataFolder, "plans")))
            {
                File.Copy(file, Path.Combine(folder, Path.GetFileName(file)));
            }
            var text = await File.ReadAllTextAsync(Path.Combine(folder, name));
            text.ShouldContain(right);
            await File.WriteAllTextAsync(Path.Combine(folder, name), text.Replace(right, wrong, StringComparison.Ordinal));
            await using var context = Migrator.Context(database.Owner.Source);

            var refusal = await Should.ThrowAsync<SetupException>(() => LoadPlans.RunAsync(folder, context, CancellationToken.None));

            refusal.Message.ShouldContain($"{name}:");
            refusal.Message.ShouldContain(said);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
