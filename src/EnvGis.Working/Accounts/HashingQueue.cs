using EnvGis.Http;

namespace EnvGis.Accounts;

/// <summary>
/// Hashing a password is meant to take long. It is done for few at a time, on half of the processors, so that many who sign in at once hold up each other and
/// nobody who looks at the map; the line is short, and no network has all of it.
/// </summary>
public sealed class HashingQueue : IDisposable
{
    public const int Places = 48, PlacesOfOne = 24;

    readonly Shares places = new(Places, PlacesOfOne);
    readonly SemaphoreSlim hashing = new(Math.Max(1, Environment.ProcessorCount / 2));

    /// <summary>A place in the line, before anything is asked of the database; null when there is none left for that network.</summary>
    public IDisposable? Enter(string network) => places.TryTake(network, out var place) == Shares.Answer.Taken ? place : null;

    /// <summary>Hashes when it is one's turn.</summary>
    public async Task<T> RunAsync<T>(Func<T> hash, CancellationToken cancellationToken)
    {
        await hashing.WaitAsync(cancellationToken);
        try
        {
            return await Task.Run(hash, cancellationToken);
        }
        finally
        {
            hashing.Release();
        }
    }

    public void Dispose() => hashing.Dispose();
}
