using System.Net.Http.Json;
using System.Text.Json;
using Npgsql;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Audit;

public sealed class AuditTests(RunningService service) : IClassFixture<RunningService>
{
    [Fact]
    public async Task What_was_done_and_what_was_refused_is_found_by_who_what_and_when()
    {
        var person = await service.NewPerson("administrator");
        using var browser = await service.SignedIn(person);
        using var guest = await service.SignedIn("viewer");
        (await guest.GetAsync("/api/people")).StatusCode.ShouldBe(System.Net.HttpStatusCode.Forbidden);

        var mine = await browser.GetFromJsonAsync<JsonElement>($"/api/audit?who={person.UserName}");
        var entry = mine.GetProperty("entries").EnumerateArray().Single();
        entry.GetProperty("act").GetString().ShouldBe("sign-in");
        entry.GetProperty("network").GetString().ShouldBe("127.0.0.1");
        var refused = await browser.GetFromJsonAsync<JsonElement>("/api/audit?act=people&q=GET&limit=1");
        refused.GetProperty("entries")[0].GetProperty("outcome").GetString().ShouldBe("refused");
        var csv = await browser.GetStringAsync($"/api/audit.csv?who={person.UserName}");
        csv.ShouldContain("sign-in");
        (await browser.GetAsync("/api/audit?from=gestern")).StatusCode.ShouldBe(System.Net.HttpStatusCode.BadRequest);
    }

    [Fact]
    public async Task Pages_of_the_record_follow_each_other_without_gap_or_repetition()
    {
        using var browser = await service.SignedIn("administrator");
        for (var i = 0; i < 5; i++)
        {
            await browser.PostAsJsonAsync("/api/keys", new { consumer = $"Hệ thống {i}", days = 30 });
        }
        var ids = new List<long>();
        for (string? next = "/api/audit?act=add-key&limit=2"; next is not null && ids.Count < 6;)
        {
            var page = await browser.GetFromJsonAsync<JsonElement>(next);
            ids.AddRange(page.GetProperty("entries").EnumerateArray().Select(one => one.GetProperty("id").GetInt64()));
            next = page.GetProperty("next").GetString();
        }
        ids.Count.ShouldBeGreaterThanOrEqualTo(5);
        ids.ShouldBe(ids.OrderDescending().Distinct());
    }

    [Theory]
    [InlineData("envgis_accounts", "update audit.entry set who = 'x'")]
    [InlineData("envgis_accounts", "delete from audit.entry")]
    [InlineData("envgis_accounts", "insert into audit.entry select * from audit.entry limit 1")]
    [InlineData("envgis_accounts", "delete from audit.pending")]
    [InlineData("envgis_accounts", "update audit.head set number = 0")]
    [InlineData("envgis_writer", "select * from audit.entry")]
    [InlineData("envgis_writer", "truncate audit.entry")]
    [InlineData("envgis_reader", "select audit.append(null, 'x', null, 'x', null, 'done', null)")]
    [InlineData(null, "update audit.entry set who = 'x'")]
    [InlineData(null, "delete from audit.entry")]
    [InlineData(null, "truncate audit.entry")]
    public async Task Nobody_changes_the_record_not_even_the_owner_of_its_table(string? role, string sql)
    {
        await service.Sql("select audit.append(null, 'phép thử', null, 'test', null, 'done', null)");
        await using var connection = await service.Owner.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        if (role is not null)
        {
            await using var become = new NpgsqlCommand($"set local role {role}", connection);
            await become.ExecuteNonQueryAsync();
        }
        await using var command = new NpgsqlCommand(sql, connection);
        var refused = await Should.ThrowAsync<PostgresException>(() => command.ExecuteNonQueryAsync());
        refused.SqlState.ShouldBeOneOf(PostgresErrorCodes.InsufficientPrivilege, PostgresErrorCodes.IntegrityConstraintViolation);
    }

    [Fact]
    public async Task What_is_undone_leaves_no_entry_and_many_at_once_make_one_chain()
    {
        var who = $"thử {Guid.NewGuid():n}";
        await using (var connection = await service.Owner.OpenConnectionAsync())
        {
            await using var transaction = await connection.BeginTransactionAsync();
            await using var command = new NpgsqlCommand("select audit.append(null, $1, null, 'undone', null, 'done', null)", connection);
            command.Parameters.Add(new() { Value = who });
            await command.ExecuteNonQueryAsync();
            await transaction.RollbackAsync();
        }
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => service.Sql("select audit.append(null, @who, null, @act, null, 'done', null)", new { who, act = $"act {i}" })));

        (await service.Rows<string>("select act from audit.entry where who = @who", new { who })).Order().ShouldBe(Enumerable.Range(0, 40).Select(i => $"act {i}").Order());
        (await service.Value<string>("select problem from audit.verify()")).ShouldBeNull();
    }

    [Theory]
    [InlineData("update audit.entry set detail = jsonb_set(detail, '{n}', '\"8\"') where number = @at", "altered", 0)]
    [InlineData("update audit.entry set at = at + interval '1 microsecond' where number = @at", "altered", 0)]
    [InlineData("delete from audit.entry where number = @at", "removed", 0)]
    [InlineData("delete from audit.entry where number = (select max(number) from audit.entry)", "removed", null)]
    [InlineData("""
        insert into audit.entry select (max(number) + 1), now(), null, 'kẻ lạ', null, 'insert', null, 'done', null, '\x01', '\x02' from audit.entry
        """, "inserted", 1)]
    public async Task The_check_names_the_entry_that_a_superuser_changed(string change, string problem, int? offset)
    {
        await using var superuser = NpgsqlDataSource.Create(service.Administrator);
        await using var connection = await superuser.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        async Task<T> Ask<T>(string sql, object? value = null)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            if (value is not null)
            {
                command.Parameters.AddWithValue("at", value);
            }
            return (T)(await command.ExecuteScalarAsync())!;
        }
        // No trigger stands in a superuser's way; the chain itself tells. Nothing else is sealed meanwhile; the tables are taken in the order in which sealing takes them.
        await Ask<object>("lock table audit.pending, audit.head, audit.entry in share row exclusive mode; select 1");
        await Ask<object>("set constraints all immediate; select audit.append(null, 'phép thử', null, 'test', null, 'done', '{\"n\": \"7\"}'); select 1");
        var last = await Ask<long>("select max(number) from audit.entry");
        await Ask<object>("set local session_replication_role = replica; select 1");
        await using (var command = new NpgsqlCommand(change, connection))
        {
            if (change.Contains("@at", StringComparison.Ordinal))
            {
                command.Parameters.AddWithValue("at", last);
            }
            (await command.ExecuteNonQueryAsync()).ShouldBe(1);
        }

        (await Ask<string>("select problem from audit.verify()")).ShouldBe(problem);
        (await Ask<long>("select problem_at from audit.verify()")).ShouldBe(last + (offset ?? 0));
        await transaction.RollbackAsync();
        (await service.Value<string>("select problem from audit.verify()")).ShouldBeNull();
    }
}
