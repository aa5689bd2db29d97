using System.Globalization;
using Npgsql;

namespace EnvGis.Benchmarks;

/// <summary>What people type into the search box, over all features: names, context, a beginning, a slip, nothing.</summary>
static class SearchBenchmark
{
    const int Requests = 10;

    // What each answer would take at the least if names were looked through when somebody asks.
    const string LookingThrough = "select id from published.feature where search_key like '%' || @word || '%' and search_key like '%zzz%'";

    static readonly (string What, string Text)[] Questions =
    [
        ("search by a name", "Xã Tân Thạnh"), ("search by name and province", "Đại Phúc, Thái Nguyên"), ("search by a word of many features", "vùng"),
        ("search while typing a letter", "t"), ("search with a slip", "Thái Nguyênn"), ("search for nothing", "qqqq zzzz"),
    ];

    public static async Task RunAsync(Stage stage, ResultTable table, CancellationToken cancellationToken)
    {
        await stage.RunSqlAsync("vacuum analyze published.feature_document", cancellationToken);
        await using var connection = await stage.Database.OpenConnectionAsync(cancellationToken);
        var theirs = await TheirsAsync();
        using var http = new HttpClient { BaseAddress = stage.Address };
        foreach (var (what, text) in Questions)
        {
            var ours = await TileBenchmark.MeasureAsync(stage, stage.Service.Id, Requests, async () =>
            {
                for (var i = 0; i < Requests; i++)
                {
                    using var answer = await http.GetAsync($"/api/places?limit=8&at=105.8,21.6&q={Uri.EscapeDataString(text)}", cancellationToken);
                    answer.EnsureSuccessStatusCode();
                }
            });
            table.Add(what, "looking through all names by SQL", "answer", ours, theirs);
            table.Note(string.Create(CultureInfo.InvariantCulture, $"{what}: “{text}”."));
        }

        async Task<Spent> TheirsAsync()
        {
            const int Passes = 3;
            await using var command = new NpgsqlCommand(LookingThrough, connection);
            command.Parameters.AddWithValue("word", "tan");
            return await TileBenchmark.MeasureAsync(stage, Environment.ProcessId, Passes, async () =>
            {
                for (var i = 0; i < Passes; i++)
                {
                    await command.ExecuteNonQueryAsync(cancellationToken);
                }
            });
        }
    }
}
