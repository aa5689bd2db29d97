using Npgsql;

namespace EnvGis.Database;

/// <summary>How to reach PostgreSQL. Only <see cref="Owner"/> is needed: the others are then the same login in a lesser role.</summary>
sealed record DatabaseAddress(string Owner, string? Writer = null, string? Reader = null, string? Replica = null, string? Accounts = null)
{
    /// <summary>
    /// Reads <c>ConnectionStrings:EnvGis</c>, <c>:EnvGisWriter</c>, <c>:EnvGisReader</c>, <c>:EnvGisReplica</c> and <c>:EnvGisAccounts</c>; null when the first
    /// is not set.
    /// </summary>
    public static DatabaseAddress? From(IConfiguration configuration) =>
        configuration.GetConnectionString("EnvGis") is { Length: > 0 } owner
            ? new(owner, configuration.GetConnectionString("EnvGisWriter"), configuration.GetConnectionString("EnvGisReader"),
                configuration.GetConnectionString("EnvGisReplica"), configuration.GetConnectionString("EnvGisAccounts"))
            : null;
}

/// <summary>What the public may see: a role that can select from schema <c>published</c> and nothing else.</summary>
sealed class PublishedDatabase(DatabaseAddress address, ILoggerFactory loggers) : Connections(
    address.Replica ?? address.Reader ?? address.Owner, "EnvGis reader", 24, loggers,
    // No question of the public may hold a connection for longer than this.
    (address.Replica ?? address.Reader) is null ? "-c role=envgis_reader -c statement_timeout=60s" : "-c statement_timeout=60s");

/// <summary>Where work is written: schemas <c>env</c> and <c>staging</c>.</summary>
sealed class WorkingDatabase(DatabaseAddress address, ILoggerFactory loggers) : Connections(
    address.Writer ?? address.Owner, "EnvGis writer", 16, loggers, address.Writer is null ? "-c role=envgis_writer" : null);

/// <summary>Who may do what: schema <c>account</c>, and the record of acts, which it can read and add to.</summary>
sealed class AccountsDatabase(DatabaseAddress address, ILoggerFactory loggers) : Connections(
    address.Accounts ?? address.Owner, "EnvGis accounts", 8, loggers, address.Accounts is null ? "-c role=envgis_accounts" : null);

/// <summary>The owner of the schemas, for migrations, data files and the command line; never for requests.</summary>
sealed class OwnerDatabase(DatabaseAddress address, ILoggerFactory loggers) : Connections(address.Owner, "EnvGis owner", 8, loggers, null);

abstract class Connections(string connectionString, string name, int poolSize, ILoggerFactory loggers, string? sessionOptions) : IAsyncDisposable
{
    public NpgsqlDataSource Source { get; } = Build(connectionString, name, poolSize, loggers, sessionOptions);

    public ValueTask DisposeAsync() => Source.DisposeAsync();

    static NpgsqlDataSource Build(string connectionString, string name, int poolSize, ILoggerFactory loggers, string? sessionOptions)
    {
        var given = new System.Data.Common.DbConnectionStringBuilder { ConnectionString = connectionString };
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = name };
        if (!given.ContainsKey("Maximum Pool Size") && !given.ContainsKey("MaxPoolSize"))
        {
            // The pools together stay below PostgreSQL's default of 100 connections, for two processes.
            settings.MaxPoolSize = poolSize;
        }
        // Tile and item statements are few and frequent: prepared after a second use, kept per connection.
        if (settings.MaxAutoPrepare == 0)
        {
            settings.MaxAutoPrepare = 64;
            settings.AutoPrepareMinUsages = 2;
        }
        // Set by the server as the session starts and again when the pool resets it, so that no connection is without its role. Compiling a statement
        // costs more than any answer here gains by it: over many layers, seconds.
        settings.Options = $"{settings.Options} -c jit=off {sessionOptions}".Trim();
        return new NpgsqlDataSourceBuilder(settings.ConnectionString).UseLoggerFactory(loggers).UseNetTopologySuite().Build();
    }
}
