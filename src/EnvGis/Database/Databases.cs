using Npgsql;

namespace EnvGis.Database;

/// <summary>How to reach PostgreSQL. Only <see cref="Owner"/> is needed: the other two are then the same login in a lesser role.</summary>
sealed record DatabaseAddress(string Owner, string? Writer = null, string? Reader = null, string? Replica = null)
{
    /// <summary>Reads <c>ConnectionStrings:EnvGis</c>, <c>:EnvGisWriter</c>, <c>:EnvGisReader</c> and <c>:EnvGisReplica</c>; null when the first is not set.</summary>
    public static DatabaseAddress? From(IConfiguration configuration) =>
        configuration.GetConnectionString("EnvGis") is { Length: > 0 } owner
            ? new(owner, configuration.GetConnectionString("EnvGisWriter"), configuration.GetConnectionString("EnvGisReader"),
                configuration.GetConnectionString("EnvGisReplica"))
            : null;
}

/// <summary>What the public may see: a role that can select from schema <c>published</c> and nothing else.</summary>
sealed class PublishedDatabase(DatabaseAddress address, ILoggerFactory loggers) : Connections(
    address.Replica ?? address.Reader ?? InRole(address.Owner, "envgis_reader"), "EnvGis reader", loggers);

/// <summary>Where work is written: schemas <c>env</c> and <c>staging</c>.</summary>
sealed class WorkingDatabase(DatabaseAddress address, ILoggerFactory loggers) : Connections(
    address.Writer ?? InRole(address.Owner, "envgis_writer"), "EnvGis writer", loggers);

/// <summary>The owner of the schemas, for migrations, loading of data files and the daily publication; never for requests.</summary>
sealed class OwnerDatabase(DatabaseAddress address, ILoggerFactory loggers) : Connections(address.Owner, "EnvGis owner", loggers);

abstract class Connections(string connectionString, string name, ILoggerFactory loggers) : IAsyncDisposable
{
    public NpgsqlDataSource Source { get; } = Build(connectionString, name, loggers);

    public ValueTask DisposeAsync() => Source.DisposeAsync();

    // The role is set by the server as the session starts, so that a pooled connection is never without it.
    protected static string InRole(string connectionString, string role) =>
        new NpgsqlConnectionStringBuilder(connectionString) { Options = $"-c role={role}" }.ConnectionString;

    static NpgsqlDataSource Build(string connectionString, string name, ILoggerFactory loggers)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = name };
        // Tile and item statements are few and frequent: prepared after a second use, kept per connection.
        if (settings.MaxAutoPrepare == 0)
        {
            settings.MaxAutoPrepare = 64;
            settings.AutoPrepareMinUsages = 2;
        }
        return new NpgsqlDataSourceBuilder(settings.ConnectionString).UseLoggerFactory(loggers).UseNetTopologySuite().Build();
    }
}
