using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Npgsql;

namespace EnvGis.Database;

/// <summary>
/// The connections of one login. When a command is broken off while the server prepares its statement, Npgsql (10.0.3) is from then on in error about what that
/// connection has prepared, and fails the next who asks, or answers with another statement's rows. So a connection whose last user left early forgets what
/// it has prepared before it is given to the next (decision 0024). The same when the server refuses a statement's values while the statement is prepared: the driver then takes it for prepared
/// and knows no columns of it; so a request that PostgreSQL refused tells its pools (<see cref="Forget"/>). And one that lay idle is asked whether its server
/// is still there: after a restart every pool is full
/// of connections that are not, and who gets one of those would be told that the database is away.
/// </summary>
public sealed class ConnectionPool(NpgsqlDataSource connections)
{
    /// <summary>Processes of the server that are remembered; far more than a pool has, since those that ended are not told of.</summary>
    const int Most = 1_000;

    /// <summary>
    /// No server restarts faster: pg_ctl looks ten times a second whether it has stopped, and then whether it has started. A connection that was taken since then is not asked.
    /// </summary>
    const int IdleMilliseconds = 100;

    readonly ConcurrentDictionary<int, (CancellationToken User, long At)> lastUsers = [];

    /// <summary>Without asking who had the connection before: for what nobody breaks off.</summary>
#pragma warning disable RS0030 // The framework asks for its sealing keys without waiting.
    public NpgsqlConnection OpenConnection() => connections.OpenConnection();
#pragma warning restore RS0030

    public NpgsqlCommand CreateCommandOfService(string sql) => connections.CreateCommand(sql);

    /// <param name="cancellationToken">Of all that is asked by this connection: when it is over, so is the connection's memory.</param>
    public async ValueTask<NpgsqlConnection> OpenConnectionAsync(CancellationToken cancellationToken = default)
    {
        var connection = await connections.OpenConnectionAsync(cancellationToken);
        try
        {
            await this.TakeAsync(connection, cancellationToken);
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

    /// <summary>The connections that a request had last forget what they have prepared before the next gets them.</summary>
    /// <param name="user">The token that the request opened them with.</param>
    public void Forget(CancellationToken user)
    {
        foreach (var (process, last) in lastUsers)
        {
            // Unless the next has it already, with whom it was then in order.
            if (last.User == user)
            {
                lastUsers.TryUpdate(process, (new CancellationToken(canceled: true), last.At), last);
            }
        }
    }

    async Task TakeAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        try
        {
            await this.PrepareAsync(connection, cancellationToken);
        }
        catch (Exception gone) when (DatabaseOutage.IsMet(gone) && !cancellationToken.IsCancellationRequested)
        {
            // The others are as old. A server that is away is found so by the opening itself.
            connections.Clear();
            await connection.CloseAsync();
            await connection.OpenAsync(cancellationToken);
            await this.PrepareAsync(connection, cancellationToken);
        }
        if (lastUsers.Count >= Most)
        {
            lastUsers.Clear();
        }
        lastUsers[connection.ProcessID] = (cancellationToken, Environment.TickCount64);
    }

    async Task PrepareAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        // One that is not known is new, or was forgotten here.
        if (!lastUsers.TryGetValue(connection.ProcessID, out var last) || last.User.IsCancellationRequested)
        {
            // Npgsql has no other way than one that waits for the server's word.
            connection.UnprepareAll();
        }
        else if (Environment.TickCount64 - last.At > IdleMilliseconds)
        {
            await using var asked = new NpgsqlCommand("select", connection);
            await asked.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    sealed class Takes(ConnectionPool pool) : DbConnectionInterceptor
    {
        public override Task ConnectionOpenedAsync(DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default) =>
            pool.TakeAsync((NpgsqlConnection)connection, cancellationToken);
    }
}
