using System.Globalization;
using EnvGis.Commands;
using EnvGis.Http;
using EnvGis.Tests.Architecture;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Database;

/// <summary>Vietnam's clock: one in SQL, one in C#, one in the page, and all the same.</summary>
public sealed class ClockTests(RunningService service) : IClassFixture<RunningService>
{
    [Theory]
    [InlineData("2026-06-30T16:59:59Z")]
    [InlineData("2026-06-30T17:00:00Z")]
    [InlineData("2000-01-01T00:00:00Z")]
    // Clocks went otherwise in these years.
    [InlineData("1970-05-01T16:30:00Z")]
    [InlineData("1945-09-02T15:30:00Z")]
    public async Task A_moment_is_of_the_same_day_in_both(string moment)
    {
        var at = DateTime.Parse(moment, CultureInfo.InvariantCulture, DateTimeStyles.AdjustToUniversal);
        var day = VietnamDay.DayOf(at);

        (await service.Value<DateOnly>("select published.day_in_vietnam(@at)", new { at })).ShouldBe(day);
        (await service.Value<DateOnly>("select published.day_in_vietnam(@start)", new { start = VietnamDay.StartOf(day).UtcDateTime })).ShouldBe(day);
        (await service.Value<DateOnly>("select published.day_in_vietnam(@before)", new { before = VietnamDay.StartOf(day).UtcDateTime.AddMicroseconds(-1) })).ShouldBe(day.AddDays(-1));
        VietnamDay.EndOf(day).ShouldBeGreaterThanOrEqualTo(at);
    }

    [Fact]
    public void It_stands_once_in_each()
    {
        var root = Path.Combine(Checkout.Find(), "src");
        Told(House.Files("*.cs")).ShouldBe(["VietnamDay.cs"]);
        Told(Directory.EnumerateFiles(Path.Combine(root, "EnvGis.Record", "Database", "Schema"), "*.sql", SearchOption.AllDirectories)).ShouldBe(["day_in_vietnam.sql"]);
        Told(Directory.EnumerateFiles(Path.Combine(root, "EnvGis.Map"), "*.ts", SearchOption.AllDirectories).Where(file => !file.Contains("node_modules", StringComparison.Ordinal)))
            .ShouldBe(["language.ts"]);

        static IEnumerable<string?> Told(IEnumerable<string> files) => files.Where(file => File.ReadAllText(file).Contains("\"" + VietnamDay.Zone + "\"", StringComparison.Ordinal)
            || File.ReadAllText(file).Contains("'" + VietnamDay.Zone + "'", StringComparison.Ordinal)).Select(file => Path.GetFileName(file));
    }
}
