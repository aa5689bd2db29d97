using EnvGis.Commands;
using EnvGis.Database;
using EnvGis.Tests;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
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

    /// <summary>A copy of the prepared database under a name of its own.</summary>
    internal async Task<TestDatabase> NewDatabase(CancellationToken cancellationToken = default)
    {
        var name = this.NewName();
        await this.Administrate($"create database {name} template envgis owner envgis", cancellationToken);
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
