using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace EnvGis.Database;

/// <summary>How to reach PostgreSQL. Only <see cref="Owner"/> is needed: the others are then the same login in a lesser role.</summary>
public sealed record DatabaseAddress(string Owner, string? Writer = null, string? Reader = null, string? Replica = null, string? Accounts = null, string? Member = null)
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
/// read schema <c>member</c> first, whose names are the same and which shows what the caller's ticket was given for.
/// </summary>
public sealed class PublishedDatabase : IAsyncDisposable
{
    // No question may hold a connection for longer than this. Statements name tables without a schema: the role's path says which are meant.
    const string Public = "-c search_path=published,public -c statement_timeout=60s";

    readonly PublicReaders? own;

    public PublishedDatabase(DatabaseAddress address, ILoggerFactory loggers)
    {
        own = new(address, loggers);
        Source = new(own.Source, null);
    }

    /// <summary>As the holder of a ticket reads, over the pool that all of them share.</summary>
    public PublishedDatabase(MemberDatabase members, SightTicket ticket) => Source = new(members.Source, ticket);

    public ReadingSource Source { get; }

    /// <summary>Sessions of the public's login that have loaded nothing yet; null over the pool of those with a grant.</summary>
    public NpgsqlDataSource? Alone => own?.Alone;

    public ValueTask DisposeAsync() => own?.DisposeAsync() ?? ValueTask.CompletedTask;

    sealed class PublicReaders(DatabaseAddress address, ILoggerFactory loggers) : SharedConnections(
        address.Replica ?? address.Reader ?? address.Owner, "EnvGis reader", 24, loggers,
        (address.Replica ?? address.Reader) is null ? $"-c role=envgis_reader {Public}" : Public);
}

/// <summary>The connections of all callers with a grant. Each is told whose it is as it is taken from the pool; one that is not shows what everybody sees.</summary>
public sealed class MemberDatabase(DatabaseAddress address, ILoggerFactory loggers) : SharedConnections(
    address.Member ?? address.Owner, "EnvGis member", 24, loggers,
    $"{(address.Member is null ? "-c role=envgis_member " : "")}-c search_path=member,published,public -c statement_timeout=60s");

/// <summary>Opens connections that see what one caller may see. There is no other way to them, so that none is used before it is told.</summary>
/// <param name="ticket">Null for what everybody sees.</param>
public sealed class ReadingSource(ConnectionPool pool, SightTicket? ticket)
{
    public async ValueTask<NpgsqlConnection> OpenConnectionAsync(CancellationToken cancellationToken = default)
    {
        var connection = await pool.OpenConnectionAsync(cancellationToken);
        try
        {
            await this.EnterAsync(connection, cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>For those who open by themselves.</summary>
    public DbContextOptionsBuilder<TContext> For<TContext>() where TContext : DbContext => pool.For<TContext>().AddInterceptors(new Enters(this));

    public void Forget(CancellationToken user) => pool.Forget(user);

    ValueTask EnterAsync(NpgsqlConnection connection, CancellationToken cancellationToken) =>
        ticket is null ? ValueTask.CompletedTask : ticket.EnterAsync(connection, cancellationToken);

    sealed class Enters(ReadingSource source) : DbConnectionInterceptor
    {
        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default) =>
            source.EnterAsync((NpgsqlConnection)connection, cancellationToken).AsTask();
    }
}

/// <summary>Connections that requests take and give back, one after the other.</summary>
public abstract class SharedConnections : Connections
{
    protected SharedConnections(string connectionString, string name, int poolSize, ILoggerFactory loggers, string? sessionOptions)
        : base(connectionString, name, poolSize, loggers, sessionOptions) => Source = new(this.Opened);

    public ConnectionPool Source { get; }
}

public abstract class Connections(string connectionString, string name, int poolSize, ILoggerFactory loggers, string? sessionOptions) : IAsyncDisposable
{
    readonly Lazy<NpgsqlDataSource> alone = new(() => Build(connectionString, name, poolSize, loggers, sessionOptions, pooled: false));

    protected NpgsqlDataSource Opened { get; } = Build(connectionString, name, poolSize, loggers, sessionOptions);

    /// <summary>The same login with a session of its own for each connection, which has loaded nothing yet.</summary>
    public NpgsqlDataSource Alone => alone.Value;

    public async ValueTask DisposeAsync()
    {
        await Opened.DisposeAsync();
        if (alone.IsValueCreated)
        {
            await Alone.DisposeAsync();
        }
    }

    static Connections() => System.Text.Encoding.RegisterProvider(StoredText.Provider);

    static NpgsqlDataSource Build(string connectionString, string name, int poolSize, ILoggerFactory loggers, string? sessionOptions, bool pooled = true)
    {
        var given = new DbConnectionStringBuilder { ConnectionString = connectionString };
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = name, Encoding = StoredText.Name };
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
        var source = new NpgsqlDataSourceBuilder(settings.ConnectionString).UseLoggerFactory(loggers);
        source.UseNetTopologySuite();
        return source.Build();
    }
}
