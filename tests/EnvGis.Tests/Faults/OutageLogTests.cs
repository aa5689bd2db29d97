using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using EnvGis.Tests.Architecture;
using Npgsql;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Faults;

/// <summary>What is logged while the database is away: that it went and that it is back, however many asked meanwhile.</summary>
public sealed partial class OutageLogTests(TestCluster cluster)
{
    static readonly string[] Doors =
    [
        "/api/tasks?limit=5", "/api/places?q=phuc", "/ogc/collections/landfills/items?limit=5", "/api/features/1", "/api/overview", "/api/changes", "/tiles/landfills.json", "/api/facets",
        "/tiles/strict-protection-zones/14/13000/7100.mvt",
    ];

    [Fact]
    public async Task An_outage_is_one_line_when_it_begins_and_one_with_how_many_were_refused_when_it_is_over()
    {
        await using var broken = await BrokenDatabase.StartAsync(cluster);
        broken.Log.ExpectOutage();
        foreach (var round in new[] { 1, 2 })
        {
            await broken.KillAsync();
            var answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => broken.Http.GetAsync(Doors[i % Doors.Length])));
            var refused = answers.Count(answer => answer.StatusCode == HttpStatusCode.ServiceUnavailable);
            refused.ShouldBeGreaterThan(40);
            foreach (var answer in answers.Where(answer => !answer.IsSuccessStatusCode))
            {
                var text = await answer.Content.ReadAsStringAsync();
                answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable, text);
                JsonElement.Parse(text).GetProperty("type").GetString().ShouldBe("/problems/database-away");
                answer.Headers.RetryAfter.ShouldNotBeNull();
            }

            await broken.StartAgainAsync();
            await Until.So(() => broken.Log.Entries.Count(entry => entry.Contains("answers again", StringComparison.Ordinal)) == round, "the line that it is back", () => string.Join('\n', broken.Log.Entries));

            broken.Log.Entries.Count(entry => entry.Contains("does not answer", StringComparison.Ordinal)).ShouldBe(round);
            int.Parse(Refused().Match(broken.Log.Entries.Last(entry => entry.Contains("answers again", StringComparison.Ordinal))).Groups[1].Value, CultureInfo.InvariantCulture).ShouldBeGreaterThanOrEqualTo(refused);
            await Until.So(async () => (await broken.Http.GetAsync("/api/tasks?limit=5")).StatusCode == HttpStatusCode.OK, "answers again");
        }
        broken.Log.Entries.Where(entry => entry.Contains("   at ", StringComparison.Ordinal)).ShouldBeEmpty("a trace of what is no fault of the program");
    }

    [Fact]
    public void Whoever_works_in_the_background_leaves_an_outage_to_the_line_that_tells_of_it()
    {
        EnvGis.Database.DatabaseOutage.LevelOf(new NpgsqlException("gone")).ShouldBe(Microsoft.Extensions.Logging.LogLevel.Information);
        House.Files("*.cs").SelectMany(File.ReadLines)
            .Where(line => line.Contains("DatabaseOutage.Trace(", StringComparison.Ordinal) && !line.Contains("DatabaseOutage.LevelOf(", StringComparison.Ordinal)).ShouldBeEmpty();
    }

    /// <summary>What the server refuses because it was asked wrongly is a fault of the program, and shown whole.</summary>
    [Fact]
    public void A_fault_that_is_no_outage_keeps_its_trace()
    {
        foreach (var state in new[] { PostgresErrorCodes.UndefinedTable, PostgresErrorCodes.DeadlockDetected, PostgresErrorCodes.CheckViolation, PostgresErrorCodes.DiskFull })
        {
            EnvGis.Database.DatabaseOutage.IsMet(new PostgresException("x", "ERROR", "ERROR", state)).ShouldBeFalse(state);
            EnvGis.Database.DatabaseOutage.LevelOf(new PostgresException("x", "ERROR", "ERROR", state)).ShouldBe(Microsoft.Extensions.Logging.LogLevel.Warning);
        }
        EnvGis.Database.DatabaseOutage.IsMet(new InvalidOperationException("x")).ShouldBeFalse();
        EnvGis.Database.DatabaseOutage.IsMet(new InvalidOperationException("x", new NpgsqlException("gone"))).ShouldBeTrue();
        EnvGis.Database.DatabaseOutage.IsMet(new PostgresException("x", "FATAL", "FATAL", PostgresErrorCodes.AdminShutdown)).ShouldBeTrue();
    }

    [GeneratedRegex("; ([0-9]+) requests were told")]
    private static partial Regex Refused();
}
