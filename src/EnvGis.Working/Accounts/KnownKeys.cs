using Dapper;
using EnvGis.Database;

namespace EnvGis.Accounts;

/// <summary>
/// The hashes of the keys that are open, as last read: what is no key of ours costs no statement, however many come. Whoever brings a key that is not among them
/// waits until they have been read once more, once a second at most and for all who wait together, so that a key made a moment ago by another process is known.
/// Whether a known one is open still, its own statement asks each time.
/// </summary>
sealed class KnownKeys(AccountsDatabase database, TimeProvider time) : IDisposable
{
    static readonly TimeSpan ReadEvery = TimeSpan.FromSeconds(1);

    readonly SemaphoreSlim reading = new(1);
    Reading? last;

    public bool Has(string secret) => last is { } known && known.Keys.Contains(Name(secret));

    /// <summary>Whether it is one, by a reading that began after it came.</summary>
    public async Task<bool> LookForAsync(string secret, CancellationToken cancellationToken)
    {
        var came = time.GetTimestamp();
        await reading.WaitAsync(cancellationToken);
        try
        {
            if (last is not { } known || known.At <= came)
            {
                if (last is { IsCurrent: true } before && ReadEvery - time.GetElapsedTime(before.At) is { Ticks: > 0 } wait)
                {
                    await Task.Delay(wait, time, cancellationToken);
                }
                last = await this.ReadAsync(cancellationToken);
            }
        }
        finally
        {
            reading.Release();
        }
        return this.Has(secret);
    }

    /// <summary>A key was made here, or one was found to be over: the next one that is not known is looked for at once.</summary>
    public void ReadAgain()
    {
        if (last is { } known)
        {
            last = known with { IsCurrent = false };
        }
    }

    /// <summary>The statement that asked for this key found it over.</summary>
    public void Forget(string secret)
    {
        if (last is { } known)
        {
            last = known with { Keys = [.. known.Keys.Where(key => key != Name(secret))] };
        }
    }

    public void Dispose() => reading.Dispose();

    async Task<Reading> ReadAsync(CancellationToken cancellationToken)
    {
        var at = time.GetTimestamp();
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        var hashes = await connection.QueryAsync<byte[]>(new CommandDefinition(
            "select key_hash from account.api_key where revoked_at is null and expires_at > now()", cancellationToken: cancellationToken));
        return new(at, [.. hashes.Select(Convert.ToHexString)], IsCurrent: true);
    }

    static string Name(string secret) => Convert.ToHexString(Secrets.Hash(secret));

    /// <param name="At">When it began.</param>
    /// <param name="IsCurrent">Whether the next may wait.</param>
    sealed record Reading(long At, HashSet<string> Keys, bool IsCurrent);
}
