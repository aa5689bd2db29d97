using System.Globalization;
using Npgsql;

namespace EnvGis.Benchmarks;

/// <summary>The same questions to a service with few layers and then with hundreds: of the same features, so that only the number of layers differs.</summary>
static class LayerBenchmark
{
    const int Few = 12, More = 288, Features = 2_880, Requests = 40, Sessions = 20;

    // Layers without attributes of their own, each with one feature: what is asked of a layer's attributes is not what is measured.
    const string NewLayers = """
        with made as (
            insert into env.layer (id, code_prefix, sort_order, geometry_kind, definition, rules)
            select 'many-' || n, prefix, 2000 + n, 'point-or-polygon', d, env.attribute_rules(d)
            from generate_series(@first, @last) n
            cross join lateral (select 'M' || chr(65 + n / 100) || chr(65 + n / 10 % 10) || chr(65 + n % 10) as prefix) p
            cross join lateral (
                select (definition - 'constraints' - 'classes') || jsonb_build_object('id', 'many-' || n, 'codePrefix', prefix, 'attributes', '[]'::jsonb, 'topics', '[]'::jsonb) as d
                from env.layer where id = 'landfills') l
            returning id)
        select count(*) from made
        """;

    const string NewFeatures = """
        insert into env.current_feature (layer, name_vi, attributes, geom, position_source, accuracy_m, valid, demonstration)
        select 'many-' || (@first + n % (@last - @first + 1)), 'Nơi thử ' || n, '{}', st_point(105 + n % 97 * 0.01, 20 + n % 89 * 0.01, 4326), 'digitised', 10, daterange('2026-01-01', null), true
        from generate_series(1, @count) n
        """;

    static readonly (string What, string Address)[] Questions =
    [
        ("facets in a box", "/api/facets?bbox=105,20,106,21"), ("list of a box by name", "/api/list?bbox=105,20,105.2,20.2&sort=name"), ("list of the country by severity", "/api/list?bbox=102,8,110,24"),
        ("overview", "/api/overview"), ("search", "/api/places?limit=8&q=noi%20thu%207"), ("one place", "/api/features/{0}"), ("tile of one layer and one filter", "/tiles/many-1/9/405/223.mvt?demonstration=true"),
    ];

    public static async Task RunAsync(Stage stage, CancellationToken cancellationToken)
    {
        var table = new ResultTable(string.Create(CultureInfo.InvariantCulture, $"{Features:N0} features: {Few} layers more than the project's own, and then {More} more, {Environment.ProcessorCount} processors"));
        using var http = new HttpClient();
        await AddAsync(1, Few, Features);
        var place = await stage.ValueAsync<long>("select min(id) from published.feature where layer like 'many-%'", cancellationToken);
        var few = await MeasureAsync();
        await AddAsync(Few + 1, Few + More, More);
        foreach (var ((what, theirs), (_, ours)) in few.Zip(await MeasureAsync()))
        {
            table.Add($"{what}, {More} layers more", "the same without them", "answer", ours, theirs);
        }
        table.Close();

        async Task AddAsync(int first, int last, int count)
        {
            foreach (var sql in (string[])[NewLayers, NewFeatures])
            {
                await using var command = stage.Database.CreateCommand(sql);
                command.Parameters.AddWithValue("first", first);
                command.Parameters.AddWithValue("last", last);
                command.Parameters.AddWithValue("count", count);
                await command.ExecuteNonQueryAsync(cancellationToken);
            }
            await stage.RunSqlAsync("vacuum analyze", cancellationToken);
            // It reads layers as it starts, or when a load tells it.
            await stage.ServeAgainAsync(cancellationToken);
        }

        async Task<List<(string What, Spent Spent)>> MeasureAsync()
        {
            var spent = new List<(string, Spent)>();
            foreach (var (what, form) in Questions)
            {
                var address = string.Format(CultureInfo.InvariantCulture, form, place);
                // Compiled code and filled buffers first.
                await AskAsync();
                spent.Add((what, await TileBenchmark.MeasureAsync(stage, stage.Service.Id, Requests, AskAsync)));

                async Task AskAsync()
                {
                    for (var i = 0; i < Requests; i++)
                    {
                        using var answer = await http.GetAsync(new Uri(stage.Address, address), cancellationToken);
                        answer.EnsureSuccessStatusCode();
                    }
                }
            }
            spent.Add(("an edit", await TileBenchmark.MeasureAsync(stage, Environment.ProcessId, Requests, async () =>
            {
                for (var i = 0; i < Requests; i++)
                {
                    await stage.RunSqlAsync($"update env.current_feature set name_vi = name_vi || '.' where id = {place.ToString(CultureInfo.InvariantCulture)}", cancellationToken);
                }
            })));
            var alone = new NpgsqlConnectionStringBuilder(stage.Login.ConnectionString) { Pooling = false }.ConnectionString;
            spent.Add(("a session's first place", await TileBenchmark.MeasureAsync(stage, Environment.ProcessId, Sessions, async () =>
            {
                for (var i = 0; i < Sessions; i++)
                {
                    await using var connection = new NpgsqlConnection(alone);
                    await connection.OpenAsync(cancellationToken);
                    await using var command = new NpgsqlCommand("select name_vi from published.feature where id = $1", connection);
                    command.Parameters.AddWithValue(place);
                    await command.ExecuteScalarAsync(cancellationToken);
                }
            })));
            return spent;
        }
    }
}
