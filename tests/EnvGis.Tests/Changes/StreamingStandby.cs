using EnvGis.Database;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Shouldly;

namespace EnvGis.Tests.Changes;

/// <summary>A PostgreSQL with the prepared database and a standby that streams from it, as pg_basebackup makes one; services are given both addresses.</summary>
sealed class StreamingStandby : IAsyncDisposable
{
    readonly string folder = TestFolder.New("standby");
    readonly TestLog log = new();
    PrivateCluster? primary, standby;

    /// <summary>As a service is told of both: it writes wherever the primary is.</summary>
    DatabaseAddress Both => new(Of(a => a.Owner), Of(a => a.Writer!), Of(a => a.Reader!), null, Of(a => a.Accounts!), Of(a => a.Member!));

    public static async Task<StreamingStandby> StartAsync(TestCluster cluster)
    {
        var pair = new StreamingStandby();
        // What the server is told by whoever lost it is told as an outage.
        pair.log.ExpectOutage();
        await pair.StartClustersAsync(cluster);
        return pair;
    }

    /// <summary>A service that reads where the primary is.</summary>
    public Task<TestService> ServePrimaryAsync(string root) => TestService.StartAsync(this.Both, root, log, []);

    /// <summary>A service that reads from the standby.</summary>
    public Task<TestService> ServeStandbyAsync(string root) => TestService.StartAsync(this.Both with { Replica = standby!.Address.Reader }, root, log, []);

    /// <summary>As the operator, on the primary, whichever it is.</summary>
    public async Task<T?> Value<T>(string sql)
    {
        await using var owner = new OwnerDatabase(this.Both, NullLoggerFactory.Instance);
        await using var command = owner.Source.CreateCommand(sql);
        return await command.ExecuteScalarAsync() is T value ? value : default;
    }

    /// <summary>The standby receives nothing more, without either noticing otherwise.</summary>
    public async Task PartAsync()
    {
        await this.OnStandby("alter system set primary_conninfo = ''");
        await this.OnStandby("select pg_reload_conf()");
        await Until.So(async () => await this.OnStandby("select count(*) from pg_stat_wal_receiver") is 0L, "the standby receiving nothing more");
    }

    public async Task LosePrimaryAsync()
    {
        await primary!.DisposeAsync();
        primary = null;
    }

    public async Task PromoteAsync() => (await this.OnStandby("select pg_promote(true, 60)")).ShouldBe(true);

    public async ValueTask DisposeAsync()
    {
        foreach (var cluster in new[] { standby, primary })
        {
            if (cluster is not null)
            {
                await cluster.DisposeAsync();
            }
        }
        Directory.Delete(folder, recursive: true);
        log.ShouldBeClean();
    }

    async Task StartClustersAsync(TestCluster cluster)
    {
        var (first, second) = (Path.Combine(folder, "first"), Path.Combine(folder, "second"));
        await cluster.CopyPristine(first);
        primary = await PrivateCluster.StartAsync(first, throwaway: true, CancellationToken.None);
        // The same cluster, with its passwords, but for the data, which comes from the primary.
        var home = Directory.CreateDirectory(Path.Combine(second, "postgres")).FullName;
        TestFolder.Open(second);
        foreach (var file in new[] { "database-passwords.json", "database-is-ready" })
        {
            File.Copy(Path.Combine(first, file), Path.Combine(second, file));
        }
        var programs = PostgresPrograms.Find();
        await programs.GiveAsync(home, CancellationToken.None);
        var superuser = new NpgsqlConnectionStringBuilder(primary.Administrator);
        var copied = await programs.RunAsync("pg_basebackup",
        [
            "--dbname", $"host=127.0.0.1 port={primary.Port} user={superuser.Username} password={superuser.Password}", "--pgdata", Path.Combine(home, "data"),
            "--write-recovery-conf", "--wal-method=stream", "--checkpoint=fast", "--no-sync",
        ], CancellationToken.None);
        copied.ExitCode.ShouldBe(0, copied.Output);
        standby = await PrivateCluster.StartAsync(second, throwaway: true, CancellationToken.None);
        (await this.OnStandby("select pg_is_in_recovery()")).ShouldBe(true);
    }

    async Task<object?> OnStandby(string sql)
    {
        await using var administrator = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(standby!.Administrator) { Pooling = false }.ConnectionString);
        await using var command = administrator.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }

    string Of(Func<DatabaseAddress, string> login)
    {
        if (primary is null)
        {
            return login(standby!.Address);
        }
        var (first, second) = (new NpgsqlConnectionStringBuilder(login(primary.Address)), new NpgsqlConnectionStringBuilder(login(standby!.Address)));
        first.Host = $"{first.Host}:{first.Port},{second.Host}:{second.Port}";
        first.TargetSessionAttributes = "primary";
        // Which of the two it is must be asked anew at once when one is gone.
        first.HostRecheckSeconds = 0;
        return first.ConnectionString;
    }
}
