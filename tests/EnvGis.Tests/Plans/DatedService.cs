using System.Globalization;
using System.Net.Http.Json;
using System.Text.Json;
using Xunit;

namespace EnvGis.Tests.Plans;

/// <summary>The real service over a database of its own, on the day that a test says.</summary>
public sealed class DatedService(TestCluster cluster) : IAsyncLifetime
{
    readonly Clock clock = new();
    TestService? dated;

    /// <summary>Over the same database, on the day that it is.</summary>
    public RunningService Service { get; } = new(cluster);

    /// <summary>A layer for the tests' own features.</summary>
    public string Layer { get; private set; } = "";

    public async ValueTask InitializeAsync()
    {
        await this.Service.InitializeAsync();
        this.Layer = await this.Service.NewLayer("point");
        dated = await this.Service.StartAnother(clock);
    }

    public async ValueTask DisposeAsync()
    {
        if (dated is not null)
        {
            await dated.DisposeAsync();
        }
        await this.Service.DisposeAsync();
    }

    /// <summary>What an address answers at a moment; noon in Vietnam when only a day is given.</summary>
    internal async Task<JsonElement> At(string moment, string address)
    {
        clock.Now = Moment(moment);
        using var answer = await dated!.Http.GetAsync(address);
        return answer.IsSuccessStatusCode ? await answer.Content.ReadFromJsonAsync<JsonElement>()
            : throw new InvalidOperationException($"{address}: {await answer.Content.ReadAsStringAsync()}");
    }

    internal static DateTimeOffset Moment(string text) => DateTimeOffset.Parse(text.Length == 10 ? text + "T05:00:00Z" : text, CultureInfo.InvariantCulture);

    /// <summary>All members of that name of all pages.</summary>
    internal async Task<IReadOnlyList<JsonElement>> AllAt(string moment, string address, string member)
    {
        var all = new List<JsonElement>();
        for (var next = address; next is not null;)
        {
            var page = await this.At(moment, next);
            all.AddRange(page.GetProperty(member).EnumerateArray());
            next = page.GetProperty("next").GetString();
        }
        return all;
    }

    // Only the time of day is the test's: timers run as they always do.
    sealed class Clock : TimeProvider
    {
        public DateTimeOffset Now { get; set; } = new(2026, 11, 28, 5, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => this.Now;
    }
}
