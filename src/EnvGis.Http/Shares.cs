namespace EnvGis.Http;

/// <summary>Places for what is held for as long as a caller likes: so many in all, and so many of them for one caller, whose slowness is then not everybody's.</summary>
/// <remarks>Safe for use by many at once.</remarks>
public class Shares(int inAll, int ofOne)
{
    readonly Lock gate = new();
    readonly Dictionary<string, int> taken = new(StringComparer.Ordinal);
    int all;

    public enum Answer
    {
        Taken,

        /// <summary>The caller holds as many as one may.</summary>
        OwnTaken,

        /// <summary>Others hold what there is.</summary>
        AllTaken,
    }

    public int OfOne => ofOne;

    /// <param name="place">Given back when disposed, once; null when none was taken.</param>
    public Answer TryTake(string caller, out IDisposable? place)
    {
        place = null;
        lock (gate)
        {
            var own = taken.GetValueOrDefault(caller);
            if (own >= ofOne)
            {
                return Answer.OwnTaken;
            }
            if (all >= inAll)
            {
                return Answer.AllTaken;
            }
            taken[caller] = own + 1;
            all++;
        }
        place = new Place(this, caller);
        return Answer.Taken;
    }

    void GiveBack(string caller)
    {
        lock (gate)
        {
            all--;
            if (--taken[caller] == 0)
            {
                taken.Remove(caller);
            }
        }
    }

    sealed class Place(Shares shares, string caller) : IDisposable
    {
        Shares? shares = shares;

        public void Dispose() => Interlocked.Exchange(ref shares, null)?.GiveBack(caller);
    }
}
