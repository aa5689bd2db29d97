using System.Security.Cryptography;
using System.Text;
using Npgsql;
using NpgsqlTypes;

namespace EnvGis.Database;

/// <summary>
/// What lets connections show what is restricted within some scopes: a secret that the role of accounts has made known to the database. The login that reads
/// can show such a secret and cannot make one, so whatever it sets for itself it sees no more. Lasts for ever: a new secret follows before the old one is over.
/// </summary>
/// <param name="scopes">As JSON, in the words of <c>account.give_sight</c> (migration 024).</param>
sealed class SightTicket(AccountsDatabase accounts, string scopes, TimeProvider time) : IDisposable
{
    static readonly TimeSpan Life = TimeSpan.FromHours(2), RenewAfter = TimeSpan.FromHours(1);

    readonly SemaphoreSlim one = new(1);
    volatile Given? given;

    /// <summary>Shows the secret on this connection, until the pool resets it.</summary>
    /// <exception cref="InvalidOperationException">The database does not know what it was just told.</exception>
    public async ValueTask EnterAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var known = await this.GetAsync(null, cancellationToken);
        if (await ShowAsync(connection, known.Secret, cancellationToken))
        {
            return;
        }
        // Gone before its time, as after a backup was restored.
        var next = await this.GetAsync(known, cancellationToken);
        if (!await ShowAsync(connection, next.Secret, cancellationToken))
        {
            throw new InvalidOperationException("The database does not know a sight that it was just given.");
        }
    }

    public void Dispose() => one.Dispose();

    static async Task<bool> ShowAsync(NpgsqlConnection connection, string secret, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand("select member.enter($1)", connection);
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = secret });
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    /// <param name="lost">One that the database does not know any more; null when there is none.</param>
    async ValueTask<Given> GetAsync(Given? lost, CancellationToken cancellationToken)
    {
        if (Holds(given) is { } ready)
        {
            return ready;
        }
        await one.WaitAsync(cancellationToken);
        try
        {
            if (Holds(given) is { } other)
            {
                return other;
            }
            var fresh = new Given(Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32)), time.GetTimestamp());
            await using var connection = await accounts.Source.OpenConnectionAsync(cancellationToken);
            await using var command = new NpgsqlCommand("select account.give_sight($1, $2, $3)", connection);
            command.Parameters.Add(new NpgsqlParameter<byte[]> { TypedValue = SHA256.HashData(Encoding.UTF8.GetBytes(fresh.Secret)) });
            command.Parameters.Add(new NpgsqlParameter { Value = scopes, NpgsqlDbType = NpgsqlDbType.Jsonb });
            command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = (int)Life.TotalSeconds });
            await command.ExecuteNonQueryAsync(cancellationToken);
            return given = fresh;
        }
        finally
        {
            one.Release();
        }

        Given? Holds(Given? one) => one is not null && one != lost && time.GetElapsedTime(one.At) < RenewAfter ? one : null;
    }

    sealed record Given(string Secret, long At);
}
