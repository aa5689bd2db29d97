using Npgsql;

namespace EnvGis.Database;

/// <summary>How to reach PostgreSQL. Only <see cref="Owner"/> is needed: the others are then the same login in a lesser role.</summary>
sealed record DatabaseAddress(string Owner, string? Writer = null, string? Reader = null, string? Replica = null, string? Accounts = null, string? Member = null)
{
    /// <summary>The server's administrator, of a private cluster alone and for preparing it alone: a running service is not given it.</summary>
    public string? Administrator { get; init; }

    /// <summary>
    /// Reads <c>ConnectionStrings:EnvGis</c>, <c>:EnvGisWriter</c>, <c>:EnvGisReader</c>, <c>:EnvGisReplica</c>, <c>:EnvGisAccounts</c> and
    /// <c>:EnvGisMember</c>; null when the first is not set.
    /// </summary>
    public static DatabaseAddress? From(IConfiguration configuration) =>
        configuration.GetConnectionString("EnvGis") is { Length: > 0 } owner
            ? new(owner, configuration.GetConnectionString("EnvGisWriter"), configuration.GetConnectionString("EnvGisReader"),
                configuration.GetConnectionString("EnvGisReplica"), configuration.GetConnectionString("EnvGisAccounts"),
                configuration.GetConnectionString("EnvGisMember"))
            : null;
}

/// <summary>
/// Where features are read. For the public: a role that can select from schema <c>published</c> and nothing else. For a caller with a grant: the same words
/// read schema <c>member</c> first, whose names are the same and which shows what the connection was made to see.
/// </summary>
sealed class PublishedDatabase : Connections
{
    // No question may hold a connection for longer than this. Statements name tables without a schema: the role's path says which are meant.
    const string Public = "-c search_path=published,public -c statement_timeout=60s";

    public PublishedDatabase(DatabaseAddress address, ILoggerFactory loggers)
        : base(address.Replica ?? address.Reader ?? address.Owner, "EnvGis reader", 24, loggers,
            (address.Replica ?? address.Reader) is null ? $"-c role=envgis_reader {Public}" : Public)
    {
    }

    PublishedDatabase(DatabaseAddress address, string sees, ILoggerFactory loggers)
        : base(address.Member ?? address.Owner, "EnvGis member", 3, loggers,
            $"{(address.Member is null ? "-c role=envgis_member " : "")}-c search_path=member,published,public -c statement_timeout=60s -c envgis.sees={sees}", idleSeconds: 30)
    {
    }

    /// <param name="sees">What the connections may see, in the words of <c>member.sees</c> (migration 020): letters, digits, <c>-|*,</c> and nothing else.</param>
    public static PublishedDatabase ForMember(DatabaseAddress address, string sees, ILoggerFactory loggers) => sees.All(sign => char.IsAsciiLetterOrDigit(sign) || sign is '-' or '|' or '*' or ',')
        ? new(address, sees, loggers) : throw new ArgumentException("Not what a member may see.", nameof(sees));
}

/// <summary>Where work is written: schemas <c>env</c> and <c>staging</c>.</summary>
sealed class WorkingDatabase(DatabaseAddress address, ILoggerFactory loggers) : Connections(
    address.Writer ?? address.Owner, "EnvGis writer", 16, loggers, address.Writer is null ? "-c role=envgis_writer" : null);

/// <summary>Who may do what: schema <c>account</c>, and the record of acts, which it can read and add to.</summary>
sealed class AccountsDatabase(DatabaseAddress address, ILoggerFactory loggers) : Connections(
    address.Accounts ?? address.Owner, "EnvGis accounts", 8, loggers, address.Accounts is null ? "-c role=envgis_accounts" : null);

/// <summary>The owner of the schemas, for migrations, data files and the command line; never for requests.</summary>
sealed class OwnerDatabase(DatabaseAddress address, ILoggerFactory loggers) : Connections(address.Owner, "EnvGis owner", 8, loggers, null)
{
    /// <summary>The server's administrator in this database; null where nobody gave it.</summary>
    public string? Administrator { get; } = address.Administrator;

    /// <summary>The login's name.</summary>
    public string Login { get; } = new NpgsqlConnectionStringBuilder(address.Owner).Username ?? "";
}

abstract class Connections(string connectionString, string name, int poolSize, ILoggerFactory loggers, string? sessionOptions, int? idleSeconds = null) : IAsyncDisposable
{
    readonly Lazy<NpgsqlDataSource> alone = new(() => Build(connectionString, name, poolSize, loggers, sessionOptions, idleSeconds, pooled: false));

    public NpgsqlDataSource Source { get; } = Build(connectionString, name, poolSize, loggers, sessionOptions, idleSeconds, pooled: true);

    /// <summary>The same login with a session of its own for each connection, which has loaded nothing yet.</summary>
    public NpgsqlDataSource Alone => alone.Value;

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        if (alone.IsValueCreated)
        {
            await Alone.DisposeAsync();
        }
    }

    static NpgsqlDataSource Build(string connectionString, string name, int poolSize, ILoggerFactory loggers, string? sessionOptions, int? idleSeconds, bool pooled)
    {
        var given = new System.Data.Common.DbConnectionStringBuilder { ConnectionString = connectionString };
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = name };
        if (!given.ContainsKey("Maximum Pool Size") && !given.ContainsKey("MaxPoolSize"))
        {
            // The pools together stay below PostgreSQL's default of 100 connections, for two processes.
            settings.MaxPoolSize = poolSize;
        }
        if (!given.ContainsKey("Timeout"))
        {
            // Who waits longer for a connection is told to come again: the others behind them wait too.
            settings.Timeout = 5;
        }
        if (idleSeconds is { } idle)
        {
            (settings.ConnectionIdleLifetime, settings.ConnectionPruningInterval) = (idle, idle);
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
        settings.Pooling &= pooled;
        return new NpgsqlDataSourceBuilder(settings.ConnectionString).UseLoggerFactory(loggers).UseNetTopologySuite().Build();
    }
}
