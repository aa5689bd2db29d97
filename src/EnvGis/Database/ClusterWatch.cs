using Npgsql;

namespace EnvGis.Database;

/// <summary>
/// Looks after a private cluster while its service runs: starts it when it is gone, and restarts it when a package was upgraded beneath it and new sessions cannot load
/// what they need. Requests are told to come again meanwhile.
/// </summary>
sealed partial class ClusterWatch(PrivateCluster cluster, ILogger log)
{
    static readonly TimeSpan LookEvery = TimeSpan.FromSeconds(3);

    /// <summary>A server that a restart does not mend is not restarted all the time.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    /// <summary>One that does not start is tried again soon, and then less and less often: what a killed server left running keeps the next one out for seconds.</summary>
    TimeSpan nextTry = LookEvery;

    /// <summary>Until it is cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var database = new OwnerDatabase(cluster.Address, Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance);
        try
        {
            using var tick = new PeriodicTimer(LookEvery);
            while (await tick.WaitForNextTickAsync(cancellationToken))
            {
                if (await this.ProblemAsync(database, cancellationToken) is not { } problem)
                {
                    nextTry = LookEvery;
                    continue;
                }
                var wait = Patience;
                Restarts(problem);
                try
                {
                    await cluster.RestartAsync(cancellationToken);
                    if (await this.ProblemAsync(database, cancellationToken) is null)
                    {
                        Restarted();
                        continue;
                    }
                }
                catch (SetupException refused)
                {
                    (wait, nextTry) = (nextTry, nextTry * 2 < Patience ? nextTry * 2 : Patience);
                    NotRestarted(wait.TotalSeconds, refused.Message);
                }
                await Task.Delay(wait, cancellationToken);
            }
        }
        catch (OperationCanceledException)
        {
            // The service stops.
        }
    }

    /// <returns>Null when all is well, and while a server that runs is only slow or full: a restart would make that worse.</returns>
    async Task<string?> ProblemAsync(OwnerDatabase database, CancellationToken cancellationToken)
    {
        try
        {
            await ServerParts.TryAsync(database.Alone, cancellationToken);
            return null;
        }
        catch (PostgresException fault)
        {
            return ServerParts.Broken(fault) ? fault.MessageText : null;
        }
        catch (Exception away) when (away is NpgsqlException or TimeoutException or System.Net.Sockets.SocketException)
        {
            return await cluster.IsRunningAsync(cancellationToken) ? null : "it does not run";
        }
    }

    [LoggerMessage(EventId = 2200, Level = LogLevel.Warning, Message = "The private PostgreSQL is restarted: {Problem}")]
    partial void Restarts(string problem);

    [LoggerMessage(EventId = 2201, Level = LogLevel.Information, Message = "The private PostgreSQL works again")]
    partial void Restarted();

    [LoggerMessage(EventId = 2202, Level = LogLevel.Error, Message = "The private PostgreSQL could not be restarted; it is tried again in {Seconds} s: {Problem}")]
    partial void NotRestarted(double seconds, string problem);
}
