using Dapper;
using EnvGis.Database;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace EnvGis.Tests;

/// <summary>A database of one class of tests, with the project's own data; dropped when the class is done.</summary>
sealed class TestDatabase(TestCluster cluster, string name, DatabaseAddress address, string administrator) : IAsyncDisposable
{
    /// <summary>With the logins of the service's roles, each for this database.</summary>
    public DatabaseAddress Address { get; } = new(In(address.Owner, name), In(address.Writer!, name), In(address.Reader!, name), null, In(address.Accounts!, name), In(address.Member!, name));

    /// <summary>The superuser's connection string.</summary>
    public string Administrator { get; } = In(administrator, name);

    /// <summary>The owner of the schemas: what an operator with psql would be.</summary>
    public OwnerDatabase Owner => field ??= new(
        // What a test prepares may take as long as the machine is busy.
        this.Address with { Owner = new NpgsqlConnectionStringBuilder(this.Address.Owner) { CommandTimeout = 300 }.ConnectionString }, NullLoggerFactory.Instance);

    public async Task<int> Sql(string sql, object? parameters = null)
    {
        await using var connection = await this.Owner.Source.OpenConnectionAsync();
        return await connection.ExecuteAsync(sql, parameters);
    }

    public async Task<T?> Value<T>(string sql, object? parameters = null)
    {
        await using var connection = await this.Owner.Source.OpenConnectionAsync();
        return await connection.ExecuteScalarAsync<T>(sql, parameters);
    }

    public async Task<IReadOnlyList<T>> Rows<T>(string sql, object? parameters = null)
    {
        await using var connection = await this.Owner.Source.OpenConnectionAsync();
        return (await connection.QueryAsync<T>(sql, parameters)).AsList();
    }

    public async ValueTask DisposeAsync()
    {
        await this.Owner.DisposeAsync();
        await cluster.Drop(name);
    }

    static string In(string connection, string name) => new NpgsqlConnectionStringBuilder(connection) { Database = name }.ConnectionString;
}
