using System.Net;
using System.Net.Sockets;
using System.Text;
using EnvGis.Audit;
using EnvGis.Database;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Audit;

/// <summary>Who has the service's own logins cannot rewrite the record, and whoever can is found out.</summary>
public sealed class RecordOwnerTests(RunningService service) : IClassFixture<RunningService>
{
    [Theory]
    [InlineData("set role envgis_record")]
    [InlineData("alter table audit.entry disable trigger keep_as_written")]
    [InlineData("alter table audit.entry disable trigger all")]
    [InlineData("drop trigger keep_as_written on audit.entry")]
    [InlineData("alter table audit.entry owner to current_user")]
    [InlineData("alter table audit.entry rename to entries")]
    [InlineData("alter schema audit rename to audits")]
    [InlineData("drop schema audit cascade")]
    [InlineData("drop table audit.entry")]
    [InlineData("create or replace function audit.refuse() returns trigger language plpgsql as $$begin return new; end$$")]
    [InlineData("alter function audit.verify(bytea[]) owner to current_user")]
    [InlineData("grant envgis_record to current_user")]
    [InlineData("create table audit.other (x integer)")]
    [InlineData("insert into audit.entry select * from audit.entry limit 1")]
    [InlineData("delete from audit.pending")]
    [InlineData("delete from audit.head")]
    [InlineData("truncate audit.head")]
    [InlineData("set session_replication_role = replica")]
    public async Task The_owner_of_everything_else_does_not_reach_the_record(string sql)
    {
        await using var connection = await service.Owner.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand(sql, connection);

        (await Should.ThrowAsync<PostgresException>(() => command.ExecuteNonQueryAsync())).SqlState.ShouldBe(PostgresErrorCodes.InsufficientPrivilege);
        (await RecordOwner.StandingAsync(service.OwnerDatabase, CancellationToken.None)).ShouldBe(RecordOwner.Standing.Apart);
    }

    [Theory]
    [InlineData("update audit.entry set network = set_masklen(network, 8) where number = @at", "altered")]
    [InlineData("update audit.entry set network = set_masklen(network, 31) where number = @at", "altered")]
    [InlineData("update audit.entry set scopes = '[{\"provinces\": [\"44\"]}]' where number = @at", "altered")]
    [InlineData("update audit.entry set scopes = null where number = @at", "altered")]
    [InlineData("update audit.entry set layer = null where number = @at", "altered")]
    [InlineData("update audit.entry set scopes = null, layer = null where number = @at", "altered")]
    [InlineData("delete from audit.head where @at > 0", "headless")]
    [InlineData("with gone as (delete from audit.entry) delete from audit.head where @at > 0", "headless")]
    public async Task What_a_superuser_changes_is_found(string change, string problem)
    {
        await using var superuser = NpgsqlDataSource.Create(service.Administrator);
        await using var connection = await superuser.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await Run("lock table audit.entry, audit.pending, audit.head in share row exclusive mode");
        await Run("set constraints all immediate; select audit.append(null, 'phép thử', '203.0.113.7', 'test', null, 'done', null, '[{\"provinces\": [\"19\"]}]', 'landfills')");
        await Run("set local session_replication_role = replica");
        await using (var command = new NpgsqlCommand(change, connection))
        {
            command.Parameters.AddWithValue("at", await Ask<long>("select max(number) from audit.entry"));
            await command.ExecuteNonQueryAsync();
        }

        (await Ask<string>("select problem from audit.verify()")).ShouldBe(problem);

        async Task Run(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await command.ExecuteNonQueryAsync();
        }

        async Task<T> Ask<T>(string sql)
        {
            await using var command = new NpgsqlCommand(sql, connection);
            return (T)(await command.ExecuteScalarAsync())!;
        }
    }

    [Fact]
    public async Task An_end_that_was_noted_is_found_again_and_another_one_is_not()
    {
        await service.Sql("select audit.append(null, 'phép thử', null, 'test', null, 'done', null)");
        var noted = await service.Value<byte[]>("select hash from audit.head");
        await service.Sql("select audit.append(null, 'phép thử', null, 'test', null, 'done', null)");

        (await service.Value<string>("select problem from audit.verify(array[@noted])", new { noted })).ShouldBeNull();
        (await service.Value<string>("select problem from audit.verify(array[@noted, sha256('a record that was there before')])", new { noted })).ShouldBe("rewritten");
    }

    [Fact]
    public async Task The_end_of_the_record_is_noted_in_a_file_and_told_to_a_log_server()
    {
        var file = Path.Combine(Path.GetTempPath(), $"envgis-notes-{Guid.NewGuid():n}");
        using var server = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var options = new RecordNoteOptions { File = file, Syslog = $"127.0.0.1:{((IPEndPoint)server.Client.LocalEndPoint!).Port}" };
        using var notes = new NoteHead(
            service.Services.GetRequiredService<AccountsDatabase>(), Options.Create(options), TimeProvider.System, NullLogger<NoteHead>.Instance);
        try
        {
            await service.Sql("select audit.append(null, 'phép thử', null, 'test', null, 'done', null)");
            await notes.NoteAsync(CancellationToken.None);
            await notes.NoteAsync(CancellationToken.None);

            // Nothing new is not noted again.
            var line = (await File.ReadAllLinesAsync(file)).ShouldHaveSingleItem().Split(' ');
            (await service.Value<long>("select count(*) from audit.entry where number = @number and hash = @hash",
                new { number = long.Parse(line[1], System.Globalization.CultureInfo.InvariantCulture), hash = Convert.FromHexString(line[2]) })).ShouldBe(1);
            var told = Encoding.UTF8.GetString((await server.ReceiveAsync(new CancellationTokenSource(TimeSpan.FromSeconds(20)).Token)).Buffer);
            told.ShouldStartWith("<110>1 ");
            told.ShouldEndWith($"{line[1]} {line[2]}");
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task Refusals_of_strangers_are_counted_in_one_entry_and_those_of_people_from_the_second_on()
    {
        var counts = service.Services.GetRequiredService<RefusalCounts>();
        await counts.WriteAsync(CancellationToken.None);
        var before = await service.Value<long>("select max(number) from audit.entry");
        for (var i = 0; i < 60; i++)
        {
            (await service.Http.GetAsync(i % 3 == 0 ? $"/api/audit?q={i}" : "/api/people")).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }
        var person = await service.NewPerson("viewer");
        using var viewer = await service.SignedIn(person);
        for (var i = 0; i < 20; i++)
        {
            (await viewer.GetAsync("/api/keys")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }
        (await service.Value<long>("select count(*) from audit.entry where number > @before and outcome = 'refused' and who = 'anonymous'", new { before })).ShouldBe(0);
        (await service.Value<long>("select count(*) from audit.entry where number > @before and act = 'keys' and who = @UserName", new { before, person.UserName })).ShouldBe(1);

        await counts.WriteAsync(CancellationToken.None);
        var entry = (await service.Rows<(long Times, long People, long Audit, long FromHere)>("""
            select (detail ->> 'times')::bigint, (detail -> 'acts' ->> 'people')::bigint, (detail -> 'acts' ->> 'audit')::bigint, (detail -> 'networks' ->> '127.0.0.1')::bigint
            from audit.entry where number > @before and act = 'refusals'
            """, new { before })).ShouldHaveSingleItem();
        entry.ShouldBe((60, 40, 20, 60));
        (await service.Value<long>("select (detail ->> 'times')::bigint from audit.entry where number > @before and act = 'keys' and who = @UserName and detail is not null",
            new { before, person.UserName })).ShouldBe(19);
    }
}
