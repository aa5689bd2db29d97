using System.Text;

namespace EnvGis.Tests.Tiles;

/// <summary>A vector tile (MVT 2.1) taken apart, strictly: what the standard forbids throws.</summary>
sealed class DecodedTile
{
    public sealed record Feature(ulong Id, int Kind, IReadOnlyDictionary<string, object> Properties, IReadOnlyList<IReadOnlyList<(int X, int Y)>> Parts);

    public sealed record Layer(string Name, int Version, int Extent, IReadOnlyList<Feature> Features);

    public Dictionary<string, Layer> Layers { get; } = [];

    public Layer this[string name] => Layers[name];

    public DecodedTile(ReadOnlySpan<byte> bytes)
    {
        var message = new Reader(bytes);
        while (message.Next(out var field, out _))
        {
            if (field != 3)
            {
                throw new InvalidDataException($"Field {field} in a tile");
            }
            var layer = ReadLayer(message.Bytes());
            if (layer is not { Version: 2, Extent: 4096, Features.Count: > 0 } || layer.Features.DistinctBy(feature => feature.Id).Count() != layer.Features.Count)
            {
                throw new InvalidDataException($"Layer {layer.Name} has version {layer.Version}, extent {layer.Extent}, {layer.Features.Count} features");
            }
            // Adding a second layer of the same name throws: names are unique.
            Layers.Add(layer.Name, layer);
        }
    }

    /// <summary>Tile units to longitude and latitude.</summary>
    public static (double Longitude, double Latitude) Position((int X, int Y) point, int zoom, int column, int row)
    {
        var (x, y) = ((column + point.X / 4096.0) / (1 << zoom), (row + point.Y / 4096.0) / (1 << zoom));
        return (x * 360 - 180, Math.Atan(Math.Sinh(Math.PI * (1 - 2 * y))) * 180 / Math.PI);
    }

    public static (int Column, int Row) TileOf(double longitude, double latitude, int zoom)
    {
        var sine = Math.Sin(latitude * Math.PI / 180);
        return ((int)Math.Floor((longitude + 180) / 360 * (1 << zoom)),
            (int)Math.Floor((0.5 - Math.Log((1 + sine) / (1 - sine)) / (4 * Math.PI)) * (1 << zoom)));
    }

    static Layer ReadLayer(ReadOnlySpan<byte> bytes)
    {
        var (name, version, extent) = ("", 1, 4096);
        List<string> keys = [];
        List<object> values = [];
        List<byte[]> features = [];
        var message = new Reader(bytes);
        while (message.Next(out var field, out var wire))
        {
            switch (field)
            {
                case 15: version = (int)message.Varint(); break;
                case 1: name = Encoding.UTF8.GetString(message.Bytes()); break;
                case 2: features.Add(message.Bytes().ToArray()); break;
                case 3: keys.Add(Encoding.UTF8.GetString(message.Bytes())); break;
                case 4: values.Add(ReadValue(message.Bytes())); break;
                case 5: extent = (int)message.Varint(); break;
                default: message.Skip(wire); break;
            }
        }
        return new(name, version, extent, features.ConvertAll(feature => ReadFeature(feature, keys, values)));
    }

    static object ReadValue(ReadOnlySpan<byte> bytes)
    {
        var message = new Reader(bytes);
        message.Next(out var field, out _);
        return field switch
        {
            1 => Encoding.UTF8.GetString(message.Bytes()),
            2 => (double)BitConverter.Int32BitsToSingle((int)message.Fixed(4)),
            3 => BitConverter.Int64BitsToDouble((long)message.Fixed(8)),
            4 or 5 => (long)message.Varint(),
            6 => ZigZag(message.Varint()),
            7 => message.Varint() != 0,
            _ => throw new InvalidDataException($"Value of kind {field}"),
        };
    }

    static Feature ReadFeature(ReadOnlySpan<byte> bytes, List<string> keys, List<object> values)
    {
        ulong id = 0;
        var kind = 0;
        Dictionary<string, object> properties = [];
        List<IReadOnlyList<(int, int)>> parts = [];
        var message = new Reader(bytes);
        while (message.Next(out var field, out var wire))
        {
            switch (field)
            {
                case 1: id = message.Varint(); break;
                case 2:
                    var tags = new Reader(message.Bytes());
                    while (!tags.IsAtEnd)
                    {
                        properties.Add(keys[(int)tags.Varint()], values[(int)tags.Varint()]);
                    }
                    break;
                case 3: kind = (int)message.Varint(); break;
                case 4: parts = ReadGeometry(message.Bytes()); break;
                default: message.Skip(wire); break;
            }
        }
        return new(id, kind, properties, parts);
    }

    static List<IReadOnlyList<(int, int)>> ReadGeometry(ReadOnlySpan<byte> bytes)
    {
        List<IReadOnlyList<(int, int)>> parts = [];
        List<(int, int)> part = [];
        var (x, y) = (0, 0);
        var message = new Reader(bytes);
        while (!message.IsAtEnd)
        {
            var command = message.Varint();
            for (var count = command >> 3; count > 0; count--)
            {
                if ((command & 7) == 7)
                {
                    part.Add(part[0]);
                    continue;
                }
                x += (int)ZigZag(message.Varint());
                y += (int)ZigZag(message.Varint());
                if ((command & 7) == 1)
                {
                    part = [];
                    parts.Add(part);
                }
                part.Add((x, y));
            }
        }
        return parts;
    }

    static long ZigZag(ulong value) => (long)(value >> 1) ^ -(long)(value & 1);

    ref struct Reader(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<byte> rest = bytes;

        public readonly bool IsAtEnd => rest.IsEmpty;

        public bool Next(out int field, out int wire)
        {
            (field, wire) = (0, 0);
            if (IsAtEnd)
            {
                return false;
            }
            var key = (int)Varint();
            (field, wire) = (key >> 3, key & 7);
            return true;
        }

        public ulong Varint()
        {
            ulong value = 0;
            for (var shift = 0; ; shift += 7)
            {
                var one = rest[0];
                rest = rest[1..];
                value |= (ulong)(one & 127) << shift;
                if (one < 128)
                {
                    return value;
                }
            }
        }

        public ReadOnlySpan<byte> Bytes()
        {
            var length = (int)Varint();
            var part = rest[..length];
            rest = rest[length..];
            return part;
        }

        public ulong Fixed(int length)
        {
            ulong value = 0;
            for (var i = 0; i < length; i++)
            {
                value |= (ulong)rest[i] << (8 * i);
            }
            rest = rest[length..];
            return value;
        }

        public void Skip(int wire)
        {
            _ = wire switch { 0 => Varint(), 1 => Fixed(8), 2 => (ulong)Bytes().Length, 5 => Fixed(4), _ => throw new InvalidDataException() };
        }
    }
}
