using System.Buffers.Binary;
using System.Runtime.CompilerServices;

namespace EnvGis.Spatial.GeoJson;

/// <summary>Collects little-endian EWKB; counts are written last, where they were reserved. Reused from feature to feature.</summary>
sealed class EwkbBuilder
{
    const uint FlagSrid = 0x2000_0000;
    byte[] bytes = new byte[1024];

    internal int Length { get; private set; }

    internal int Positions { get; private set; }

    /// <summary>Forgets what was written after the given lengths, for a member that turns up a second time.</summary>
    internal void Rewind(int length, int positions)
    {
        Length = length;
        Positions = positions;
    }

    internal byte[] ToArray() => bytes.AsSpan(0, Length).ToArray();

    /// <summary>Writes byte order and type, and the SRID when there is one (it stands in the outermost geometry only).</summary>
    internal void WriteHeader(GeoJsonGeometryType type, int? srid)
    {
        var span = Take(srid is null ? 5 : 9);
        span[0] = 1;
        BinaryPrimitives.WriteUInt32LittleEndian(span[1..], (uint)type | (srid is null ? 0 : FlagSrid));
        if (srid is { } code)
        {
            BinaryPrimitives.WriteInt32LittleEndian(span[5..], code);
        }
    }

    internal int ReserveCount()
    {
        Take(sizeof(int));
        return Length - sizeof(int);
    }

    internal void SetCount(int reserved, int count) => BinaryPrimitives.WriteInt32LittleEndian(bytes.AsSpan(reserved), count);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal void WritePosition(double x, double y)
    {
        var span = Take(2 * sizeof(double));
        BinaryPrimitives.WriteDoubleLittleEndian(span, x);
        BinaryPrimitives.WriteDoubleLittleEndian(span[sizeof(double)..], y);
        Positions++;
    }

    /// <summary>The empty point, by PostGIS's convention.</summary>
    internal void WriteEmptyPoint()
    {
        WritePosition(double.NaN, double.NaN);
        Positions--;
    }

    /// <summary>Whether the positions from a length on start and end alike.</summary>
    internal bool IsClosed(int from) =>
        bytes.AsSpan(from, 2 * sizeof(double)).SequenceEqual(bytes.AsSpan(Length - 2 * sizeof(double), 2 * sizeof(double)));

    /// <summary>Whether three different positions stand from a length on.</summary>
    internal bool HasThreeDifferent(int from)
    {
        const int size = 2 * sizeof(double);
        ReadOnlySpan<byte> first = bytes.AsSpan(from, size), second = default;
        for (var at = from + size; at < Length; at += size)
        {
            var position = bytes.AsSpan(at, size);
            if (position.SequenceEqual(first))
            {
                continue;
            }
            if (second.IsEmpty)
            {
                second = position;
            }
            else if (!position.SequenceEqual(second))
            {
                return true;
            }
        }

        return false;
    }

    Span<byte> Take(int count)
    {
        if (bytes.Length - Length < count)
        {
            Array.Resize(ref bytes, bytes.Length * 2);
        }
        var span = bytes.AsSpan(Length, count);
        Length += count;
        return span;
    }
}
