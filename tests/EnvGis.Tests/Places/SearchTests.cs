using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Places;

/// <summary>The one search, asked as people write.</summary>
public sealed class SearchTests(ProjectService project) : IClassFixture<ProjectService>
{
    readonly RunningService service = project.Service;

    static readonly string Root = EnvGis.Commands.Checkout.Find();

    static bool HasFormerUnits => File.Exists(Path.Combine(Root, "data", "places", "former-units.tsv"));

    sealed record Query(string Kind, string Text, string First);

    static IReadOnlyList<Query> Table => [.. File.ReadLines(Path.Combine(Root, "tests", "fixtures", "search", "queries.tsv")).Skip(1).Select(line => line.Split('\t'))
        .Select(cells => new Query(cells[0], cells[1], cells[2]))];

    [Fact]
    public void The_table_has_two_hundred_and_fifty_queries_and_each_kind_ten_times()
    {
        Table.Count.ShouldBeGreaterThanOrEqualTo(250);
        Table.Select(query => query.Text).Distinct().Count().ShouldBe(Table.Count);
        Table.GroupBy(query => query.Kind).ShouldAllBe(kind => kind.Count() >= 10);
    }

    [Fact]
    public async Task Of_the_table_98_in_100_have_the_right_first_answer()
    {
        Assert.SkipUnless(HasFormerUnits, "former-units.tsv is not built");

        var missed = new List<string>();
        foreach (var query in Table)
        {
            var found = await this.Find(query.Text);
            if (!IsFirst(query.First, found))
            {
                missed.Add($"{query.Kind}: {query.Text} → {query.First}, got {First(found)}");
            }
        }
        var table = Table.Count;
        ((double)(table - missed.Count) / table).ShouldBeGreaterThanOrEqualTo(0.98, $"{table - missed.Count} of {table}\n{string.Join('\n', missed)}");
    }

    static bool IsFirst(string expected, JsonElement found)
    {
        var (what, value) = expected.Split(' ', 2) is [var word, var rest] ? (word, rest) : (expected, "");
        var coordinates = found.GetProperty("coordinates");
        if (what == "note")
        {
            return coordinates.GetArrayLength() == 0 && found.GetProperty("coordinatesNote").ValueKind == JsonValueKind.Object && Groups(found).All(group => group.Rows.Count == 0);
        }
        if (what == "position")
        {
            var (latitude, longitude) = value.Split(',') is [var lat, var lon] ? (Number(lat), Number(lon)) : default;
            return coordinates.GetArrayLength() == 1 && Math.Abs(coordinates[0].GetProperty("lat").GetDouble() - latitude) < 1e-7
                && Math.Abs(coordinates[0].GetProperty("lon").GetDouble() - longitude) < 1e-7;
        }
        if (Groups(found).FirstOrDefault(group => group.Rows.Count > 0) is not { Name: { } name, Rows: [var first, ..] rows })
        {
            return false;
        }
        return what switch
        {
            "place" => name == "places" && Text(first, "code") == value,
            "places" => name == "places" && value.Split(',') is var codes && rows.Take(codes.Length).Select(row => Text(row, "code")).Order().SequenceEqual(codes),
            "was" => name == "places" && Text(first, "matched") == value,
            // Where the commune of today bears the old name too, it is the same place.
            "was-in" => name == "places" && value.Split('|') is [var was, var district, var code] && Text(first, "code") == code
                && (Text(first, "matched") is null || Text(first, "matched") == was && Text(first, "formerDistrict") == district),
            "feature" => name == "features" && Text(first, "code") == value,
            "task" => name == "tasks" && Text(first, "id") == value,
            _ => throw new InvalidOperationException($"The table says {expected}."),
        };
    }

    static IEnumerable<(string Name, IReadOnlyList<JsonElement> Rows)> Groups(JsonElement found) =>
        found.GetProperty("order").EnumerateArray().Select(name => (name.GetString()!, (IReadOnlyList<JsonElement>)[.. found.GetProperty(name.GetString()!).EnumerateArray()]));

    static string First(JsonElement found) => Groups(found).FirstOrDefault(group => group.Rows.Count > 0) is { Rows: [var first, ..] rows } group
        ? $"{group.Name} {string.Join("; ", rows.Take(3).Select(row => $"{Text(row, "code") ?? Text(row, "id")} {Text(row, "fullName")} ({Text(row, "matched")}){(row.GetProperty("near").GetBoolean() ? "~" : "")}"))}"
        : $"nothing {found.GetProperty("coordinates").GetRawText()} {found.GetProperty("coordinatesNote").GetRawText()}";

    static string? Text(JsonElement row, string name) => row.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    async Task<JsonElement> Find(string text, string more = "")
    {
        using var answer = await service.Http.GetAsync($"/api/places?q={Uri.EscapeDataString(text)}{more}");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, text);
        return await answer.Content.ReadFromJsonAsync<JsonElement>();
    }
}
