using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using EnvGis.Accounts;
using EnvGis.Database;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Faults;

/// <summary>What holds when the database goes, fills or has no time: real processes, really killed.</summary>
public sealed class FaultTests(TestCluster cluster)
{
    static readonly string[] Reads = ["/api/layers", "/ogc/collections/landfills/items?limit=5", "/api/tasks?limit=5", "/api/places?q=phuc", "/api/overview", "/tiles/landfills.json"];

    [Fact]
    public async Task A_database_killed_under_load_costs_no_acknowledged_write_and_the_service_recovers_by_itself()
    {
        await using var broken = await BrokenDatabase.StartAsync(cluster);
        broken.Log.Expect("Npgsql");
        broken.Log.ExpectOutage();
        const string Tile = "/tiles/strict-protection-zones/8/203/112.mvt";
        (await broken.Http.GetAsync(Tile)).StatusCode.ShouldBe(HttpStatusCode.OK);
        using var inspector = await Inspector(broken);
        var hotspot = await broken.Value<long>("select min(id) from env.current_feature where layer = 'pollution-hotspots' and not unlocated");
        var (answers, acknowledged) = (new ConcurrentBag<(string Address, int Status, bool SaysWhen)>(), new ConcurrentQueue<long>());
        using var over = new CancellationTokenSource();
        var readers = Enumerable.Range(0, 4).Select(reader => Task.Run(async () =>
        {
            for (var i = reader; !over.IsCancellationRequested; i++)
            {
                var address = Reads[i % Reads.Length];
                using var answer = await broken.Http.GetAsync(address);
                answers.Add((address, (int)answer.StatusCode, answer.Headers.RetryAfter is not null && answer.Content.Headers.ContentType?.MediaType == "application/problem+json"));
            }
        })).ToList();
        var writer = Task.Run(async () =>
        {
            for (var i = 0; !over.IsCancellationRequested; i++)
            {
                using var details = await inspector.GetAsync($"/api/features/{hotspot}");
                if (!details.IsSuccessStatusCode)
                {
                    await Task.Yield();
                    continue;
                }
                var version = (await details.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("shown").GetProperty("version").GetInt64();
                using var request = new HttpRequestMessage(HttpMethod.Patch, $"/api/features/{hotspot}") { Content = JsonContent.Create(new { attributes = new { measures = $"Lần {i}" }, note = $"Lần {i}" }) };
                request.Headers.TryAddWithoutValidation("If-Match", $"\"v{version}\"");
                using var written = await inspector.SendAsync(request);
                if (written.StatusCode == HttpStatusCode.OK)
                {
                    acknowledged.Enqueue((await written.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("version").GetInt64());
                }
                else
                {
                    ((int)written.StatusCode).ShouldBeOneOf(503, 401, 412);
                }
            }
        });
        await Until.So(() => Task.FromResult(acknowledged.Count > 20), "some writes before the fault");

        await broken.KillAsync();
        await Until.So(async () =>
        {
            using var stale = await broken.Http.GetAsync(Tile);
            stale.StatusCode.ShouldBe(HttpStatusCode.OK);
            return stale.Headers.TryGetValues("Cache-Status", out var status) && status.Single().Contains("stale", StringComparison.Ordinal);
        }, "the kept tile marked stale");
        (await broken.Http.GetAsync("/health/live")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await broken.Http.GetAsync("/health/ready")).StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        using (var uncached = await broken.Http.GetAsync("/tiles/strict-protection-zones/14/13000/7100.mvt"))
        {
            uncached.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
            uncached.Headers.RetryAfter.ShouldNotBeNull();
        }
        var before = acknowledged.Count;
        await broken.StartAgainAsync();
        await Until.So(async () => (await broken.Http.GetAsync("/health/ready")).StatusCode == HttpStatusCode.OK, "ready again");
        await Until.So(() => Task.FromResult(acknowledged.Count > before + 5), "writes after the fault");
        await over.CancelAsync();
        await Task.WhenAll([.. readers, writer]);

        answers.Where(one => one.Status is not (200 or 503)).ShouldBeEmpty();
        answers.Count(one => one.Status == 503).ShouldBeGreaterThan(0);
        answers.Where(one => one.Status == 503).ShouldAllBe(one => one.SaysWhen);
        // Every acknowledged version is there; each version that is there is whole, with its entry in the record.
        var there = await broken.Value<long[]>($"select array_agg(id) from env.feature_version where feature_id = {hotspot}");
        acknowledged.Except(there!).ShouldBeEmpty();
        (await broken.Value<long>($"select count(*) from audit.entry where act = 'change-attributes' and outcome = 'done'"))
            .ShouldBe(await broken.Value<long>($"select count(*) from env.feature_version where feature_id = {hotspot} and reason like 'Lần %' and lower(valid) = env.today()"));
        (await broken.Value<string>("select problem from audit.verify()")).ShouldBeNull();
        // The reader of changes tries again every few seconds; from then on a tile is known to be of now.
        await Until.So(async () =>
        {
            using var fresh = await broken.Http.GetAsync(Tile);
            return !fresh.Headers.Contains("Cache-Status");
        }, "the tile no longer marked stale");
    }

    [Fact]
    public async Task With_no_connection_left_requests_are_told_to_come_again_and_are_answered_when_there_is_one()
    {
        await using var broken = await BrokenDatabase.StartAsync(cluster, address => address with { Reader = address.Reader + ";Maximum Pool Size=2;Timeout=1" });
        broken.Log.ExpectOutage();
        await using var holder = NpgsqlDataSource.Create(broken.Administrator);
        await using var connection = await holder.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using (var hold = new NpgsqlCommand("lock table published.feature in access exclusive mode", connection))
        {
            await hold.ExecuteNonQueryAsync();
        }
        var waiting = Enumerable.Range(0, 2).Select(_ => broken.Http.GetAsync("/ogc/collections/landfills/items?limit=1")).ToList();
        await Until.So(async () => await broken.Value<long>("select count(*) from pg_stat_activity where wait_event_type = 'Lock'") >= 1, "somebody waiting");
        var refused = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => broken.Http.GetAsync("/api/places?q=phuc")));
        refused.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.ServiceUnavailable && answer.Headers.RetryAfter != null);
        // Told while somebody still waits, not when the lock has gone.
        waiting.ShouldContain(question => !question.IsCompleted);

