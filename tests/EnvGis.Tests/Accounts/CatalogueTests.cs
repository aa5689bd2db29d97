using System.Globalization;
using System.Text.Json;
using Npgsql;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Accounts;

/// <summary>What PostgreSQL's catalogues, its statistics and the functions of PostGIS tell a login that reads: of restricted layers neither name nor number, value or place.</summary>
public sealed class CatalogueTests(RunningService service) : IClassFixture<RunningService>
{
    const string Secret = "Bimat";

    public static TheoryData<string> Logins => ["reader", "member"];

    string Login(string login) => login == "reader" ? service.Database.Reader! : service.Database.Member!;

    [Theory]
    [MemberData(nameof(Logins))]
    public async Task Nothing_that_a_login_can_select_names_a_restricted_layer_or_holds_a_value_of_it(string login)
    {
        var (layer, prefix) = await Hidden();
        await using var reader = NpgsqlDataSource.Create(Login(login));
        await using var connection = await reader.OpenConnectionAsync();
        // Whatever has a name: tables, their parts, indexes, types, bounds of partitions, privileges, statistics, what others do.
        var pattern = $"(^|[^a-z0-9]){layer.Replace("-", "[-_]", StringComparison.Ordinal)}([^0-9]|$)|{prefix}|{Secret}|thuockin";
        var told = new List<string>();
        var relations = await Column("""
            select c.oid::regclass::text from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where c.relkind in ('r', 'v', 'm', 'p', 'f') and n.nspname !~ '^pg_(toast|temp)' and has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select')
            order by 1
            """);
        relations.Count.ShouldBeGreaterThan(150);
        relations.ShouldContain("pg_stats");
        relations.ShouldContain("pg_stat_activity");
        foreach (var relation in relations)
        {
            told.AddRange((await Column($"select left(t::text, 200) from {relation} t where t::text ~* $1 limit 3", pattern)).Select(row => $"{relation}: {row}"));
        }
        // What a partition takes stands in no column that a person could read.
        told.AddRange(await Column("select pg_get_expr(relpartbound, oid) from pg_class where pg_get_expr(relpartbound, oid) ~* $1", pattern));
        told.AddRange(await Column("select pg_get_constraintdef(oid) from pg_constraint where pg_get_constraintdef(oid) ~* $1", pattern));
        told.AddRange(await Column("select usename || ': ' || query from pg_stat_activity where usename <> current_user and query not in ('', '<insufficient privilege>')"));
        told.ShouldBeEmpty();

        async Task<List<string>> Column(string sql, params string[] values)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            foreach (var value in values)
            {
                command.Parameters.Add(new() { Value = value });
            }
            await using var rows = await command.ExecuteReaderAsync();
            var all = new List<string>();
            while (await rows.ReadAsync())
            {
                all.Add(rows.IsDBNull(0) ? "" : rows.GetString(0));
            }
            return all;
        }
    }

    /// <summary>PostGIS reads the statistics and indexes of a table for whoever asks its functions, whether or not they may read the table.</summary>
    [Theory]
    [MemberData(nameof(Logins))]
    public async Task No_function_tells_where_the_places_of_a_table_lie_that_a_login_may_not_read(string login)
    {
        var (layer, _) = await Hidden();
        await using var reader = NpgsqlDataSource.Create(Login(login));
        var tables = await service.Rows<long>("select oid::bigint from pg_class where relkind in ('r', 'p') and relnamespace in ('restricted'::regnamespace, 'env'::regnamespace) and relname ~ '^feature'");
        tables.Count.ShouldBeGreaterThan(3);
        foreach (var table in tables)
        {
            foreach (var question in (string[])
            [
                "_postgis_stats({0}::oid::regclass, 'geom')", "_postgis_selectivity({0}::oid::regclass, 'geom', st_makeenvelope(100, 8, 110, 24, 4326))", "_postgis_index_extent({0}::oid::regclass, 'geom')",
                "_postgis_join_selectivity({0}::oid::regclass, 'geom', {0}::oid::regclass, 'geom')", "st_estimatedextent('restricted', 'feature_of_all', 'geom')", "st_estimatedextent('env', 'feature_version', 'geom', true)",
                "st_estimatedextent('feature_version', 'geom')",
            ])
            {
                await using var command = reader.CreateCommand($"select {string.Format(CultureInfo.InvariantCulture, question, table)}::text");
                (await Should.ThrowAsync<PostgresException>(() => command.ExecuteScalarAsync(), question)).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege, question);
            }
        }
        await using var extent = reader.CreateCommand("select published.extent_of_layer($1)::text");
        extent.Parameters.Add(new() { Value = layer });
        (await extent.ExecuteScalarAsync()).ShouldBe(DBNull.Value);
        extent.Parameters[0].Value = "landfills";
        (await extent.ExecuteScalarAsync()).ShouldBeOfType<string>().ShouldStartWith("BOX");
    }

    [Fact]
    public async Task A_layer_that_is_opened_is_drawn_at_once_and_one_that_is_closed_leaves_no_row_behind()
    {
        var layer = await service.NewLayer("point", visibility: "restricted");
        var id = await service.NewFeature(layer, "POINT(105.8 21.6)", "Nơi mở ra");
        (await service.Http.GetAsync($"/ogc/collections/{layer}/items")).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);

        await Become("public");

        JsonElement.Parse(await service.Http.GetStringAsync($"/ogc/collections/{layer}/items/{id}")).GetProperty("id").GetInt64().ShouldBe(id);
        (await service.Http.GetByteArrayAsync($"/tiles/{layer}/10/813/449.mvt")).ShouldNotBeNull();
        (await service.Http.GetStringAsync($"/tiles/{layer}.json")).ShouldContain("105.8");
        (await service.Value<long>("select count(*) from restricted.feature where layer = @layer", new { layer })).ShouldBe(0);

        await Become("restricted");

        (await service.Http.GetAsync($"/ogc/collections/{layer}/items/{id}")).StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
        (await service.Value<long>("select count(*) from published.feature where layer = @layer", new { layer })).ShouldBe(0);
        (await service.Value<long>("select count(*) from restricted.feature where layer = @layer", new { layer })).ShouldBe(1);

        async Task Become(string visibility)
        {
            await service.Sql("update env.layer set definition = definition || jsonb_build_object('visibility', @visibility) where id = @layer", new { layer, visibility });
            await service.RefreshLayers();
        }
    }

    /// <summary>A restricted layer with as many places as statistics need, and a public one with a restricted attribute.</summary>
    async Task<(string Layer, string Prefix)> Hidden()
    {
        const string Note = """[{"name":"thuockin","title":{"vi":"Ghi chú kín","en":"Note"},"type":"text","filter":true}]""";
        var layer = await service.NewLayer("point", Note, visibility: "restricted");
        var open = await service.NewLayer("point", Note.Replace("\"filter\":true", "\"restricted\":true", StringComparison.Ordinal));
        foreach (var one in new[] { layer, open })
        {
            await service.Sql("""
                insert into env.current_feature (layer, name_vi, attributes, geom, position_source, accuracy_m, valid)
                select @one, case when @one = @layer then @Secret else 'Nơi' end || ' ' || i % 3, jsonb_build_object('thuockin', @Secret || i % 3), st_point(105.8 + i * 0.001, 21.5 + i % 7 * 0.01, 4326), 'digitised', 10,
                    daterange('2026-01-01', null)
                from generate_series(1, 300) i
                """, new { one, layer, Secret });
        }
        await service.Sql("analyze restricted.feature, restricted.feature_document, restricted.attribute, published.feature, published.feature_document, env.feature, env.feature_version, env.layer");
        return (layer, (await service.Value<string>("select code_prefix from env.layer where id = @layer", new { layer }))!);
    }
}
