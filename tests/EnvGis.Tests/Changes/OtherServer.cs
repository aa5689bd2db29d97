using EnvGis.Commands;
using EnvGis.Database;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Shouldly;

namespace EnvGis.Tests.Changes;

/// <summary>A PostgreSQL of its own into which a database is brought from elsewhere, and the service on it once it is asked for.</summary>
sealed class OtherServer : IAsyncDisposable
{
    readonly string folder = TestFolder.New("other");
    PrivateCluster? cluster;
    OwnerDatabase? owner;
    readonly TestLog log = new();
    TestService? service;

    public HttpClient Http => service!.Http;

    public Uri Address => Http.BaseAddress!;

    public DatabaseAddress Database => cluster!.Address;

    public OwnerDatabase Owner => owner!;

    public static async Task<OtherServer> StartAsync()
    {
        var other = new OtherServer();
        await other.StartClusterAsync();
        return other;
    }

    public async Task ServeAsync(string root)
    {
        await Preparation.RunAsync(this.Owner, root, new Steps(TextWriter.Null), CancellationToken.None);
        service = await TestService.StartAsync(this.Database, root, log, []);
    }

    /// <summary>The service ends; the server goes on as a standby whose primary is gone.</summary>
    public async Task BecomeStandbyAsync()
    {
        await StopServiceAsync();
        var data = (string)(await AsAdministratorAsync("show data_directory"))!;
        await owner!.DisposeAsync();
        await cluster!.DisposeAsync();
        await File.WriteAllTextAsync(Path.Combine(data, "standby.signal"), "");
        await StartClusterAsync();
    }

    public async Task<T?> Value<T>(string sql)
    {
        await using var command = this.Owner.Source.CreateCommand(sql);
        return await command.ExecuteScalarAsync() is T value ? value : default;
    }

    /// <summary>As many transactions as this, each of its own.</summary>
    public async Task PassTransactions(int count)
    {
        await using var command = this.Owner.Source.CreateCommand($"do $$ begin for i in 1..{count} loop perform pg_current_xact_id(); commit; end loop; end $$");
        await command.ExecuteNonQueryAsync();
    }

    public async Task PromoteAsync() => (await AsAdministratorAsync("select pg_promote(true, 30)")).ShouldBe(true);

    public async ValueTask DisposeAsync()
    {
        await StopServiceAsync();
        if (owner is not null)
        {
            await owner.DisposeAsync();
        }
        if (cluster is not null)
        {
            await cluster.DisposeAsync();
        }
        Directory.Delete(folder, recursive: true);
        log.ShouldBeClean();
    }

    // What the owner of a database may not ask its server.
    async Task<object?> AsAdministratorAsync(string sql)
    {
        await using var administrator = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(cluster!.Administrator) { Pooling = false }.ConnectionString);
        await using var command = administrator.CreateCommand(sql);
        return await command.ExecuteScalarAsync();
    }

    async Task StartClusterAsync()
    {
        cluster = await PrivateCluster.StartAsync(Path.Combine(folder, "local"), throwaway: true, CancellationToken.None);
        owner = new(cluster.Address, NullLoggerFactory.Instance);
    }

    async Task StopServiceAsync()
    {
        if (service is not null)
        {
            await service.DisposeAsync();
            service = null;
        }
    }
}
