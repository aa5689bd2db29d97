using EnvGis.Commands;
using EnvGis.Database;
using Xunit;

namespace EnvGis.Tests.Plans;

/// <summary>A database with the project's own data and no service over it, for tests that load and remove what others look at.</summary>
public sealed class FreshDatabase(TestCluster cluster) : IAsyncLifetime
{
    TestDatabase? database;

    internal OwnerDatabase Owner => database!.Owner;

    /// <summary>As the superuser.</summary>
    public string ConnectionString => database!.Administrator;

    public string DataFolder { get; } = Path.Combine(cluster.Root, "data");

    public async ValueTask InitializeAsync() => database = await cluster.NewDatabase();

    public async ValueTask DisposeAsync()
    {
        if (database is not null)
        {
            await database.DisposeAsync();
        }
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
        await LoadData.RunAsync(this.Owner, this.DataFolder, new(said), demonstration, CancellationToken.None);
        return said.ToString();
    }

    internal Task<int> Sql(string sql, object? parameters = null) => database!.Sql(sql, parameters);

    internal Task<T?> Value<T>(string sql, object? parameters = null) => database!.Value<T>(sql, parameters);
}
