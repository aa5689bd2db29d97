using Npgsql;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Accounts;

/// <summary>Whatever a session of the role that reads for members asks, it is told nothing of rows that it does not see: not by a function, an error or the order of conditions.</summary>
public sealed class BarrierTests(RunningService service) : IClassFixture<RunningService>
{
    const string Secret = "Bimat";

    public static TheoryData<string> Sources => ["member.feature", "member.feature_version", "member.change", "member.tally", "member.tie", "member.feature_task", "member.layer",
        "member.legal_annex", "member.legal_vertex", "member.features_as_of({0}, current_date, null, null)", "published.feature", "published.feature_version", "published.change",
        "published.tally", "published.day_tally", "published.layer", "published.feature_task", "published.tie", "published.legal_annex", "published.legal_vertex",
        "published.features_as_of({0}, current_date, null, null)", "published.topic_layer", "member.topic_layer", "plans.topic", "member.feature_document", "published.feature_document", "published.task_document", "plans.task_document",
        "member.found_features(array['bimat'], array['''bimat'':*'], 'bimat', '{{bimat}}', '{{}}')", "member.nearly_found_features(array['bimar'], array['''bimar'':*'], '{{}}')"];

    /// <summary>Whoever asks also says in which order tables are joined: with these the one whose rows are left out last is read first.</summary>
    static readonly string[] Orders =
    [
        "set enable_nestloop = on", "set enable_nestloop = off", "set enable_hashjoin = off", "set enable_mergejoin = off; set enable_hashjoin = on; set join_collapse_limit = 1; set from_collapse_limit = 1",
        "set enable_hashjoin = off; set enable_mergejoin = on",
    ];

    [Theory]
    [MemberData(nameof(Sources))]
    public async Task A_condition_of_the_callers_own_is_asked_of_no_row_that_is_not_seen(string source) => (await this.Told(source)).ShouldBeEmpty();

    /// <summary>That nothing is told is due to the barriers: without one of them it is.</summary>
    [Theory]
    [InlineData("restricted.seen_feature", "member.feature")]
    [InlineData("restricted.seen_feature_document", "member.feature_document")]
    [InlineData("member.feature_version", "member.feature_version")]
    public async Task Without_its_barrier_a_view_would_tell(string barrier, string source)
    {
        await service.Sql($"alter view {barrier} reset (security_barrier)");
        try
        {
            (await this.Told(source)).ShouldNotBeEmpty();
        }
        finally
        {
            await service.Sql($"alter view {barrier} set (security_barrier)");
        }
    }

    /// <returns>What a session of the role was told of a place that it does not see.</returns>
    async Task<List<string>> Told(string source)
    {
        var (layer, code, id) = await Hidden();
        await using var member = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(service.Database.Member!) { Pooling = false, SearchPath = "member,published,public" }.ConnectionString);
        await member.OpenAsync();
        var told = new List<string>();
        member.Notice += (_, notice) => told.Add(notice.Notice.MessageText);
        var from = string.Format(System.Globalization.CultureInfo.InvariantCulture, source, $"'{layer}'");
        // It is shown every row that is asked, and repeats only what is looked for: to send all the rest here took most of the time.
        await Ask($"""
            create function pg_temp.tell(value text) returns boolean language plpgsql cost 0.0000001 as $$ begin
                if value || ',' ilike any (array['%{Secret}%', '%{layer}%', '%{code}%', '%id: {id},%', '%"id": {id},%', '%"feature_id": {id},%']) then raise notice '%', value; end if;
                return true;
            end $$
            """);
        var columns = await Columns(from);

        foreach (var order in Orders)
        {
            await Ask(order);
            // By the whole row, by each column, and joined to something of the caller's own.
            await Ask($"select count(*) from {from} as one where pg_temp.tell(to_jsonb(one)::text)");
            foreach (var column in columns)
            {
                await Ask($"select count(*) from {from} as one where pg_temp.tell('{column}: ' || coalesce(one.{column}::text, ''))");
                await Ask($"select count(*) from (values (1)) v (n) join {from} as one on pg_temp.tell('{column}: ' || coalesce(one.{column}::text, ''))");
                // What fails tells as well as what speaks.
                await Try($"select count(*) from {from} as one where 1 / (case when one.{column}::text ~* '{Secret}' then 0 else 1 end) = 1");
            }
        }

        return told;

        async Task Ask(string sql)
        {
            await using var command = new NpgsqlCommand(sql, member);
            await command.ExecuteNonQueryAsync();
        }

        async Task Try(string sql)
        {
            try
            {
                await Ask(sql);
            }
            catch (PostgresException failed) when (failed.SqlState == PostgresErrorCodes.DivisionByZero)
            {
                told.Add($"{Secret} by a failure: {sql}");
            }
        }

