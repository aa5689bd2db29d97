using Dapper;
using EnvGis.Commands;
using EnvGis.Database;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Xunit;

namespace EnvGis.Tests.Plans;

/// <summary>A second database in the run's cluster, with the project's own data, for tests that load and remove what others look at.</summary>
public sealed class FreshDatabase(RunningService service) : IAsyncLifetime
{
    readonly string name = $"fresh_{Guid.NewGuid():n}";
    OwnerDatabase? owner;

    internal OwnerDatabase Owner => owner!;

    /// <summary>As the superuser.</summary>
    public string ConnectionString => new NpgsqlConnectionStringBuilder(service.Administrator) { Database = name }.ConnectionString;

    public string DataFolder { get; } = Path.Combine(service.Root, "data");

    public async ValueTask InitializeAsync()
    {
        await this.Administrate($"create database {name}");
        owner = new(new(this.ConnectionString), NullLoggerFactory.Instance);
        await Migrator.MigrateAsync(owner, CancellationToken.None);
        await this.Load();
    }

    public async ValueTask DisposeAsync()
    {
        if (owner is not null)
        {
            await owner.DisposeAsync();
        }
        await this.Administrate($"drop database if exists {name} with (force)");
    }

    /// <summary>Loads the project's data as the service does when it starts.</summary>
    /// <param name="anew">Forget that the files were loaded before.</param>
    /// <returns>What a person would read.</returns>
    internal async Task<string> Load(bool demonstration = false, bool anew = false)
    {
        if (anew)
        {
            await this.Sql("delete from env.loaded_file where sha256 <> ''");
        }
        var said = new StringWriter();
        await LoadData.RunAsync(owner!, this.DataFolder, new(said), demonstration, CancellationToken.None);
        return said.ToString();
    }

    internal async Task<int> Sql(string sql, object? parameters = null)
    {
        await using var connection = await owner!.Source.OpenConnectionAsync();
        return await connection.ExecuteAsync(sql, parameters);
    }

    internal async Task<T?> Value<T>(string sql, object? parameters = null)
    {
        await using var connection = await owner!.Source.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<T>(sql, parameters);
    }

    async Task Administrate(string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(service.Administrator) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await connection.ExecuteAsync(sql);
    }
}
