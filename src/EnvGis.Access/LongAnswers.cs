using System.Diagnostics.CodeAnalysis;
using EnvGis.Http;

namespace EnvGis.Access;

/// <summary>
/// How many whole files (layers, lists, the record) are sent at a time: each holds a database connection for as long as its caller reads, and maps and items need
/// some too.
/// </summary>
public sealed class LongAnswers() : Shares(Places, PlacesOfOne)
{
    public const int Places = 8, PlacesOfOne = 3;

    public bool TryTake(Caller caller, [NotNullWhen(true)] out IDisposable? place, [NotNullWhen(false)] out Refusal? refusal)
    {
        refusal = this.TryTake(caller.Counted, out place) switch
        {
            Answer.OwnTaken => Problems.TooManyOfYours(this.OfOne),
            Answer.AllTaken => Problems.TooManyExports(),
            _ => null,
        };
        return refusal is null && place is not null;
    }
}
