using Dapper;
using EnvGis.Backups;
using EnvGis.Commands;
using EnvGis.Database;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Database;

/// <summary>Each on a database of its own: what it spoils is spatial_ref_sys, which everything else relies on.</summary>
public sealed class Vn2000StartTests(TestCluster cluster) : IAsyncLifetime
{
    TestDatabase database = null!;

    OwnerDatabase owner => database.Owner;

    public async ValueTask InitializeAsync() => database = await cluster.NewDatabase();

    public ValueTask DisposeAsync() => database.DisposeAsync();

    [Fact]
    public async Task PostGIS_and_our_own_code_agree_in_every_zone_of_VN_2000()
    {
        (await Vn2000StartCheck.RunAsync(owner, CancellationToken.None)).ShouldBeGreaterThanOrEqualTo(18);
    }

    [Fact]
    public async Task Rows_of_a_migrated_database_are_in_our_words_already()
    {
        (await Vn2000Rows.MendAsync(owner, CancellationToken.None)).ShouldBeEmpty();
        // Without a right to write: there is nothing to write.
        await this.Administrate("revoke insert, update on spatial_ref_sys from envgis");
        (await Vn2000StartCheck.RunAsync(owner, CancellationToken.None)).ShouldBeGreaterThanOrEqualTo(18);
    }

    [Fact]
    public async Task Zones_that_are_missing_or_were_changed_are_written_anew_at_start()
    {
        var before = await database.Rows<string>("select s::text from spatial_ref_sys s order by srid");
        await Spoil("delete from spatial_ref_sys where srid in (9213)");
        await Spoil("update spatial_ref_sys set proj4text = replace(proj4text, '0.00928836,-0.01975479,0.00427372', '-0.00928836,0.01975479,-0.00427372') where srid = 9214");
        await Spoil("update spatial_ref_sys set auth_name = 'EPSG', auth_srid = srid where srid = 3405");
        await Spoil("update spatial_ref_sys set srtext = null where srid = 9215");

        (await Vn2000StartCheck.RunAsync(owner, CancellationToken.None)).ShouldBeGreaterThanOrEqualTo(18);

        (await database.Rows<string>("select s::text from spatial_ref_sys s order by srid")).ShouldBe(before);
        (await Vn2000Rows.MendAsync(owner, CancellationToken.None)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_login_that_may_not_write_them_is_told_a_remedy_that_is_one()
    {
        // By who gave it: the owner of the database takes nothing from itself.
        await this.Administrate("revoke insert, update on spatial_ref_sys from envgis");
        await Spoil("delete from spatial_ref_sys where srid = 9213");

        var refusal = await Should.ThrowAsync<SetupException>(Vn2000StartCheck.RunAsync(owner, CancellationToken.None));
        refusal.Message.ShouldContain("EPSG 9213)");

        await this.Administrate(refusal.Message.Split("Let an administrator run in that database: ")[1].Split(';')[0]);
        (await Vn2000StartCheck.RunAsync(owner, CancellationToken.None)).ShouldBeGreaterThanOrEqualTo(18);
    }

    [Fact]
    public async Task What_is_changed_beneath_a_running_service_is_found_by_its_readers()
    {
        await Spoil("""
            update spatial_ref_sys set auth_name = null, auth_srid = null, srtext = '',
                proj4text = replace(proj4text, '0.00928836,-0.01975479,0.00427372', '-0.00928836,0.01975479,-0.00427372')
            where srid = 9213
            """);
        await using var reader = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database.Address.Reader!) { Pooling = false }.ConnectionString);
        await reader.OpenAsync();
        var refusal = await Should.ThrowAsync<SetupException>(Vn2000StartCheck.RunAsync(reader, CancellationToken.None));
        refusal.Message.ShouldContain("9213");
        refusal.Message.ShouldContain("wrong rotation signs");
        refusal.Message.ShouldContain("0.7");

        await Spoil("delete from spatial_ref_sys where srid = 9212");
        await using var other = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(database.Address.Reader!) { Pooling = false }.ConnectionString);
        await other.OpenAsync();
        (await Should.ThrowAsync<SetupException>(Vn2000StartCheck.RunAsync(other, CancellationToken.None))).Message.ShouldContain("EnvGis migrate");
    }

    [Fact]
    public async Task A_database_copied_by_PostgreSQLs_own_programs_starts()
    {
        var copy = cluster.NewName();
        var dump = Path.Combine(TestFolder.New("dump"), "plain.dump");
        try
        {
            await PostgresClient.RunAsync("pg_dump", ["--format=custom", $"--file={dump}"], database.Administrator, CancellationToken.None);
            await cluster.Administrate($"create database {copy} owner envgis");
            await PostgresClient.RunAsync("pg_restore", ["--exit-on-error", $"--dbname={copy}", dump], cluster.AdministratorOf(copy), CancellationToken.None);
            string At(string login) => new NpgsqlConnectionStringBuilder(login) { Database = copy, Pooling = false }.ConnectionString;
            var given = database.Address;
            var address = new DatabaseAddress(At(given.Owner), At(given.Writer!), At(given.Reader!), null, At(given.Accounts!), At(given.Member!));
            await using var restored = new OwnerDatabase(address, NullLoggerFactory.Instance);

            await Preparation.RunAsync(restored, cluster.Root, new Steps(TextWriter.Null), CancellationToken.None);

            await using var service = await TestService.StartAsync(address, cluster.Root, new(), []);
            (await service.Http.GetStringAsync("/health/ready")).ShouldBe("ready");
            await using var connection = await restored.Source.OpenConnectionAsync();
            (await connection.QueryAsync<string>("select s::text from spatial_ref_sys s order by srid")).ShouldBe(await database.Rows<string>("select s::text from spatial_ref_sys s order by srid"));
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(dump)!, recursive: true);
            await cluster.Drop(copy);
        }
    }

    async Task Administrate(string sql)
    {
        await using var administrator = NpgsqlDataSource.Create(database.Administrator);
        await using var command = administrator.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    async Task Spoil(string sql)
    {
        await using var administrator = NpgsqlDataSource.Create(database.Administrator);
        await using var command = administrator.CreateCommand(sql);
        (await command.ExecuteNonQueryAsync()).ShouldBe(1);
    }
}
