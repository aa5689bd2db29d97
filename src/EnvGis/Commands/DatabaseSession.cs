using EnvGis.Database;
using Microsoft.Extensions.Logging.Abstractions;

namespace EnvGis.Commands;

/// <summary>A database for the length of one command: the configured server, or this checkout's private cluster, started if it must be and then stopped.</summary>
sealed class DatabaseSession : IAsyncDisposable
{
    readonly PrivateCluster? cluster;

    DatabaseSession(DatabaseAddress address, PrivateCluster? cluster)
    {
        this.cluster = cluster;
        Address = address;
        Owner = new(address, NullLoggerFactory.Instance);
    }

    public DatabaseAddress Address { get; }

    public OwnerDatabase Owner { get; }

    /// <summary>Whether another EnvGis process runs the private cluster that this session merely uses.</summary>
    public bool IsGuest => cluster is { IsOwner: false };

    public string Description => cluster is null ? "configured server" : $"private cluster on port {cluster.Port}";

    /// <exception cref="SetupException">The database cannot be had; the message says what to do.</exception>
    public static async Task<DatabaseSession> OpenAsync(string root, CancellationToken cancellationToken)
    {
        var session = await ReachAsync(root, cancellationToken);
        try
        {
            await UnprovedRestore.RefuseAsync(session.Owner, cancellationToken);
            return session;
        }
        catch
        {
            await session.DisposeAsync();
            throw;
        }
    }

    static async Task<DatabaseSession> ReachAsync(string root, CancellationToken cancellationToken)
    {
        if (DatabaseAddress.From(Checkout.Settings(root)) is { } given)
        {
            return await ReachAsync(given, cancellationToken);
        }
        var cluster = await PrivateCluster.StartAsync(Path.Combine(root, ".local"), throwaway: false, cancellationToken);
        return new(cluster.Address, cluster);
    }

    static async Task<DatabaseSession> ReachAsync(DatabaseAddress given, CancellationToken cancellationToken)
    {
        DatabaseSession? session = null;
        try
        {
            session = new(given, null);
            await using var connection = await session.Owner.Source.OpenConnectionAsync(cancellationToken);
            return session;
        }
        catch (Exception refused) when (refused is Npgsql.NpgsqlException or ArgumentException or System.Net.Sockets.SocketException)
        {
            if (session is not null)
            {
                await session.DisposeAsync();
            }
            // The driver's message names host and reason, never the password.
            throw new SetupException($"Không nối được máy chủ trong ConnectionStrings__EnvGis ({refused.Message.TrimEnd('.')}).",
                $"The server in ConnectionStrings__EnvGis cannot be reached: {refused.Message}", refused);
        }
    }

    /// <summary>Looks after the private cluster until it is cancelled; a configured server has its own keepers.</summary>
    public Task WatchAsync(ILogger log, CancellationToken cancellationToken) =>
        cluster is null ? Task.CompletedTask : new ClusterWatch(cluster, log).RunAsync(cancellationToken);

    /// <summary>Says that this process is about to stop and its private cluster with it.</summary>
    public void AnnounceStop() => cluster?.AnnounceStop();

    public async ValueTask DisposeAsync()
    {
        await Owner.DisposeAsync();
        if (cluster is not null)
        {
            await cluster.DisposeAsync();
        }
    }
}
