using System.Diagnostics.CodeAnalysis;

namespace EnvGis.Exports;

/// <summary>How many exports run at a time: each holds a database connection for as long as its caller reads, and maps and items need some too.</summary>
sealed class ExportPlaces
{
    public const int Places = 8;

    int taken;

    public bool TryTake([NotNullWhen(true)] out IDisposable? place)
    {
        place = Interlocked.Increment(ref taken) <= Places ? new Place(this) : null;
        if (place is null)
        {
            Interlocked.Decrement(ref taken);
        }
        return place is not null;
    }

    sealed class Place(ExportPlaces places) : IDisposable
    {
        public void Dispose() => Interlocked.Decrement(ref places.taken);
    }
}
