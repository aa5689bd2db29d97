using System.Collections.Concurrent;

namespace EnvGis.Layers;

/// <summary>
/// Layers of the database whose definition cannot be read: a row from before such ones were refused (env.check_layer), or one that somebody forced in. They are left out, and told once
/// by each process, whoever meets them first.
/// </summary>
public sealed partial class UnreadableLayers(ILogger<UnreadableLayers> log)
{
    readonly ConcurrentDictionary<string, bool> told = new(StringComparer.Ordinal);

    public void Tell(string layer, string reason)
    {
        if (told.TryAdd(layer, true))
        {
            LeftOut(log, layer, reason);
        }
    }

    [LoggerMessage(EventId = 1050, Level = LogLevel.Warning,
        Message = "Layer {Layer} is left out: its definition in env.layer cannot be read ({Reason}). Load its file again (EnvGis load), or mend the row.")]
    static partial void LeftOut(ILogger log, string layer, string reason);
}
