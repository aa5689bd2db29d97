using System.Collections.Immutable;
using System.Text.Json;
using EnvGis.Spatial.Vn2000;

namespace EnvGis.Spatial.Annex;

public sealed partial class AnnexShape
{
    /// <summary>
    /// Reads what <see cref="Write"/> writes; corners are whole numbers of lattice units, easting first:
    /// <c>{"epsg":9212,"decimals":2,"parts":[{"rings":[{"corners":[[E,N],…],"stretches":[{"from":0,"origin":"drawn","accuracyM":5,"of":null}]}]}],</c>
    /// <c>"nodes":[{"part":1,"ring":1,"segment":3,"at":[E,N],"feature":12}]}</c>.
    /// <c>nodes</c>, <c>of</c> and <c>feature</c> may be absent.
    /// </summary>
    /// <param name="json">The object.</param>
    /// <exception cref="AnnexException">What the shape cannot be read for, and where: <c>not-an-object</c>, <c>missing</c>, <c>unknown-member</c>, <c>twice</c>, <c>not-a-list</c>,
    /// <c>not-a-whole-number</c>, <c>not-a-number</c>, <c>not-a-text</c>, <c>zone</c>, <c>decimals</c>, or what the constructor refuses.</exception>
    public static AnnexShape Read(JsonElement json)
    {
        var members = Members(json, "", ["epsg", "decimals", "parts"], ["nodes"]);
        var epsg = Whole(members["epsg"], "/epsg");
        var zone = epsg is > 0 and < int.MaxValue ? Vn2000Zone.Find((int)epsg) : null;
        if (zone is null)
        {
            throw new AnnexException("zone", "/epsg", "The code is no zone of VN-2000.", ("epsg", epsg));
        }
        var decimals = Whole(members["decimals"], "/decimals");
        if (decimals is not (2 or 3))
        {
            throw new AnnexException("decimals", "/decimals", "An annex has 2 or 3 decimals.", ("decimals", decimals));
        }
        var corners = 0;
        var parts = List(members["parts"], "/parts", (part, pointer) => new AnnexPart(List(
            Members(part, pointer, ["rings"], [])["rings"], $"{pointer}/rings", (ring, at) => ReadRing(ring, at, ref corners))));
        return new(new(zone, (int)decimals), parts, members.TryGetValue("nodes", out var nodes) ? List(nodes, "/nodes", ReadNode) : []);
    }

