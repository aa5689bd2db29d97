using EnvGis.Commands;
using EnvGis.Database;
using EnvGis.Tests;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Shouldly;
using Xunit;

[assembly: AssemblyFixture(typeof(TestCluster))]

namespace EnvGis.Tests;

/// <summary>
/// The run's PostgreSQL with PostGIS. Its first database is migrated and loaded once and then left alone: every class of tests works in a copy of its own, which goes
/// with it. Where <c>./test</c> names a folder, all test programs share the cluster in it and <c>./test</c> stops it; else it lives as long as this program.
/// </summary>
public sealed class TestCluster : IAsyncLifetime
{
    /// <summary>The folder of the shared cluster.</summary>
    const string SharedFolder = "ENVGIS_TEST_CLUSTER";

    /// <summary>What a class that only reads leaves as it was.</summary>
    const string Written = """
        select concat_ws(' ', (select count(*) from env.layer), (select max(id) from env.feature), (select max(id) from env.feature_version), (select count(*) from env.feature_task),
            (select count(*) from env.task_progress), (select count(*) from account.person), (select count(*) from account.api_key))
        """;

    readonly Lock gate = new();
    Task<(RunningService Service, string? Written)>? project;

    readonly string? shared = Environment.GetEnvironmentVariable(SharedFolder) is { Length: > 0 } named ? named : null;
    PrivateCluster? cluster;
    int copies;

    /// <summary>The checkout that holds data/ and wwwroot/.</summary>
    public string Root { get; } = Checkout.Find();

    /// <summary>A cluster with the migrated and loaded database, stopped; to be copied by tests that stop, kill or fill one.</summary>
    string Pristine => Path.Combine(this.Folder, "pristine");

    string Folder => field ??= shared ?? TestFolder.New("cluster");

    string Running => Path.Combine(this.Folder, "running");

    public async ValueTask InitializeAsync()
    {
        TestFolder.Open(this.Folder);
        // Whoever comes first prepares; the others wait for the lock, which goes with its holder whatever becomes of it.
        await using var turn = await this.Turn();
        if (!Directory.Exists(this.Pristine))
        {
            await this.Prepare();
        }
        cluster = await PrivateCluster.StartAsync(this.Running, throwaway: true, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        if (project is not null)
        {
            var (service, before) = await project;
            var after = await service.Value<string>(Written);
            await service.DisposeAsync();
            after.ShouldBe(before, "classes with a ProjectService only read");
        }
        if (shared is not null)
        {
            return;
        }
        if (cluster is not null)
        {
            await cluster.DisposeAsync();
        }
        Directory.Delete(this.Folder, recursive: true);
    }

    /// <summary>Of all classes that only read.</summary>
    internal Task<RunningService> Project
    {
        get
        {
            lock (gate)
            {
                project ??= Begin();
            }
            return Of(project);

            async Task<(RunningService, string?)> Begin()
            {
                var service = new RunningService(this);
                await service.InitializeAsync();
                return (service, await service.Value<string>(Written));
            }

            static async Task<RunningService> Of(Task<(RunningService Service, string?)> begun) => (await begun).Service;
        }
    }

    /// <summary>A copy of the prepared database under a name of its own.</summary>
    internal async Task<TestDatabase> NewDatabase(CancellationToken cancellationToken = default)
    {
        var name = this.NewName();
        // By files: by pages, which is the default, takes twice the time.
        await this.Administrate($"create database {name} template envgis owner envgis strategy file_copy", cancellationToken);
        return new(this, name, cluster!.Address, cluster.Administrator);
    }

    /// <summary>A name for a database that nobody else in this run has.</summary>
    public string NewName() => $"t{Environment.ProcessId}_{Interlocked.Increment(ref copies)}";

    /// <summary>Runs a statement of the superuser's beside all databases, such as one that makes or drops one.</summary>
    public async Task Administrate(string sql, CancellationToken cancellationToken = default)
    {
        await using var connection = new NpgsqlConnection(this.AdministratorOf("postgres"));
        await connection.OpenAsync(cancellationToken);
        // Who drops a database waits for every backend of the server to have heard of it, and for a checkpoint.
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 300 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Drops a database of the cluster.</summary>
    public async Task Drop(string name)
    {
        var dropping = this.Administrate($"drop database if exists {name} with (force)");
        // Every process of the server must have heard of it. One whose statement is broken off at that moment forgets that it was told (PostgreSQL 15's
        // ProcessInterrupts clears the mark, throws for the cancel and never comes to the barrier), and idles on; any other call reminds it.
        while (await Task.WhenAny(dropping, Task.Delay(TimeSpan.FromSeconds(1))) != dropping)
        {
            await this.Administrate("select pg_log_backend_memory_contexts(pid) from pg_stat_activity where backend_type = 'client backend' and state = 'idle'");
        }
        await dropping;
    }

    /// <summary>The superuser's connection string for a database of the cluster.</summary>
    public string AdministratorOf(string database) => new NpgsqlConnectionStringBuilder(cluster!.Administrator) { Database = database, Pooling = false }.ConnectionString;

    /// <summary>Puts a stopped cluster with the prepared database into a folder, as if a service had been there before.</summary>
    public async Task CopyPristine(string local)
    {
        TestFolder.Open(Path.GetDirectoryName(local)!);
        await Command.Run("cp", "-a", "--reflink=auto", this.Pristine, local);
    }

    async Task Prepare()
    {
        await using (var made = await PrivateCluster.StartAsync(this.Running, throwaway: true, CancellationToken.None))
        {
            await using var owner = new OwnerDatabase(made.Address, NullLoggerFactory.Instance);
            await Preparation.RunAsync(owner, this.Root, new Steps(TextWriter.Null), CancellationToken.None);
        }
        // Renamed last, so that a copy that broke off is made anew.
        await Command.Run("cp", "-a", "--reflink=auto", this.Running, this.Pristine + ".part");
        Directory.Move(this.Pristine + ".part", this.Pristine);
    }

    async Task<FileStream> Turn()
    {
        FileStream? turn = null;
        await Until.So(() =>
        {
            try
            {
                turn = new(Path.Combine(this.Folder, "turn"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
                return Task.FromResult(true);
            }
            catch (IOException)
            {
                return Task.FromResult(false);
            }
        }, "the run's database being prepared by another test program");
        return turn!;
    }
}
