using System.Text;

namespace EnvGis.Spatial.Tests.Tiling;

/// <summary>Builds tiles by hand, rule by rule, so broken ones can be made too.</summary>
sealed class TileBytes
{
    readonly List<byte> bytes = [];

    public byte[] ToArray() => [.. bytes];

    public TileBytes Number(int field, ulong value)
    {
        Varint((ulong)field << 3);
        Varint(value);
        return this;
    }

    public TileBytes Text(int field, string text) => Message(field, Encoding.UTF8.GetBytes(text));

    public TileBytes Message(int field, TileBytes message) => Message(field, message.ToArray());

    public TileBytes Message(int field, byte[] message)
    {
        Varint((ulong)field << 3 | 2);
        Varint((ulong)message.Length);
        bytes.AddRange(message);
        return this;
    }

    public TileBytes Double(int field, double value)
    {
        Varint((ulong)field << 3 | 1);
        bytes.AddRange(BitConverter.GetBytes(value));
        return this;
    }

    public TileBytes Float(int field, float value)
    {
        Varint((ulong)field << 3 | 5);
        bytes.AddRange(BitConverter.GetBytes(value));
        return this;
    }

    public TileBytes Packed(int field, params IEnumerable<uint> values)
    {
        var packed = new TileBytes();
        foreach (var value in values)
        {
            packed.Varint(value);
        }
        return Message(field, packed);
    }

    /// <summary>Geometry commands: a command with its count, then steps as plain numbers.</summary>
    public static IEnumerable<uint> Commands(params (int Command, int[] Steps)[] commands)
    {
        foreach (var (command, steps) in commands)
        {
            yield return (uint)(command | Math.Max(1, steps.Length / 2) << 3);
            foreach (var step in steps)
            {
                yield return (uint)(step << 1 ^ step >> 31);
            }
        }
    }

    void Varint(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            bytes.Add((byte)(value | 0x80));
        }
        bytes.Add((byte)value);
    }
}
