using Dapper;
using EnvGis.Database;
using EnvGis.Tests.Architecture;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace EnvGis.Tests.Database;

/// <summary>A database as an earlier version left it, without data: what migrations do to rows that stand already is tried on it.</summary>
sealed class EarlierDatabase : IAsyncDisposable
{
    readonly TestCluster cluster;

    EarlierDatabase(TestCluster cluster, string name, OwnerDatabase owner) => (this.cluster, Name, Owner) = (cluster, name, owner);

    public string Name { get; }

    /// <summary>As the superuser.</summary>
    public OwnerDatabase Owner { get; }

    /// <param name="before">The number of the first migration that has not been run.</param>
    public static async Task<EarlierDatabase> MakeAsync(RunningService service, string before)
    {
        var name = $"earlier_{Guid.NewGuid():n}";
        await using (var administrator = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(service.Administrator) { Pooling = false }.ConnectionString))
        {
            await administrator.ExecuteAsync($"create database {name}");
        }
        var earlier = new EarlierDatabase(
            service.Cluster, name, new(new(new NpgsqlConnectionStringBuilder(service.Administrator) { Database = name, Pooling = false }.ConnectionString), NullLoggerFactory.Instance));
        await using var connection = await earlier.Owner.Source.OpenConnectionAsync();
        await connection.ExecuteAsync("create table public.envgis_migration (\"MigrationId\" varchar(150) primary key, \"ProductVersion\" varchar(32) not null)");
        // EF Core goes to a migration in between by names that begin with a time, which these do not.
        foreach (var file in Directory.GetFiles(House.Migrations, "*.sql").Order(StringComparer.Ordinal))
        {
            var migration = Path.GetFileNameWithoutExtension(file);
            if (string.CompareOrdinal(migration, before) < 0)
            {
                await using var command = new NpgsqlCommand(await File.ReadAllTextAsync(file), connection);
                await command.ExecuteNonQueryAsync();
                await connection.ExecuteAsync("insert into public.envgis_migration values (@migration, 'test')", new { migration });
            }
        }
        return earlier;
    }

    public async ValueTask DisposeAsync()
    {
        await this.Owner.DisposeAsync();
        await this.cluster.Drop(this.Name);
    }
}