        async Task<List<string>> Columns(string of)
        {
            await using var command = new NpgsqlCommand($"select * from {of} limit 0", member);
            await using var rows = await command.ExecuteReaderAsync();
            return [.. Enumerable.Range(0, rows.FieldCount).Select(rows.GetName)];
        }
    }

    /// <summary>Whose ticket shows a layer in one province learns nothing of its places in another, not their ids either.</summary>
    [Fact]
    public async Task A_ticket_of_one_province_shows_nothing_of_the_layers_places_in_another()
    {
        var (layer, code, id) = await Hidden();
        await service.Sql("update env.current_feature set commune_id = (select id from env.commune where code = '05503' and valid_to is null) where id = @id", new { id });
        foreach (var (province, sees) in new[] { ("44", false), ("19", true) })
        {
            var secret = Guid.NewGuid().ToString("n");
            await service.Sql("select account.give_sight(sha256(convert_to(@secret, 'UTF8')), @scopes::jsonb, 600)", new { secret, scopes = $$"""[{"layers":["{{layer}}"],"provinces":["{{province}}"]}]""" });
            await using var member = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(service.Database.Member!) { Pooling = false, SearchPath = "member,published,public" }.ConnectionString);
            await member.OpenAsync();
            await using (var enter = new NpgsqlCommand("select member.enter($1)", member) { Parameters = { new() { Value = secret } } })
            {
                (await enter.ExecuteScalarAsync()).ShouldBe(true);
            }
            var telling = new List<string>();
            foreach (var source in Sources.Select(row => row.Data))
            {
                await using var command = new NpgsqlCommand($"""
                    select exists (select from (select to_jsonb(one) as row from {string.Format(System.Globalization.CultureInfo.InvariantCulture, source, $"'{layer}'")} as one) asked
                        where row::text like any (array['%' || $1 || '%', '%' || $2 || '%']) or row ->> 'feature_id' = $3 or row ->> 'id' = $3 and row ->> 'layer' = $4)
                    """, member);
                foreach (var value in (string[])[Secret, code, id.ToString(System.Globalization.CultureInfo.InvariantCulture), layer])
                {
                    command.Parameters.Add(new() { Value = value });
                }
                if (await command.ExecuteScalarAsync() is true)
                {
                    telling.Add(source);
                }
            }
            (telling.Count > 8).ShouldBe(sees, string.Join(", ", telling));
            (telling.Count > 0).ShouldBe(sees, string.Join(", ", telling));
        }
    }

    [Fact]
    public async Task Nothing_that_a_login_for_readers_can_select_from_names_a_restricted_layer()
    {
        var (layer, code, _) = await Hidden();
        await service.Sql("update env.topic set layer = @layer where id = (select min(id) from env.topic)", new { layer });
        foreach (var login in (string[])[service.Database.Reader!, service.Database.Member!])
        {
            await using var source = NpgsqlDataSource.Create(login);
            var relations = new List<string>();
            await using (var listed = source.CreateCommand("""
                select c.oid::regclass::text from pg_class c
                where c.relkind in ('r', 'v', 'm', 'p', 'f') and c.relnamespace::regnamespace::text not in ('pg_catalog', 'information_schema', 'pg_toast')
                  and has_schema_privilege(c.relnamespace, 'usage') and has_table_privilege(c.oid, 'select') order by 1
                """))
            await using (var rows = await listed.ExecuteReaderAsync())
            {
                while (await rows.ReadAsync())
                {
                    relations.Add(rows.GetString(0));
                }
            }
            relations.Count.ShouldBeGreaterThan(40);
            foreach (var relation in relations)
            {
                await using var command = source.CreateCommand($"select count(*) from {relation} one where one::text like any (array['%' || $1 || '%', '%' || $2 || '%'])");
                command.Parameters.Add(new() { Value = layer });
                command.Parameters.Add(new() { Value = code });
                (await command.ExecuteScalarAsync()).ShouldBe(0L, relation);
            }
        }
    }

    [Fact]
    public async Task What_runs_with_its_owners_rights_takes_no_temporary_table_of_the_caller_for_its_own()
    {
        (await service.Rows<string>("""
            select p.oid::regprocedure::text from pg_proc p join pg_namespace n on n.oid = p.pronamespace
            where n.nspname not in ('pg_catalog', 'information_schema') and (p.prosecdef or array_to_string(p.proconfig, ';') like '%search_path=%')
              and coalesce(array_to_string(p.proconfig, ';'), '') !~ 'search_path=[^;]*, pg_temp(;|$)'
              and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
            """)).ShouldBeEmpty();

        await using var source = NpgsqlDataSource.Create(service.Database.Member!);
        await using var member = await source.OpenConnectionAsync();
        await using var planted = new NpgsqlCommand("""
            create temporary table feature_document as select * from published.feature_document limit 1;
            update feature_document set id = -7, name_key = 'gia mao', code_key = 'gia mao', words = '''gia'' ''mao''';
            grant select on feature_document to public;
            """, member);
        await planted.ExecuteNonQueryAsync();
        foreach (var schema in new[] { "member", "published" })
        {
            await using var command = new NpgsqlCommand(
                $"select count(*) from {schema}.found_features(array['gia', 'mao'], array['''gia'':*', '''mao'':*'], 'gia mao', array['gia mao'], '{{}}') where id = -7", member);
            (await command.ExecuteScalarAsync()).ShouldBe(0L, schema);
        }
    }

    /// <summary>A place of a restricted layer with all that may hang on one: a task, an annex, a change, a version that is past.</summary>
    async Task<(string Layer, string Code, long Id)> Hidden()
    {
        var layer = await service.NewLayer("polygon", """[{"name":"note","title":{"vi":"Ghi chú","en":"Note"},"type":"text","filter":true}]""", visibility: "restricted");
        var id = await service.NewFeature(layer, "POLYGON((105.8 21.5,105.9 21.5,105.9 21.6,105.8 21.5))", Secret, $$"""{"note":"{{Secret}}"}""");
        await service.Sql("update env.current_feature set name_vi = name_vi || ' hai' where id = @id", new { id });
        await service.Sql("""
            insert into env.feature_task (feature_id, task_id, role, source_plan, source_section, source_line)
            select @id, t.id, (select min(code) from env.link_role), t.plan_id, t.section, t.line from plans.task t order by t.id limit 1
            """, new { id });
        await service.Sql("update env.topic set layer = @layer where id = (select max(id) from env.topic)", new { layer });
        return (layer, (await service.Value<string>("select code from env.feature where id = @id", new { id }))!, id);
    }
}
