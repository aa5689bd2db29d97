using System.Collections.Concurrent;
using Dapper;
using EnvGis.Access;
using EnvGis.Database;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Faults;

/// <summary>Who moves the map on, or closes the page, breaks off what was asked for; the next to use that connection of the pool must not notice.</summary>
public sealed class BrokenOffRequestTests(RunningService service) : IClassFixture<RunningService>
{
    const int Hands = 6, Requests = 300;

    // Every kind of statement that a request of the public runs.
    static readonly string[] Doors =
    [
        "/api/search?query=phuc+triu", "/api/features?limit=20&order=name", "/api/facets?bbox=105,21,106,22", "/api/facets?of=layer&bbox=105,21,106,22", "/api/layers",
        "/api/tasks?limit=20", "/api/overview", "/api/deadlines", "/api/features/unlocated", "/api/features/without-tasks?limit=5", "/api/changes?limit=20",
        "/collections/pollution-hotspots/items?limit=10", "/collections/strict-protection-zones/items?limit=3&bbox=105,20,107,22", "/collections",
        "/tiles/pollution-hotspots,strict-protection-zones,landfills/9/405/224.mvt?province_code=19", "/tiles/pollution-hotspots/12/3252/1794.mvt?datetime=2026-06-01",
        "/api/layers/pollution-hotspots/export.geojsonl", "/api/places/at?lon=105.8&lat=21.6",
    ];

    [Fact]
    public async Task Connections_whose_questions_were_broken_off_answer_the_next_ones_as_ever()
    {
        var paths = Doors.Concat(Enumerable.Range(1, 20).Select(id => $"/api/features/{id}")).ToList();
        var right = new Dictionary<string, (int Status, byte[] Body)>();
        foreach (var path in paths)
        {
            right[path] = await Ask(path, CancellationToken.None);
        }
        right.Values.Count(answer => answer.Status == 200).ShouldBeGreaterThan(paths.Count / 2);

        var wrong = new ConcurrentBag<string>();
        var brokenOff = 0;
        await Task.WhenAll(Enumerable.Range(0, Hands).Select(async hand =>
        {
            var random = new Random(hand);
            for (var i = 0; i < Requests; i++)
            {
                var path = paths[random.Next(paths.Count)];
                using var away = new CancellationTokenSource();
                if (random.Next(2) == 0)
                {
                    away.CancelAfter(TimeSpan.FromMicroseconds(random.Next(200, 12_000)));
                }
                try
                {
                    var (status, body) = await Ask(path, away.Token);
                    if (status != right[path].Status || !body.AsSpan().SequenceEqual(right[path].Body))
                    {
                        wrong.Add($"{status} {path}");
                    }
                }
                catch (OperationCanceledException)
                {
                    Interlocked.Increment(ref brokenOff);
                }
            }
        }));
        wrong.ShouldBeEmpty();
        brokenOff.ShouldBeGreaterThan(Hands * Requests / 10);
    }

    [Fact]
    public async Task What_a_request_set_for_its_statement_is_gone_when_its_connection_is_given_on()
    {
        var pool = service.Services.GetRequiredService<PublicSight>().Database.Source;
        const string Settings = "select name || '=' || setting from pg_settings where name in ('plan_cache_mode', 'max_parallel_workers_per_gather', 'enable_sort', 'statement_timeout') order by 1";
        List<string> before;
        int process;
        await using (var first = await pool.OpenConnectionAsync(TestContext.Current.CancellationToken))
        {
            process = first.ProcessID;
            before = [.. await first.QueryAsync<string>(Settings)];
            for (var use = 0; use < 3; use++)
            {
                await first.SetAsync($"{SessionSettings.PlanForThisRequest}, set_config('statement_timeout', '0', false), set_config('enable_sort', 'off', false)", TestContext.Current.CancellationToken);
            }
            (await first.QueryAsync<string>(Settings)).ShouldContain("enable_sort=off");
        }
        before.ShouldContain("statement_timeout=60000");
        await Until.So(async () =>
        {
            await using var next = await pool.OpenConnectionAsync();
            (await next.QueryAsync<string>(Settings)).ShouldBe(before);
            return next.ProcessID == process;
        }, "the same connection again");
    }

    async Task<(int Status, byte[] Body)> Ask(string path, CancellationToken cancellationToken)
    {
        using var answer = await service.Http.GetAsync(path, cancellationToken);
        return ((int)answer.StatusCode, await answer.Content.ReadAsByteArrayAsync(cancellationToken));
    }
}
