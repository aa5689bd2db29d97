using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace EnvGis.Tests.Tiling;

/// <summary>
/// Decodes vector tiles and holds them against the rules of the Mapbox Vector Tile specification 2.1. Made to check tiles, not to draw
/// them.
/// </summary>
public static class TileReader
{
    /// <summary>Decodes a tile that is not compressed.</summary>
    /// <param name="tile">Protocol buffer bytes; none give no layers.</param>
    /// <exception cref="FormatException">A rule is broken; the message names the clause.</exception>
    public static IReadOnlyList<TileLayer> Read(ReadOnlySpan<byte> tile)
    {
        var layers = new List<TileLayer>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var message = new ProtocolBuffer(tile);
        while (message.Next(out var field, out var wire))
        {
            if (field != 3)
            {
                message.Skip(wire);
                continue;
            }

            var layer = ReadLayer(message.Bytes(wire));
            Require(names.Add(layer.Name), $"§4.1: two layers are named {layer.Name}");
            layers.Add(layer);
        }

        return layers;
    }

    /// <summary>Writes layers as text to compare with a committed file: one line per layer, feature, tag and part.</summary>
    /// <param name="layers">As read.</param>
    /// <returns>Lines that end in a line feed.</returns>
    public static string Describe(IEnumerable<TileLayer> layers)
    {
        var text = new StringBuilder();
        foreach (var layer in layers)
        {
            text.Append(CultureInfo.InvariantCulture, $"layer {layer.Name}, extent {layer.Extent}\n");
            foreach (var feature in layer.Features)
            {
                var id = feature.Id?.ToString(CultureInfo.InvariantCulture) ?? "without id";
                text.Append(CultureInfo.InvariantCulture, $"  feature {id}, {feature.Type}\n");
                foreach (var (key, value) in feature.Tags)
                {
                    text.Append(CultureInfo.InvariantCulture, $"    {key} = {DescribeValue(value)}\n");
                }
                foreach (var part in feature.Parts)
                {
                    text.Append(CultureInfo.InvariantCulture, $"    ({string.Join(", ", part)})\n");
                }
            }
        }

        return text.ToString();
    }

    static string DescribeValue(object value) => value switch
    {
        string words => $"\"{words}\"",
        bool truth => truth ? "true" : "false",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => throw new ArgumentOutOfRangeException(nameof(value), value, "A tag value is text, a number or a truth value."),
    };

    static TileLayer ReadLayer(ReadOnlySpan<byte> bytes)
    {
        string? name = null;
        ulong? version = null;
        ulong extent = 4096;
        var keys = new List<string>();
        var values = new List<object>();
        var message = new ProtocolBuffer(bytes);
        while (message.Next(out var field, out var wire))
        {
            switch (field)
            {
                case 1:
                    name = message.Text(wire);
                    break;
                case 3:
                    keys.Add(message.Text(wire));
                    break;
                case 4:
                    values.Add(ReadValue(message.Bytes(wire)));
                    break;
                case 5:
                    extent = message.Varint(wire);
                    break;
                case 15:
                    version = message.Varint(wire);
                    break;
                default:
                    message.Skip(wire);
                    break;
            }
        }

        Require(!string.IsNullOrEmpty(name), "§4.1: a layer has no name");
        Require(version == 2, $"§4.1: layer {name} is of version {version}, not 2");
        Require(extent is > 0 and <= int.MaxValue, $"§4.1: layer {name} has the extent {extent}");

        // Keys and values may stand behind the features that use them.
        var features = new List<TileFeature>();
        var ids = new HashSet<ulong>();
        message = new ProtocolBuffer(bytes);
        while (message.Next(out var field, out var wire))
        {
            if (field != 2)
            {
                message.Skip(wire);
                continue;
            }

            var feature = ReadFeature(message.Bytes(wire), keys, values);
            Require(feature.Id is not { } id || ids.Add(id), $"§4.2: layer {name} has two features {feature.Id}");
            features.Add(feature);
        }

        Require(features.Count > 0, $"§4.1: layer {name} has no features");
        return new TileLayer(name!, (int)extent, features);
    }