    /// <summary>Writes the shape as it is, in one object; see <see cref="Read"/>.</summary>
    /// <param name="writer">Where to.</param>
    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteNumber("epsg", Lattice.Zone.Code);
        writer.WriteNumber("decimals", Lattice.Decimals);
        writer.WriteStartArray("parts");
        foreach (var part in Parts)
        {
            writer.WriteStartObject();
            writer.WriteStartArray("rings");
            foreach (var ring in part.Rings)
            {
                WriteRing(writer, ring);
            }
            writer.WriteEndArray();
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteStartArray("nodes");
        foreach (var node in Nodes)
        {
            writer.WriteStartObject();
            writer.WriteNumber("part", node.Part);
            writer.WriteNumber("ring", node.Ring);
            writer.WriteNumber("segment", node.Segment);
            writer.WritePropertyName("at");
            WriteCorner(writer, node.At);
            writer.WritePropertyName("feature");
            if (node.Feature is { } feature)
            {
                writer.WriteNumberValue(feature);
            }
            else
            {
                writer.WriteNullValue();
            }
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    static void WriteRing(Utf8JsonWriter writer, AnnexRing ring)
    {
        writer.WriteStartObject();
        writer.WriteStartArray("corners");
        foreach (var corner in ring.Corners)
        {
            WriteCorner(writer, corner);
        }
        writer.WriteEndArray();
        writer.WriteStartArray("stretches");
        foreach (var stretch in ring.Stretches)
        {
            writer.WriteStartObject();
            writer.WriteNumber("from", stretch.From);
            writer.WriteString("origin", stretch.Origin.Word());
            writer.WriteNumber("accuracyM", stretch.AccuracyM);
            writer.WriteString("of", stretch.Of);
            writer.WriteEndObject();
        }
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    static void WriteCorner(Utf8JsonWriter writer, Corner corner)
    {
        writer.WriteStartArray();
        writer.WriteNumberValue(corner.East);
        writer.WriteNumberValue(corner.North);
        writer.WriteEndArray();
    }

    static AnnexRing ReadRing(JsonElement json, string pointer, ref int corners)
    {
        var members = Members(json, pointer, ["corners", "stretches"], []);
        // Before anything is made of them: a list of a million is refused by its length.
        corners += members["corners"].ValueKind == JsonValueKind.Array ? Math.Min(members["corners"].GetArrayLength(), MaxCorners + 1) : 0;
        if (corners > MaxCorners)
        {
            throw new AnnexException("too-many-corners", $"{pointer}/corners", $"A shape has at most {MaxCorners} corners.", ("most", MaxCorners));
        }
        return new(List(members["corners"], $"{pointer}/corners", ReadCorner), List(members["stretches"], $"{pointer}/stretches", ReadStretch));
    }

    static Corner ReadCorner(JsonElement json, string pointer)
    {
        if (json.ValueKind != JsonValueKind.Array || json.GetArrayLength() != 2)
        {
            throw new AnnexException("not-a-corner", pointer, "A corner is a list of two whole numbers: easting and northing in lattice units.");
        }
        return new(Whole(json[0], $"{pointer}/0"), Whole(json[1], $"{pointer}/1"));
    }

    static Stretch ReadStretch(JsonElement json, string pointer)
    {
        var members = Members(json, pointer, ["from", "origin", "accuracyM"], ["of"]);
        var from = Whole(members["from"], $"{pointer}/from");
        if (members["accuracyM"].ValueKind != JsonValueKind.Number || !members["accuracyM"].TryGetDouble(out var accuracy) || !double.IsFinite(accuracy))
        {
            throw new AnnexException("not-a-number", $"{pointer}/accuracyM", "A number is wanted here.");
        }
        var origin = StretchOrigins.Find(TextOf(members["origin"], $"{pointer}/origin"))
            ?? throw new AnnexException("origin", $"{pointer}/origin", "An origin is surveyed, annex, traced or drawn.");
        var of = members.TryGetValue("of", out var given) && given.ValueKind != JsonValueKind.Null ? TextOf(given, $"{pointer}/of") : null;
        return new((int)Math.Clamp(from, -1, int.MaxValue), origin, accuracy, of);
    }

    static EdgeNode ReadNode(JsonElement json, string pointer)
    {
        var members = Members(json, pointer, ["part", "ring", "segment", "at"], ["feature"]);
        return new(Index("part"), Index("ring"), Index("segment"), ReadCorner(members["at"], $"{pointer}/at"),
            members.TryGetValue("feature", out var feature) && feature.ValueKind != JsonValueKind.Null ? Whole(feature, $"{pointer}/feature") : null);

        int Index(string name) => (int)Math.Clamp(Whole(members[name], $"{pointer}/{name}"), -1, int.MaxValue);
    }

    delegate T Reading<T>(JsonElement json, string pointer);

    static ImmutableArray<T> List<T>(JsonElement json, string pointer, Reading<T> read)
    {
        if (json.ValueKind != JsonValueKind.Array)
        {
            throw new AnnexException("not-a-list", pointer, "A list is wanted here.");
        }
        if (json.GetArrayLength() > MaxCorners)
        {
            throw new AnnexException("too-long", pointer, "The list is too long.", ("length", json.GetArrayLength()), ("most", MaxCorners));
        }
        var all = ImmutableArray.CreateBuilder<T>(json.GetArrayLength());
        foreach (var one in json.EnumerateArray())
        {
            all.Add(read(one, $"{pointer}/{all.Count}"));
        }
        return all.MoveToImmutable();
    }

    static Dictionary<string, JsonElement> Members(JsonElement json, string pointer, string[] needed, string[] possible)
    {
        if (json.ValueKind != JsonValueKind.Object)
        {
            throw new AnnexException("not-an-object", pointer, "An object is wanted here.");
        }
        var found = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (var member in json.EnumerateObject())
        {
            // What it is called is not said back: it may hold anything.
            if (Array.Find(needed, member.NameEquals) is not { } name && (name = Array.Find(possible, member.NameEquals)) is null)
            {
                throw new AnnexException("unknown-member", pointer, $"An object here has {string.Join(", ", needed.Concat(possible))} and nothing else.");
            }
            if (!found.TryAdd(name, member.Value))
            {
                throw new AnnexException("twice", $"{pointer}/{name}", "The member stands twice.");
            }
        }
        return Array.Find(needed, name => !found.ContainsKey(name)) is { } missing ? throw new AnnexException("missing", $"{pointer}/{missing}", "The member is missing.") : found;
    }

    static long Whole(JsonElement json, string pointer) => json.ValueKind == JsonValueKind.Number && json.TryGetInt64(out var whole)
        ? whole : throw new AnnexException("not-a-whole-number", pointer, "A whole number is wanted here.");

    static string TextOf(JsonElement json, string pointer)
    {
        if (json.ValueKind == JsonValueKind.String)
        {
            try
            {
                return json.GetString()!;
            }
            catch (InvalidOperationException)
            {
                // Half of a surrogate pair, which no text has.
            }
        }
        throw new AnnexException("not-a-text", pointer, "A text is wanted here.");
    }
}
