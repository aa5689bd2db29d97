using System.Buffers.Binary;
using EnvGis.Http;

namespace EnvGis.Ogc;

/// <summary>
/// Where a page ended, and how many features the first page counted, so that the following ones need not count again.
/// Written in base64url without padding, so that it stands in a query as it is.
/// </summary>
/// <param name="LastId">Id of the last feature of the page.</param>
/// <param name="Matched">Features that the request matches in all; -1 when that was not counted to the end.</param>
readonly record struct ItemCursor(long LastId, long Matched)
{
    const int Bytes = 2 * sizeof(long);

    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        BinaryPrimitives.WriteInt64BigEndian(bytes, LastId);
        BinaryPrimitives.WriteInt64BigEndian(bytes[sizeof(long)..], Matched);
        return CursorText.Write(bytes);
    }

    public static bool TryParse(string text, out ItemCursor cursor)
    {
        Span<byte> bytes = stackalloc byte[Bytes];
        cursor = default;
        if (!CursorText.TryRead(text, bytes))
        {
            return false;
        }
        cursor = new(BinaryPrimitives.ReadInt64BigEndian(bytes), BinaryPrimitives.ReadInt64BigEndian(bytes[sizeof(long)..]));
        return cursor.LastId >= 0 && cursor.Matched >= -1;
    }
}