    static TileFeature ReadFeature(ReadOnlySpan<byte> bytes, List<string> keys, List<object> values)
    {
        ulong? id = null;
        ulong type = 0;
        List<uint> tags = [], geometry = [];
        var message = new ProtocolBuffer(bytes);
        while (message.Next(out var field, out var wire))
        {
            switch (field)
            {
                case 1:
                    id = message.Varint(wire);
                    break;
                case 2:
                    message.Packed(wire, tags);
                    break;
                case 3:
                    type = message.Varint(wire);
                    break;
                case 4:
                    message.Packed(wire, geometry);
                    break;
                default:
                    message.Skip(wire);
                    break;
            }
        }

        Require(type is >= 1 and <= 3, $"§4.3.4: feature {id} is of geometry type {type}");
        return new TileFeature(
            id, (TileGeometryType)type, new TileGeometryDecoder(geometry, id).Read((TileGeometryType)type),
            ReadTags(tags, keys, values, id));
    }

    static List<KeyValuePair<string, object>> ReadTags(List<uint> tags, List<string> keys, List<object> values, ulong? id)
    {
        Require(tags.Count % 2 == 0, $"§4.4: feature {id} has a key without value");
        var read = new List<KeyValuePair<string, object>>();
        var seen = new HashSet<uint>();
        for (var i = 0; i < tags.Count; i += 2)
        {
            Require(tags[i] < keys.Count && tags[i + 1] < values.Count, $"§4.4: feature {id} refers to a key or value that is not there");
            Require(seen.Add(tags[i]), $"§4.4: feature {id} has the key {keys[(int)tags[i]]} twice");
            read.Add(new(keys[(int)tags[i]], values[(int)tags[i + 1]]));
        }

        return read;
    }

    static object ReadValue(ReadOnlySpan<byte> bytes)
    {
        object? value = null;
        var message = new ProtocolBuffer(bytes);
        while (message.Next(out var field, out var wire))
        {
            Require(value is null, "§4.4: a value has more than one type");
            value = field switch
            {
                1 => message.Text(wire),
                2 => BinaryPrimitives.ReadSingleLittleEndian(message.Fixed(wire, 5)),
                3 => BinaryPrimitives.ReadDoubleLittleEndian(message.Fixed(wire, 1)),
                4 => (long)message.Varint(wire),
                5 => message.Varint(wire),
                6 => ZigZag(message.Varint(wire)),
                7 => message.Varint(wire) != 0,
                _ => throw new FormatException($"§4.4: value type {field} is unknown."),
            };
        }

        return value ?? throw new FormatException("§4.4: a value has no type.");
    }

    static long ZigZag(ulong value) => (long)(value >> 1) ^ -(long)(value & 1);

    internal static void Require(bool holds, string rule)
    {
        if (!holds)
        {
            throw new FormatException($"Vector tile 2.1 {rule}.");
        }
    }

    /// <summary>Just as much of the protocol buffer wire format as tiles use.</summary>
    ref struct ProtocolBuffer(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> rest = bytes;

        internal bool Next(out int field, out int wire)
        {
            field = wire = 0;
            if (rest.IsEmpty)
            {
                return false;
            }
            var tag = ReadVarint();
            field = (int)(tag >> 3);
            wire = (int)(tag & 7);
            return true;
        }

        internal ulong Varint(int wire)
        {
            Expect(wire == 0);
            return ReadVarint();
        }

        internal ReadOnlySpan<byte> Bytes(int wire)
        {
            Expect(wire == 2);
            return Take(ReadVarint());
        }

        internal string Text(int wire) => Encoding.UTF8.GetString(Bytes(wire));

        internal ReadOnlySpan<byte> Fixed(int wire, int expected)
        {
            Expect(wire == expected);
            return Take(wire == 1 ? 8UL : 4UL);
        }

        internal void Packed(int wire, List<uint> into)
        {
            var packed = new ProtocolBuffer(Bytes(wire));
            while (!packed.rest.IsEmpty)
            {
                into.Add((uint)packed.ReadVarint());
            }
        }

        internal void Skip(int wire)
        {
            switch (wire)
            {
                case 0:
                    ReadVarint();
                    break;
                case 1 or 5:
                    Fixed(wire, wire);
                    break;
                default:
                    Bytes(wire);
                    break;
            }
        }

        ulong ReadVarint()
        {
            ulong value = 0;
            for (var shift = 0; shift < 64; shift += 7)
            {
                var next = Take(1)[0];
                value |= (ulong)(next & 0x7F) << shift;
                if (next < 0x80)
                {
                    return value;
                }
            }

            throw new FormatException("The tile holds a number of more than 64 bits.");
        }

        ReadOnlySpan<byte> Take(ulong count)
        {
            Expect(count <= (ulong)rest.Length);
            var taken = rest[..(int)count];
            rest = rest[(int)count..];
            return taken;
        }

        static void Expect(bool holds)
        {
            if (!holds)
            {
                throw new FormatException("The tile is cut short, or its bytes are no protocol buffer of the tile schema.");
            }
        }
    }
}
