using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;

namespace EnvGis.Changes;

/// <summary>Hands each batch of changes to every page that listens, as one ready server-sent event.</summary>
public sealed class LiveFeed
{
    // Events that may wait for a slow page, which is then let go; its browser comes back by itself and says where it was.
    const int MostWaiting = 256;

    /// <summary>More changes than this of one layer in a batch are told as one, with the extents around them all.</summary>
    const int MostSingly = 200;

    readonly Lock gate = new();
    readonly HashSet<Channel<byte[]>> pages = [];
    Cursor reached;

    public int Listening
    {
        get
        {
            lock (gate)
            {
                return pages.Count;
            }
        }
    }

    /// <summary>Begins to collect what is told from now on.</summary>
    /// <returns>Events to pass on, and the place from which nothing will be missed.</returns>
    public (Channel<byte[]> Events, Cursor Reached) Join()
    {
        var page = Channel.CreateBounded<byte[]>(new BoundedChannelOptions(MostWaiting) { SingleReader = true, SingleWriter = false });
        lock (gate)
        {
            pages.Add(page);
            return (page, reached);
        }
    }

    public void Leave(Channel<byte[]> page)
    {
        lock (gate)
        {
            pages.Remove(page);
        }
    }

    /// <summary>The reader of changes begins here; pages that listened before it cannot know what they missed.</summary>
    public void BeginFollowing(Cursor from)
    {
        lock (gate)
        {
            reached = from;
        }
        Send(Reset(from));
    }

    public void Publish(IReadOnlyList<Change> changes, Cursor upTo)
    {
        lock (gate)
        {
            reached = upTo;
            if (pages.Count == 0)
            {
                return;
            }
        }
        Send(Changed(changes, upTo));
    }

    public static byte[] Hello(Cursor cursor) => Event("hello", cursor, static (json, cursor) =>
    {
        json.WriteStartObject();
        json.WriteString("revision", cursor.ToString());
        json.WriteEndObject();
    }, cursor);

    /// <summary>Tells a page to ask for everything anew.</summary>
    public static byte[] Reset(Cursor cursor) => Event("reset", cursor, static (json, cursor) =>
    {
        json.WriteStartObject();
        json.WriteString("revision", cursor.ToString());
        json.WriteEndObject();
    }, cursor);

    public static byte[] Changed(IReadOnlyList<Change> changes, Cursor cursor) => Event("change", cursor, static (json, told) =>
    {
        json.WriteStartObject();
        json.WriteStartArray("changes");
        foreach (var layer in told.changes.GroupBy(change => change.Layer, StringComparer.Ordinal))
        {
            var ofLayer = layer.ToList();
            if (ofLayer.Count > MostSingly)
            {
                Write(json, layer.Key, null, "update", Around(ofLayer.Select(change => change.Old)), Around(ofLayer.Select(change => change.New)));
                continue;
            }
            foreach (var change in ofLayer)
            {
                Write(json, change.Layer, change.FeatureId, change.Operation, change.Old, change.New);
            }
        }
        json.WriteEndArray();
        json.WriteString("revision", told.cursor.ToString());
        json.WriteEndObject();
    }, (changes, cursor));

    void Send(byte[] message)
    {
        lock (gate)
        {
            pages.RemoveWhere(page =>
            {
                var isSlow = !page.Writer.TryWrite(message);
                if (isSlow)
                {
                    page.Writer.TryComplete();
                }
                return isSlow;
            });
        }
    }

    static void Write(Utf8JsonWriter json, string layer, long? feature, string operation, double[]? old, double[]? @new)
    {
        json.WriteStartObject();
        json.WriteString("layer", layer);
        if (feature is { } id)
        {
            json.WriteNumber("featureId", id);
        }
        else
        {
            json.WriteNull("featureId");
        }
        json.WriteString("operation", operation);
        WriteExtent("old", old);
        WriteExtent("new", @new);
        json.WriteEndObject();

        void WriteExtent(string name, double[]? extent)
        {
            if (extent is null)
            {
                json.WriteNull(name);
                return;
            }
            json.WriteStartArray(name);
            foreach (var edge in extent)
            {
                json.WriteNumberValue(edge);
            }
            json.WriteEndArray();
        }
    }

    static double[]? Around(IEnumerable<double[]?> extents)
    {
        double[]? around = null;
        foreach (var extent in extents)
        {
            if (extent is not null)
            {
                around = around is null ? extent :
                [
                    Math.Min(around[0], extent[0]), Math.Min(around[1], extent[1]), Math.Max(around[2], extent[2]), Math.Max(around[3], extent[3]),
                ];
            }
        }
        return around;
    }

    static byte[] Event<T>(string name, Cursor cursor, Action<Utf8JsonWriter, T> write, T content)
    {
        var message = new ArrayBufferWriter<byte>();
        message.Write(Encoding.UTF8.GetBytes($"event: {name}\nid: {cursor}\ndata: "));
        // JSON without indentation holds no line break, so it is one data line.
        using (var json = new Utf8JsonWriter(message))
        {
            write(json, content);
        }
        message.Write("\n\n"u8);
        return message.WrittenSpan.ToArray();
    }
}
