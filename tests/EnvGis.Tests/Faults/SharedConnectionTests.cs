using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Faults;

/// <summary>
/// Where all readers share one connection, each is answered as if alone. What a request still holds of a connection that it has given back is the next one's: the driver
/// uses a connection's reader again.
/// </summary>
public sealed class SharedConnectionTests(RunningService service) : IClassFixture<RunningService>
{
    static readonly string[] Doors =
    [
        "/api/features/{0}", "/api/features/{0}/geometry", "/api/features/{0}/coordinates", "/api/features/{0}/coordinates?f=csv",
        "/ogc/collections/{1}/items/{0}", "/ogc/collections/{1}/items?limit=3&q={2}",
    ];

    [Fact]
    public async Task Answers_over_one_connection_are_those_of_each_alone()
    {
        var layer = await service.NewLayer("point");
        var addresses = new List<string>();
        for (var i = 0; i < 4; i++)
        {
            var id = await service.NewFeature(layer, $"POINT(106.{i} 16.7)", $"Nơi {i}");
            addresses.AddRange(Doors.Select(door => string.Format(CultureInfo.InvariantCulture, door, id, layer, Uri.EscapeDataString($"Nơi {i}"))));
        }
        // The second is the reader's of changes.
        var two = new NpgsqlConnectionStringBuilder(service.Database.Reader) { MaxPoolSize = 2, Timeout = 60 }.ConnectionString;
        await using var narrow = await TestService.StartAsync(service.Database with { Reader = two }, service.Root, service.Log, []);
        var alone = new List<string>();
        foreach (var address in addresses)
        {
            alone.Add(await Told(narrow, address));
        }
        alone.ShouldAllBe(answer => answer.StartsWith("OK", StringComparison.Ordinal));
        alone.Distinct().Count().ShouldBe(alone.Count);
        var wrong = new ConcurrentQueue<string>();
        await Parallel.ForEachAsync(Enumerable.Range(0, 30 * addresses.Count), new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (i, _) =>
        {
            // One tells enough: of those that follow each may wait until its client gives up.
            if (!wrong.IsEmpty)
            {
                return;
            }
            var told = await Told(narrow, addresses[i % addresses.Count]);
            if (told != alone[i % addresses.Count])
            {
                wrong.Enqueue($"{addresses[i % addresses.Count]}: {told}");
            }
        });
        wrong.ShouldBeEmpty();
    }

    // The moment at which a page was made is not part of what it says.
    static async Task<string> Told(TestService service, string address)
    {
        try
        {
            using var answer = await service.Http.GetAsync(address);
            var body = await answer.Content.ReadAsStringAsync();
            return $"{answer.StatusCode} {Regex.Replace(body, "\"timeStamp\":\"[^\"]*\"", "")}";
        }
        catch (Exception unanswered) when (unanswered is HttpRequestException or OperationCanceledException)
        {
            return unanswered.Message;
        }
    }
}
