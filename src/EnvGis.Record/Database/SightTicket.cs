using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace EnvGis.Database;

/// <summary>Makes a secret known to the database. Whoever reads cannot: it is done by the role of accounts, which no storey of reading can name.</summary>
public interface ISightGiver
{
    /// <param name="secretHash">SHA-256 of the secret in UTF-8.</param>
    /// <param name="scopes">As JSON, in the words of <c>account.give_sight</c> (migration 024).</param>
    Task GiveAsync(byte[] secretHash, string scopes, TimeSpan life, CancellationToken cancellationToken);
}

/// <summary>
/// What lets connections show what is restricted within some scopes: a secret that the role of accounts has made known to the database. The login that reads
/// can show such a secret and cannot make one, so whatever it sets for itself it sees no more. Lasts for ever: a new secret follows before the old one is over.
/// </summary>
/// <param name="scopes">As JSON, in the words of <c>account.give_sight</c> (migration 024).</param>
public sealed class SightTicket(ISightGiver giver, string scopes, TimeProvider time) : IDisposable
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
            await giver.GiveAsync(SHA256.HashData(Encoding.UTF8.GetBytes(fresh.Secret)), scopes, Life, cancellationToken);
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
