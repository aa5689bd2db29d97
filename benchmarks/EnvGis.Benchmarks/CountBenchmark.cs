using System.Globalization;
using Npgsql;

namespace EnvGis.Benchmarks;

/// <summary>What the page asks about a whole country: what there is to choose from, the overview, and the first page of a list.</summary>
static class CountBenchmark
{
    const int Requests = 10;

    // What each answer would take at the least if features were counted when it is asked for.
    const string GroupingPass = """
        select layer, province_code, commune_code, grade, state, demonstration, unlocated, attributes ->> 'clause', attributes ->> 'kind', count(*)
        from published.feature group by 1, 2, 3, 4, 5, 6, 7, 8, 9
        """;

    static readonly (string What, string Address)[] Questions =
    [
        ("facets", "/api/facets"), ("facets, a box around the country", "/api/facets?bbox=102,8,110,24"), ("facets of layers, a box around the north", "/api/facets?of=layer&bbox=103,18,108,23"),
        ("overview", "/api/overview"), ("changes by month", "/api/overview/changes?by=month"),
        ("list by severity", "/api/list?bbox=102,8,110,24"), ("list by name", "/api/list?bbox=102,8,110,24&sort=name"), ("list by days overdue", "/api/list?bbox=102,8,110,24&sort=overdue"),
    ];

    public static async Task RunAsync(Stage stage, ResultTable table, CancellationToken cancellationToken)
    {
        // An answer kept from before would not show what the first asker waits for.
        await stage.RunSqlAsync("update env.current_feature set reason = 'benchmark' where id = (select min(id) from published.feature)", cancellationToken);
        await using var connection = await stage.Database.OpenConnectionAsync(cancellationToken);
        var theirs = await TheirsAsync();
        using var http = new HttpClient { BaseAddress = stage.Address };
        foreach (var (what, address) in Questions)
        {
            var slowest = TimeSpan.Zero;
            var ours = await TileBenchmark.MeasureAsync(stage, stage.Service.Id, Requests, async () =>
            {
                for (var i = 0; i < Requests; i++)
                {
                    var from = TimeProvider.System.GetTimestamp();
                    using var answer = await http.GetAsync(address, cancellationToken);
                    answer.EnsureSuccessStatusCode();
                    var took = TimeProvider.System.GetElapsedTime(from);
                    slowest = took > slowest ? took : slowest;
                }
            });
            table.Add(what, "one grouping pass over all features by SQL", "answer", ours, theirs);
            table.Note(string.Create(CultureInfo.InvariantCulture, $"{what}: the slowest of {Requests} answers, the first among them, took {slowest.TotalMilliseconds:0} ms."));
        }

        async Task<Spent> TheirsAsync()
        {
            const int Passes = 3;
            await using var command = new NpgsqlCommand(GroupingPass, connection);
            return await TileBenchmark.MeasureAsync(stage, Environment.ProcessId, Passes, async () =>
            {
                for (var i = 0; i < Passes; i++)
                {
                    await using var rows = await command.ExecuteReaderAsync(cancellationToken);
                    while (await rows.ReadAsync(cancellationToken))
                    {
                    }
                }
            });
        }
    }
}