        await transaction.RollbackAsync();
        (await Task.WhenAll(waiting)).ShouldContain(answer => answer.StatusCode == HttpStatusCode.OK);
        await Until.So(async () => (await broken.Http.GetAsync("/api/places?q=phuc")).StatusCode == HttpStatusCode.OK, "an answer again");
    }

    [Fact]
    public async Task On_a_full_disk_a_write_is_refused_whole_and_reading_goes_on()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess, "Making a small disk takes root.");
        var disk = Directory.CreateTempSubdirectory("envgis-disk-").FullName;
        await Command.Run("mount", "-t", "tmpfs", "-o", "size=24m", "tmpfs", disk);
        try
        {
            await Command.Run("chown", "postgres:", disk);
            await using var broken = await BrokenDatabase.StartAsync(cluster);
            // From here on, what is recorded goes to the small disk.
            await broken.Value<object>($"create tablespace small location '{disk}'");
            await broken.Value<object>("alter table env.feature_version set tablespace small");
            broken.Log.Expect("No space left on device");
            using var inspector = await Inspector(broken);
            var hotspot = await broken.Value<long>("select min(id) from env.current_feature where layer = 'pollution-hotspots' and not unlocated");
            await File.WriteAllBytesAsync(Path.Combine(disk, "filler"), new byte[1]);
            await Command.Run("sh", "-c", $"dd if=/dev/zero of={disk}/filler bs=64k 2>/dev/null; true");
            var (versions, status, slug) = (0L, HttpStatusCode.OK, "");
            for (var i = 0; i < 2_000 && status == HttpStatusCode.OK; i++)
            {
                versions = await broken.Value<long>($"select count(*) from env.feature_version where feature_id = {hotspot}");
                var version = (await inspector.GetFromJsonAsync<JsonElement>($"/api/features/{hotspot}")).GetProperty("shown").GetProperty("version").GetInt64();
                using var request = new HttpRequestMessage(HttpMethod.Patch, $"/api/features/{hotspot}")
                {
                    Content = JsonContent.Create(new { attributes = new { measures = string.Concat(Enumerable.Range(0, 30).Select(_ => Guid.NewGuid().ToString("n")))[..960] }, note = "Đầy đĩa" }),
                };
                request.Headers.TryAddWithoutValidation("If-Match", $"\"v{version}\"");
                using var answer = await inspector.SendAsync(request);
                status = answer.StatusCode;
                slug = status == HttpStatusCode.OK ? "" : (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("type").GetString()!;
            }
            (status, slug).ShouldBe((HttpStatusCode.ServiceUnavailable, "/problems/storage-full"));
            (await broken.Value<long>($"select count(*) from env.feature_version where feature_id = {hotspot}")).ShouldBe(versions);
            (await broken.Http.GetAsync($"/api/features/{hotspot}")).StatusCode.ShouldBe(HttpStatusCode.OK);
            (await broken.Http.GetAsync("/ogc/collections/pollution-hotspots/items")).StatusCode.ShouldBe(HttpStatusCode.OK);
            File.Delete(Path.Combine(disk, "filler"));
            await broken.Value<object>("alter table env.feature_version set tablespace pg_default");
            await broken.Value<object>("drop tablespace small");
        }
        finally
        {
            await Command.Run("umount", "-l", disk);
            Directory.Delete(disk, recursive: true);
        }
    }

    [Theory]
    [InlineData("the program")]
    [InlineData("the database")]
    public async Task An_import_killed_midway_leaves_nothing_behind_and_is_not_told_as_running(string killed)
    {
        await using var broken = await BrokenDatabase.StartAsync(cluster);
        var file = Path.GetTempFileName();
        await File.WriteAllLinesAsync(file, Enumerable.Range(0, 60_000).Select(i => JsonSerializer.Serialize(new
        {
            type = "Feature", geometry = new { type = "Point", coordinates = new[] { 105 + i % 1000 / 1000.0, 21 + i / 1000 / 100.0 } },
            properties = new { name_vi = $"Trạm {i}", medium = "air", kind = "automatic", accuracy_m = 5 },
        })));
        var before = await broken.Value<long>("select count(*) from env.feature");
        using var import = Process.Start(new ProcessStartInfo("dotnet", [typeof(Service).Assembly.Location, "import", file, "--layer", "monitoring-stations"])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = cluster.Root, Environment = { ["ConnectionStrings__EnvGis"] = broken.Address.Owner },
        })!;
        await Until.So(async () => import.HasExited || await broken.Value<long>("select count(*) from pg_stat_activity where query ilike '%env.record(%' and state = 'active' and pid <> pg_backend_pid()") > 0, "the import writing");
        import.HasExited.ShouldBeFalse(import.HasExited ? await import.StandardError.ReadToEndAsync() + await import.StandardOutput.ReadToEndAsync() : "");
        if (killed == "the program")
        {
            import.Kill();
            await import.WaitForExitAsync();
        }
        else
        {
            broken.Log.ExpectOutage();
            await broken.KillAsync();
            await import.WaitForExitAsync();
            import.ExitCode.ShouldBe(2);
            (await import.StandardError.ReadToEndAsync()).ShouldContain("cơ sở dữ liệu không trả lời");
            await broken.StartAgainAsync();
        }
        await Until.So(async () => await broken.Value<long>("select count(*) from pg_stat_activity where state = 'active' and usename = 'envgis' and query ilike '%feature%'") == 0, "the server noticing");
        (await broken.Value<long>("select count(*) from env.feature")).ShouldBe(before);
        (await broken.Value<long>("select count(*) from env.feature_version v where layer = 'monitoring-stations'")).ShouldBe(0);
        // No other import comes: whichever service runs ends it.
        await Until.So(async () => await broken.Value<string>("select state from staging.import order by id desc limit 1") == "failed", "the import told as failed");
        (await broken.Value<long>("select count(*) from pg_class where relnamespace = 'staging'::regnamespace and relkind = 'r' and relname <> 'import'")).ShouldBe(0);
        File.Delete(file);
    }

    [Fact]
    public async Task A_process_is_not_ready_with_another_schema_or_with_shifted_coordinates()
    {
        await using var broken = await BrokenDatabase.StartAsync(cluster, null, "--Health:LookEverySeconds=2");
        (await broken.Http.GetStringAsync("/health/ready")).ShouldBe("ready");
        await broken.Value<object>("insert into public.envgis_migration values ('999_newer', '10')");
        (await Sentence(broken)).ShouldContain("version");
        await broken.Value<object>("delete from public.envgis_migration where \"MigrationId\" = '999_newer'");
        (await broken.Http.GetStringAsync("/health/ready")).ShouldBe("ready");
        await broken.Value<object>("update spatial_ref_sys set srtext = replace(srtext, '0.00928836', '-0.00928836'), proj4text = replace(proj4text, '0.00928836', '-0.00928836') where srid = 9208");
        // PostGIS remembers a transformation for as long as its session lasts.
        await broken.Value<object>("select count(pg_terminate_backend(pid)) from pg_stat_activity where application_name = 'EnvGis reader'");
        await Until.So(async () => (await (await broken.Http.GetAsync("/health/ready?lang=en")).Content.ReadAsStringAsync()).Contains("5 mm", StringComparison.Ordinal), "the shifted zone noticed");
        (await Sentence(broken)).ShouldContain("5 mm");
    }

    [Fact]
    public async Task A_process_that_no_longer_hears_of_changes_is_not_ready_until_it_does()
    {
        await using var broken = await BrokenDatabase.StartAsync(cluster, null, "--Health:LongestLagSeconds=5");
        (await broken.Http.GetStringAsync("/health/ready")).ShouldBe("ready");
        await using (var connection = new NpgsqlConnection(broken.Administrator))
        {
            await connection.OpenAsync();
            await using var transaction = await connection.BeginTransactionAsync();
            await using (var hold = new NpgsqlCommand("lock table env.change in access exclusive mode", connection))
            {
                await hold.ExecuteNonQueryAsync();
            }
            // Something was committed, so there is something to look for.
            await broken.Value<string>("select pg_current_xact_id()::text");
            await Until.So(async () => (await broken.Http.GetAsync("/health/ready")).StatusCode == HttpStatusCode.ServiceUnavailable, "the lag noticed");
            (await Sentence(broken)).ShouldContain("changes");
        }
        await Until.So(async () => (await broken.Http.GetAsync("/health/ready")).StatusCode == HttpStatusCode.OK, "ready again");
    }

    static async Task<string> Sentence(BrokenDatabase broken)
    {
        using var answer = await broken.Http.GetAsync("/health/ready?lang=en");
        answer.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        return (await answer.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("en").GetString()!;
    }

    static async Task<HttpClient> Inspector(BrokenDatabase broken)
    {
        var person = Person.New("thanh.tra", "Thanh tra", null, null);
        person.PasswordHash = new Microsoft.AspNetCore.Identity.PasswordHasher<Person>().HashPassword(person, TestPerson.CommonPassword);
        person.Grants.Add(new() { Role = "inspector", GrantedBy = "test" });
        await using (var owner = new OwnerDatabase(broken.Address, NullLoggerFactory.Instance))
        {
            await using var accounts = AccountsContext.Over(owner.Source);
            accounts.Users.Add(person);
            await accounts.SaveChangesAsync();
        }
        var browser = new HttpClient(new SocketsHttpHandler { CookieContainer = new() }) { BaseAddress = broken.Http.BaseAddress };
        (await browser.PostAsJsonAsync("/api/session", new { userName = "thanh.tra", password = TestPerson.CommonPassword })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        return browser;
    }
}
