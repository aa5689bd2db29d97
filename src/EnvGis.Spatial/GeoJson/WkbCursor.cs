using System.Buffers.Binary;

namespace EnvGis.Spatial.GeoJson;

/// <summary>Walks over WKB (OGC 06-103r4 §8) and PostGIS EWKB of either byte order, without making objects.</summary>
ref struct WkbCursor(ReadOnlySpan<byte> wkb)
{
    /// <summary>Bytes that every member of a multi-geometry or collection takes at least: byte order and type.</summary>
    internal const int HeaderBytes = 5;

    const uint FlagZ = 0x8000_0000;
    const uint FlagM = 0x4000_0000;
    const uint FlagSrid = 0x2000_0000;

    ReadOnlySpan<byte> rest = wkb;
    bool bigEndian;
    int ordinates = 2;

    /// <summary>Bytes of one point in the geometry whose header was read last: 16, 24 or 32.</summary>
    internal readonly int PointBytes => ordinates * sizeof(double);

    /// <summary>The SRID last read, -1 when there was none.</summary>
    internal int Srid { get; private set; } = -1;

    /// <summary>Reads byte order, type and SRID.</summary>
    /// <returns>The two-dimensional type, 1 (point) to 7 (collection) for what RFC 7946 knows.</returns>
    internal uint ReadHeader()
    {
        var order = Take(1)[0];
        if (order > 1)
        {
            throw new FormatException("The bytes are not WKB: a geometry starts with byte order 0 or 1.");
        }
        bigEndian = order == 0;
        var type = ReadUInt32();
        if ((type & FlagSrid) != 0)
        {
            Srid = (int)ReadUInt32();
        }
        var plain = type & ~(FlagZ | FlagM | FlagSrid);
        // ISO writes Z as +1000, M as +2000, both as +3000; PostGIS sets flags.
        var iso = plain / 1000;
        if (iso > 3)
        {
            throw new FormatException($"WKB type {plain} is unknown.");
        }
        var hasZ = (type & FlagZ) != 0 || iso is 1 or 3;
        var hasM = (type & FlagM) != 0 || iso is 2 or 3;
        ordinates = 2 + (hasZ ? 1 : 0) + (hasM ? 1 : 0);
        return plain % 1000;
    }

    /// <summary>Reads a count; one that the remaining bytes cannot hold is refused, so it never becomes a large loop.</summary>
    internal int ReadCount(int bytesEach)
    {
        var count = ReadUInt32();
        if (count > (uint)(rest.Length / bytesEach))
        {
            throw new FormatException("The WKB is cut short, or one of its counts is damaged.");
        }
        return (int)count;
    }

    internal WkbPoints ReadPoints(int count) => new(Take(count * PointBytes), PointBytes, bigEndian);

    uint ReadUInt32()
    {
        var bytes = Take(sizeof(uint));
        return bigEndian ? BinaryPrimitives.ReadUInt32BigEndian(bytes) : BinaryPrimitives.ReadUInt32LittleEndian(bytes);
    }

    ReadOnlySpan<byte> Take(int bytes)
    {
        if (bytes > rest.Length)
        {
            throw new FormatException("The WKB is cut short.");
        }
        var taken = rest[..bytes];
        rest = rest[bytes..];
        return taken;
    }
}

/// <summary>Points inside WKB, read where they lie; X is easting or longitude, Y northing or latitude.</summary>
readonly ref struct WkbPoints(ReadOnlySpan<byte> bytes, int pointBytes, bool bigEndian)
{
    readonly ReadOnlySpan<byte> bytes = bytes;

    internal int Count => bytes.Length / pointBytes;

    internal double X(int index) => Read(index * pointBytes);

    internal double Y(int index) => Read(index * pointBytes + sizeof(double));

    /// <summary>
    /// Twice the signed area, positive when counter-clockwise; taken from the first point, so large offsets cost no digits.
    /// </summary>
    internal double DoubleArea()
    {
        if (Count < 3)
        {
            return 0;
        }
        double x0 = X(0), y0 = Y(0), sum = 0;
        double dx = X(1) - x0, dy = Y(1) - y0;
        for (var i = 2; i < Count; i++)
        {
            double nextX = X(i) - x0, nextY = Y(i) - y0;
            sum += dx * nextY - nextX * dy;
            dx = nextX;
            dy = nextY;
        }

        return sum;
    }

    double Read(int offset) => bigEndian
        ? BinaryPrimitives.ReadDoubleBigEndian(bytes[offset..])
        : BinaryPrimitives.ReadDoubleLittleEndian(bytes[offset..]);
}
