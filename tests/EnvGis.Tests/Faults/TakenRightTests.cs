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
        ("alter table published.feature rename column grade to severity_of_before", "alter table published.feature rename column severity_of_before to grade"),
        ("alter table account.session alter column device type varchar(600)", "alter table account.session alter column device type text"),
        ("alter table account.session rename column seen_at to seen_before", "alter table account.session rename column seen_before to seen_at"),
        ("alter table env.feature_task rename column untied_by to untied_before", "alter table env.feature_task rename column untied_before to untied_by"),
        ("alter table env.feature_version disable trigger guard", "alter table env.feature_version enable trigger guard"),
        ("alter table env.feature_version rename constraint one_truth_at_a_time to before_that", "alter table env.feature_version rename constraint before_that to one_truth_at_a_time"),
    ];

    [Fact]
    public async Task The_service_says_which_right_it_lacks_and_no_answer_is_a_fault()
    {
        await using var altered = await BrokenDatabase.StartAsync(cluster, null, "--Health:LookEverySeconds=0");
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
    public async Task What_is_dear_to_find_out_is_asked_once_for_all_who_ask_meanwhile()
    {
        await using var altered = await BrokenDatabase.StartAsync(cluster, null, "--Health:LookEverySeconds=3600");
        (await altered.Http.GetStringAsync("/health/ready")).ShouldBe("ready");
        await altered.Value<object>("alter table env.feature_version disable trigger guard");
        (await altered.Http.GetStringAsync("/health/ready")).ShouldBe("ready");
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

/// <summary>The parts that are listed are those of a fresh database, and what is altered, switched off or dropped is named.</summary>
public sealed class PartsTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task The_list_is_what_a_fresh_database_consists_of()
    {
        await using var owner = new NpgsqlConnection(service.Database.Owner);
        await owner.OpenAsync();
        var consists = await Parts.ListAsync(owner, CancellationToken.None);
        var file = Path.Combine(Checkout.Find(), "src", "EnvGis.Record", "Database", "Schema", "parts.txt");
        if (consists != await File.ReadAllTextAsync(file))
        {
            var renewed = Path.Combine(Path.GetTempPath(), "parts.txt");
            await File.WriteAllTextAsync(renewed, consists);
            Assert.Fail($"{file} is not what a fresh database consists of; if that is meant, take {renewed}");
        }
        Parts.Needed.Count.ShouldBeGreaterThan(1_500);
        // The public's login sees the same, by its own path.
        await using var reader = new NpgsqlConnection(service.Database.Reader);
        await reader.OpenAsync();
        (await Parts.MissingAsync(reader, CancellationToken.None)).ShouldBeEmpty();
        await using var path = new NpgsqlCommand("set search_path = pg_catalog", reader);
        await path.ExecuteNonQueryAsync();
        (await Parts.MissingAsync(reader, CancellationToken.None)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("alter table env.feature rename column code to number", "column", "env.feature", "code:text")]
    [InlineData("alter table account.person drop column email cascade", "column", "account.person", "email:text")]
    [InlineData("alter table staging.import alter column refused type numeric", "column", "staging.import", "refused:bigint")]
    [InlineData("alter table env.feature_version disable trigger guard", "trigger", "env.feature_version", "guard")]
    [InlineData("alter table env.feature_version enable replica trigger guard", "trigger", "env.feature_version", "guard")]
    [InlineData("drop trigger guard on env.feature_version", "trigger", "env.feature_version", "guard")]
    [InlineData("alter table env.feature_version drop constraint one_truth_at_a_time", "constraint", "env.feature_version", "one_truth_at_a_time")]
    public async Task What_is_altered_switched_off_or_dropped_is_named(string altering, string kind, string relation, string name)
    {
        await using var owner = new NpgsqlConnection(service.Database.Owner);
        await owner.OpenAsync();
        await using var transaction = await owner.BeginTransactionAsync();
        await owner.ExecuteAsync(altering);
        (await Parts.MissingAsync(owner, CancellationToken.None)).ShouldContain(new Parts.Part(kind, relation, name));
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
