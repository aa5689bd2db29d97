using Npgsql;

namespace EnvGis.Database;

/// <summary>
/// Whether the database answers, as requests and the reader of changes find. It is told once when it goes and once when it is back, with how many requests were told to
/// come again: what each of them met is the same, and a trace of each would hide what else happens.
/// </summary>
public sealed partial class DatabaseOutage(ILogger<DatabaseOutage> log, TimeProvider time)
{
    readonly Lock gate = new();
    long? since;
    long refused, refusedBefore;

    /// <summary>Whether the fault means that the server was not there, or had no connection left; not that it was asked for what it refuses or does too slowly for itself.</summary>
    public static bool IsMet(Exception fault) => fault switch
    {
        PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow
            or PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification
            or PostgresErrorCodes.InvalidCatalogName } => true,
        PostgresException => false,
        NpgsqlException or TimeoutException => true,
        { InnerException: { } cause } => IsMet(cause),
        _ => false,
    };

    /// <returns>What a log should show of the fault beside its sentence: null while it only says that the database is away.</returns>
    public static Exception? Trace(Exception fault) => IsMet(fault) ? null : fault;

    /// <summary>How loudly whoever works in the background says that it will try again: an outage is told here, once.</summary>
    public static LogLevel LevelOf(Exception fault) => IsMet(fault) ? LogLevel.Information : LogLevel.Warning;

    /// <summary>A request is told to come again.</summary>
    public void Refuse(string method, string path, Exception fault)
    {
        lock (gate)
        {
            refused++;
            Begin($"{method} {path}", fault);
        }
    }

    /// <summary>The reader of changes cannot read.</summary>
    public void Lose(Exception fault)
    {
        lock (gate)
        {
            Begin("the reader of changes", fault);
        }
    }

    /// <summary>The reader of changes has read. It is over when no request was refused since it did so before: one login may be without a connection while another has one.</summary>
    public void Look()
    {
        lock (gate)
        {
            if (since is { } begun && refused == refusedBefore)
            {
                Back(log, time.GetElapsedTime(begun).TotalSeconds, refused);
                (since, refused) = (null, 0);
            }
            refusedBefore = refused;
        }
    }

    void Begin(string who, Exception fault)
    {
        if (since is null)
        {
            since = time.GetTimestamp();
            Away(log, who, (fault is NpgsqlException or TimeoutException ? fault : fault.GetBaseException()).Message);
        }
    }

    [LoggerMessage(EventId = 1010, Level = LogLevel.Warning, Message = "The database does not answer, as {Who} found first; until it does, requests are told to come again: {Problem}")]
    static partial void Away(ILogger logger, string who, string problem);

    [LoggerMessage(EventId = 1011, Level = LogLevel.Warning, Message = "The database answers again after {Seconds:0} s; {Refused} requests were told to come again")]
    static partial void Back(ILogger logger, double seconds, long refused);
}
