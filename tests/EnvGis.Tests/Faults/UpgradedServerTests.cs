using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Faults;

/// <summary>
/// A package was upgraded beneath a running server: sessions that have loaded a library go on, new ones cannot load what now lies there. Here one function of each library is
/// said to lie in a file of another build, which PostgreSQL tells whoever calls it in a new session, as it does after an upgrade.
/// </summary>
public sealed class UpgradedServerTests(TestCluster cluster)
{
    static readonly string[] Functions =
        ["public.st_point(float8, float8)", "public.unaccent(text)", "public.similarity(text, text)", "public.int4_dist(int4, int4)", "pg_catalog.plpgsql_inline_handler(internal)"];

    static readonly string[] Reads =
        ["/exports/landfills.geojson", "/ogc/collections/landfills/items?bbox=105,21,106,22", "/api/places?q=phuc", "/tiles/landfills/8/203/112.mvt", "/api/overview"];

    [Fact]
    public async Task A_library_that_does_not_load_makes_the_service_not_ready_and_no_request_a_fault()
    {
        await using var upgraded = await BrokenDatabase.StartAsync(cluster);
        upgraded.Log.Expect("Npgsql");
        upgraded.Log.ExpectOutage();
        await Until.So(async () => (await upgraded.Http.GetAsync("/health/ready")).StatusCode == HttpStatusCode.OK, "ready before");
        foreach (var function in Functions)
        {
            var library = await upgraded.Value<string>($"select probin from pg_proc where oid = '{function}'::regprocedure");
            await upgraded.Value<int>($"update pg_proc set probin = '$libdir/of-another-build' where oid = '{function}'::regprocedure");

            using (var ready = await upgraded.Http.GetAsync("/health/ready"))
            {
                ready.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable, function);
                (await ready.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("type").GetString().ShouldBe("/problems/database-broken");
            }
            // As after the server closed its sessions: all begin anew.
            await upgraded.Value<bool>("select bool_and(pg_terminate_backend(pid)) from pg_stat_activity where application_name like 'EnvGis%' and pid <> pg_backend_pid()");
            foreach (var address in Reads)
            {
                using var answer = await upgraded.Http.GetAsync(address);
                ((int)answer.StatusCode).ShouldBeOneOf([200, 204, 503], $"{address} without {function}");
                if (answer.StatusCode == HttpStatusCode.ServiceUnavailable)
                {
                    answer.Headers.RetryAfter.ShouldNotBeNull();
                    (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("vi").GetString().ShouldNotBeNullOrEmpty();
                }
            }
            await upgraded.Value<int>($"update pg_proc set probin = '{library}' where oid = '{function}'::regprocedure");
            await Until.So(async () => (await upgraded.Http.GetAsync("/health/ready")).StatusCode == HttpStatusCode.OK, "ready again");
        }
    }
}
