using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Dapper;
using EnvGis.Commands;
using EnvGis.Database;
using Npgsql;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Faults;

/// <summary>Somebody with the database's own tools took a right away, or dropped a part of the schema: the service says so, and no request is a fault of its own.</summary>
public sealed class TakenRightTests(TestCluster cluster)
{
    static readonly string[] Reads = ["/exports/landfills.geojson", "/ogc/collections/landfills/items?bbox=105,21,106,22", "/api/places?q=phuc", "/tiles/landfills/8/203/112.mvt", "/api/overview", "/api/me", "/"];

    static readonly (string Taken, string Given)[] Acts =
    [
        ("revoke usage on schema published from envgis_reader", "grant usage on schema published to envgis_reader"),
        ("revoke select on published.feature from envgis_reader", "grant select on published.feature to envgis_reader"),
        ("revoke select on published.feature_of_all from envgis_reader", "grant select on published.feature_of_all to envgis_reader"),
        ("revoke select on public.envgis_migration from envgis_reader", "grant select on public.envgis_migration to envgis_reader"),
        ("revoke usage on schema member from envgis_member", "grant usage on schema member to envgis_member"),
        ("revoke execute on function audit.append(bigint, text, inet, text, text, text, jsonb, jsonb, text) from envgis_accounts", "grant execute on function audit.append(bigint, text, inet, text, text, text, jsonb, jsonb, text) to envgis_accounts"),
        ("revoke insert on account.session from envgis_accounts", "grant insert on account.session to envgis_accounts"),
        ("revoke select on account.person from envgis_accounts", "grant select on account.person to envgis_accounts"),
        ("revoke update on env.feature_task from envgis_writer", "grant update on env.feature_task to envgis_writer"),
        ("alter view published.tally rename to tally_of_before", "alter view published.tally_of_before rename to tally"),
        ("alter function published.search_key(text) rename to search_key_of_before", "alter function published.search_key_of_before(text) rename to search_key"),
        ("alter table env.feature_task rename to tasks_of_before", "alter table env.tasks_of_before rename to feature_task"),
    ];

    [Fact]
    public async Task The_service_says_which_right_it_lacks_and_no_answer_is_a_fault()
    {
        await using var altered = await BrokenDatabase.StartAsync(cluster);
        altered.Log.Expect("failed");
        altered.Log.Expect("EnvGis");
        await Ready("before");
        foreach (var (taken, given) in Acts)
        {
            await altered.Value<object>(taken);
            using (var ready = await altered.Http.GetAsync("/health/ready"))
            {
                ready.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable, taken);
                var told = await ready.Content.ReadFromJsonAsync<JsonElement>();
                told.GetProperty("type").GetString().ShouldBe("/problems/not-ready", taken);
                told.GetProperty("vi").GetString()!.ShouldContain("thiếu quyền hoặc thành phần", Case.Sensitive, taken);
            }
            foreach (var address in Reads)
            {
                using var answer = await altered.Http.GetAsync(address);
                ((int)answer.StatusCode).ShouldBeOneOf([200, 204, 503], $"{address} after {taken}");
            }
            using (var signIn = await altered.Http.PostAsJsonAsync("/api/session", new { userName = "nobody", password = "not of anybody" }))
            {
                ((int)signIn.StatusCode).ShouldBeOneOf([401, 403, 429, 503], $"signing in after {taken}");
            }
            await altered.Value<object>(given);
            await Ready(given);
        }

        async Task Ready(string when)
        {
            var told = "";
            await Until.So(async () =>
            {
                using var ready = await altered.Http.GetAsync("/health/ready");
                told = await ready.Content.ReadAsStringAsync();
                return ready.IsSuccessStatusCode;
            }, $"ready: {when}", () => told);
        }
    }

    [Fact]
    public async Task A_command_says_in_both_languages_that_a_right_is_missing()
    {
        using var told = new StringWriter();
        (await Refusals.SpokenAsync(() => throw new PostgresException("permission denied for table person", "ERROR", "ERROR", PostgresErrorCodes.InsufficientPrivilege), told)).ShouldBe(2);
        told.ToString().ShouldContain("thiếu một quyền");
        told.ToString().ShouldContain("lacks a right");
    }
}

/// <summary>The rights that are listed are those that a fresh database grants, and each line's statement gives its right back.</summary>
public sealed class RightsTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task The_list_is_what_a_fresh_database_grants()
    {
        await using var owner = new NpgsqlConnection(service.Database.Owner);
        await owner.OpenAsync();
        var granted = await Rights.ListAsync(owner, CancellationToken.None);
        var file = Path.Combine(Checkout.Find(), "src", "EnvGis.Record", "Database", "Schema", "rights.txt");
        if (granted != await File.ReadAllTextAsync(file))
        {
            var renewed = Path.Combine(Path.GetTempPath(), "rights.txt");
            await File.WriteAllTextAsync(renewed, granted);
            Assert.Fail($"{file} is not what a fresh database grants; if that is meant, take {renewed}");
        }
        Rights.Needed.Count.ShouldBeGreaterThan(400);
        (await Rights.MissingAsync(owner, CancellationToken.None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_taken_is_named_by_the_statement_that_gives_it_back()
    {
        await using var owner = new NpgsqlConnection(service.Database.Owner);
        await owner.OpenAsync();
        await using var transaction = await owner.BeginTransactionAsync();
        // The schema of the record has another owner.
        var everybodys = Rights.Needed.Where(one => one.Role == "public").Select(one => one.Object).ToHashSet(StringComparer.Ordinal);
        foreach (var needed in Rights.Needed.Where(one => !everybodys.Contains(one.Object) && !one.Object.StartsWith("audit", StringComparison.Ordinal)).GroupBy(one => (one.Role, one.Kind)).Select(group => group.ElementAt(group.Count() / 2)))
        {
            await owner.ExecuteAsync(needed.Grant.Replace("grant ", "revoke ", StringComparison.Ordinal).Replace(" to envgis", " from envgis", StringComparison.Ordinal));
            (await Rights.MissingAsync(owner, CancellationToken.None)).ShouldContain(needed);
            await owner.ExecuteAsync(needed.Grant);
            (await Rights.MissingAsync(owner, CancellationToken.None)).ShouldBeEmpty(needed.Grant);
        }
    }
}
