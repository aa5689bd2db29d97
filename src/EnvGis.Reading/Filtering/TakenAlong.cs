using System.Collections.Concurrent;
using EnvGis.Access;
using EnvGis.Http;
using EnvGis.Layers;

namespace EnvGis.Filtering;

/// <summary>
/// Who took rows along in bulk, in the record. What everybody may have leaves no trace: anybody could fill the record by asking for it. Who asks for the head of an answer takes nothing along.
/// </summary>
public sealed class TakenAlong(IRecordOfActs audit, TimeProvider time)
{
    /// <summary>Pages of one layer that one caller reads within this time are one taking.</summary>
    static readonly TimeSpan Walk = TimeSpan.FromHours(1);

    /// <summary>Walks that are remembered; then all are forgotten, and begin anew with an entry each.</summary>
    const int MostWalks = 10_000;

    readonly ConcurrentDictionary<(string Who, string Layer), Walking> walks = [];

    /// <param name="Begun">A time stamp of the clock.</param>
    /// <param name="Entry">Written once, however many of the pages are asked for at the same moment; none of them is answered before.</param>
    sealed record Walking(long Begun, Lazy<Task> Entry);

    /// <summary>A file of a whole layer, an open one too: it may hold values that not everybody sees.</summary>
    /// <param name="file">As it is called at its address.</param>
    public Task FileAsync(HttpRequest request, Caller caller, string file, Layer layer, QueryParameters query, CancellationToken cancellationToken) =>
        Takes(request, caller) ? this.WriteAsync(caller, file, layer, query, cancellationToken) : Task.CompletedTask;

    /// <summary>A table of what everybody sees of some layers' rows: of each layer whose rows, or the choice among them, are not everybody's.</summary>
    public async Task TableAsync(HttpRequest request, Caller caller, string file, IEnumerable<Layer> layers, FeatureFilter filter, QueryParameters query, CancellationToken cancellationToken)
    {
        foreach (var layer in layers.Where(layer => Takes(request, caller) && filter.ShowsRestricted(layer)))
        {
            await this.WriteAsync(caller, file, layer, query, cancellationToken);
        }
    }

    /// <summary>A page of rows with all that the caller may see of them.</summary>
    public async Task PageAsync(HttpRequest request, Caller caller, Layer layer, FeatureFilter filter, QueryParameters query, CancellationToken cancellationToken)
    {
        if (!Takes(request, caller) || !filter.ShowsRestricted(layer) && !layer.Attributes.Any(attribute => attribute.Restricted))
        {
            return;
        }
        var walk = (caller.Counted, layer.Id);
        if (walks.Count >= MostWalks)
        {
            walks.Clear();
        }
        while (true)
        {
            var own = new Walking(time.GetTimestamp(), new(() => this.WriteAsync(caller, $"items of {layer.Id}", layer, query, cancellationToken)));
            var walking = walks.AddOrUpdate(walk, own, (_, before) => time.GetElapsedTime(before.Begun) < Walk ? before : own);
            try
            {
                await walking.Entry.Value;
                return;
            }
            catch
            {
                walks.TryRemove(new(walk, walking));
                if (ReferenceEquals(walking, own))
                {
                    throw;
                }
                // The request that was to write it broke off: this one writes its own.
            }
        }
    }

    static bool Takes(HttpRequest request, Caller caller) => caller.IsKnown && !HttpMethods.IsHead(request.Method);

    Task WriteAsync(Caller caller, string subject, Layer layer, QueryParameters query, CancellationToken cancellationToken)
    {
        var asked = query.All.ToDictionary(StringComparer.Ordinal);
        return audit.AppendAsync(caller.Actor, "export", subject, asked.Count > 0 ? new { query = asked } : null, Concern.PlacesSeenBy(caller.Actor, layer.Id), cancellationToken);
    }
}
