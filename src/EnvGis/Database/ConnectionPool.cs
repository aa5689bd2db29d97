using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace EnvGis.Database;

/// <summary>
/// The connections of one login. When a command is broken off while the server prepares its statement, Npgsql (10.0.3) is from then on in error about what that
/// connection has prepared, and fails the next who asks, or answers with another statement's rows. So a connection whose last user left early forgets what
/// it has prepared before it is given to the next (decision 0024).
/// </summary>
sealed class ConnectionPool(NpgsqlDataSource connections)
{
    /// <summary>Processes of the server that are remembered; far more than a pool has, since those that ended are not told of.</summary>
    const int Most = 1_000;

    readonly ConcurrentDictionary<int, CancellationToken> lastUsers = [];

    /// <summary>Without asking who had the connection before: for what nobody breaks off.</summary>
    public NpgsqlConnection OpenConnection() => connections.OpenConnection();

    public NpgsqlCommand CreateCommandOfService(string sql) => connections.CreateCommand(sql);

    /// <param name="cancellationToken">Of all that is asked by this connection: when it is over, so is the connection's memory.</param>
    public async ValueTask<NpgsqlConnection> OpenConnectionAsync(CancellationToken cancellationToken = default)
    {
        var connection = await connections.OpenConnectionAsync(cancellationToken);
        try
        {
            this.Take(connection, cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>For those who open by themselves.</summary>
    public DbContextOptionsBuilder<TContext> For<TContext>() where TContext : DbContext =>
        new DbContextOptionsBuilder<TContext>().UseNpgsql(connections).AddInterceptors(new Takes(this));

    void Take(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        // One that is not known is new, or was forgotten here.
        if (!lastUsers.TryGetValue(connection.ProcessID, out var lastUser) || lastUser.IsCancellationRequested)
        {
            // Npgsql has no other way than one that waits for the server's word.
            connection.UnprepareAll();
        }
        if (lastUsers.Count >= Most)
        {
            lastUsers.Clear();
        }
        lastUsers[connection.ProcessID] = cancellationToken;
    }

    sealed class Takes(ConnectionPool pool) : DbConnectionInterceptor
    {
        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            pool.Take((NpgsqlConnection)connection, cancellationToken);
            return Task.CompletedTask;
        }
    }
}
