using EnvGis.Http;
using EnvGis.Ogc;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Features;

/// <summary>What stands in a query, read without a service.</summary>
public sealed class RequestTextTests
{
    [Theory]
    [InlineData("2026-04-01", "2026-04-01", "2026-04-01")]
    [InlineData("2026-04-01T16:59:59Z", "2026-04-01", "2026-04-01")]
    [InlineData("2026-04-01T17:00:00Z", "2026-04-02", "2026-04-02")]
    [InlineData("2026-04-01t17:00:00.5z", "2026-04-02", "2026-04-02")]
    [InlineData("2026-04-01T00:30:00+07:00", "2026-04-01", "2026-04-01")]
    [InlineData("2026-04-01T00:30:00 07:00", "2026-04-01", "2026-04-01")]
    [InlineData("2026-04-01T12:00:00-05:00", "2026-04-02", "2026-04-02")]
    [InlineData("0000-01-01T00:00:00Z/9999-12-31T23:59:59Z", null, null)]
    [InlineData("0000-02-29/..", null, null)]
    [InlineData("0001-01-01T00:00:00+14:00/..", "0001-01-01", null)]
    [InlineData("9998-12-31T23:00:00Z", "9999-01-01", "9999-01-01")]
    [InlineData("9999-12-31", "9999-12-31", "9999-12-31")]
    [InlineData("9999-12-31T23:00:00Z", "9999-12-31", "9999-12-31")]
    [InlineData("0000-12-31T23:00:00Z", "0001-01-01", "0001-01-01")]
    [InlineData("../..", null, null)]
    [InlineData("/", null, null)]
    [InlineData("2026-01-01/2026-01-01", "2026-01-01", "2026-01-01")]
    public void A_moment_or_an_interval_becomes_days_in_Vietnam(string text, string? from, string? to)
    {
        DayInterval.TryParse(text, out var days).ShouldBeTrue();
        days.From.ShouldBe(from is null ? null : DateOnly.Parse(from, System.Globalization.CultureInfo.InvariantCulture));
        days.To.ShouldBe(to is null ? null : DateOnly.Parse(to, System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void A_cursor_is_read_as_it_was_written_and_holds_only_letters_a_query_may_have()
    {
        foreach (var cursor in (ItemCursor[])[new(0, -1), new(1, 0), new(long.MaxValue, 10_000), new(255, 3)])
        {
            cursor.ToString().ShouldMatch("^[A-Za-z0-9_-]{22}$");
            ItemCursor.TryParse(cursor.ToString(), out var again).ShouldBeTrue();
            again.ShouldBe(cursor);
        }
    }
}
