using EnvGis.Backups;
using Npgsql;
using Xunit;

namespace EnvGis.Tests.Backups;

/// <summary>A running service, a backup of it to be copied and spoilt, and an empty database to be copied and restored to: each takes seconds, and all tests of the class begin with them.</summary>
public sealed class BackedUpService(TestCluster cluster) : IAsyncLifetime
{
    internal static readonly byte[] Key = System.Security.Cryptography.RandomNumberGenerator.GetBytes(32);

    readonly string folder = Directory.CreateTempSubdirectory("envgis-backup-").FullName;

    public RunningService Service { get; } = new(cluster);

    /// <summary>Of the service as it started; nobody writes to it.</summary>
    public string File => Path.Combine(folder, "made.zip");

    internal Manifest Manifest { get; private set; } = null!;

    /// <summary>The database with the extensions and nothing else that an administrator makes for a restore.</summary>
    public string Empty { get; } = cluster.NewName();

    public async ValueTask InitializeAsync()
    {
        await this.Service.InitializeAsync();
        this.Manifest = await WriteBackup.RunAsync(this.File, Key, this.Service.Database, this.Service.OwnerDatabase, DateTimeOffset.UtcNow, CancellationToken.None);
        await cluster.Administrate($"create database {this.Empty} owner envgis");
        await using var there = NpgsqlDataSource.Create(cluster.AdministratorOf(this.Empty));
        await using var extensions = there.CreateCommand(
            "create extension postgis; create extension btree_gist; create extension unaccent; create extension pg_trgm; grant select, insert, update on spatial_ref_sys to envgis");
        await extensions.ExecuteNonQueryAsync();
    }

    public async ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        await cluster.Drop(this.Empty);
        await this.Service.DisposeAsync();
    }
}
