using System.Globalization;
using Npgsql;

namespace EnvGis.Benchmarks;

/// <summary>What people type into the search box, over all features: names, context, a beginning, a slip, nothing.</summary>
static class SearchBenchmark
{
    const int Requests = 50;

    // What each answer would take at the least if names were looked through when somebody asks.
    const string LookingThrough = "select id from published.feature where search_key like '%' || @word || '%' and search_key like '%zzz%'";

    static readonly (string What, string Text)[] Questions =
    [
        ("search by a name", "Xã Tân Thạnh"), ("search by name and province", "Đại Phúc, Thái Nguyên"), ("search by a feature's name", "Bãi rác thôn 7, Đại Phúc"),
        ("search by a word of many features", "điểm"), ("search by words of many features", "bãi rác"), ("search by words of many features and a province", "bãi rác Thái Nguyên"),
        ("search while typing a letter", "t"), ("search while typing a word", "quan tr"), ("search for a task", "ứng phó tràn dầu Quảng Trị"), ("search for a body", "Sở NN&MT Quảng Trị"),
        ("search for a code", "BCL-YEN-LAC"), ("search with a slip in a place", "Thái Nguyênn"), ("search with a slip in a feature", "bãi rác Đại Phuccs"), ("search for nothing", "qqqq zzzz"),
    ];

    public static async Task RunAsync(Stage stage, double scale, CancellationToken cancellationToken)
    {
        var (sites, count) = (stage.File("sites.geojsonl"), (int)(SampleData.Sites.Count * scale));
        SampleData.WriteSites(new(Path.Combine(Environment.CurrentDirectory, "data", "places", "communes.csv")), count, sites);
        var table = new ResultTable(string.Create(CultureInfo.InvariantCulture, $"{count:N0} sites named after communes, {Environment.ProcessorCount} processors"));
        await ImportBenchmark.RunAsync(stage, table, sites, SampleData.Sites.Layer, count, measure: false, cancellationToken);
        await stage.RunSqlAsync("vacuum analyze", cancellationToken);
        await using var connection = await stage.Database.OpenConnectionAsync(cancellationToken);
        var theirs = await TheirsAsync();
        using var http = new HttpClient { BaseAddress = stage.Address };
        // Compiled code and filled buffers first.
        foreach (var (_, text) in Questions)
        {
            await AskAsync(text);
        }
        foreach (var (what, text) in Questions)
        {
            var ours = await TileBenchmark.MeasureAsync(stage, stage.Service.Id, Requests, async () =>
            {
                await AskAsync(text);
            });
            table.Add(what, "looking through all names by SQL", "answer", ours, theirs);
            table.Note(string.Create(CultureInfo.InvariantCulture, $"{what}: “{text}”."));
        }

        table.Close();

        async Task AskAsync(string text)
        {
            for (var i = 0; i < Requests; i++)
            {
                using var answer = await http.GetAsync($"/api/places?limit=8&at=105.8,21.6&q={Uri.EscapeDataString(text)}", cancellationToken);
                answer.EnsureSuccessStatusCode();
            }
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
