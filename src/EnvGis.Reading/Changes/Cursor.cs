using System.Buffers.Binary;
using EnvGis.Http;

namespace EnvGis.Changes;

/// <summary>
/// A place in the outbox of one lineage, that is of one database as one server goes on with it: everything up to and including the row (<paramref name="Xid"/>,
/// <paramref name="Id"/>) has been seen. Transactions are numbered anew in another server, so a place means nothing there.
/// </summary>
/// <param name="Lineage">Names the lineage; 0 is none, of cursors that an earlier version gave out.</param>
/// <param name="Id">0 when the place is before all rows of the transaction.</param>
/// <param name="At">When the row was written, in microseconds since 1970: tells the row from another that took its number after the server was put back. 0 without a row.</param>
public readonly record struct Cursor(long Lineage, ulong Xid, long Id = 0, long At = 0)
{
    const byte Format = 2, FormatWithoutLineage = 1;

    const int Length = 33, LengthWithoutLineage = 17;

    static readonly int Longest = System.Buffers.Text.Base64Url.GetEncodedLength(Length);

    public DateTime WrittenAt => DateTime.UnixEpoch.AddMicroseconds(At);

    /// <summary>As clients carry it: base64url, nothing to read into.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[Length];
        bytes[0] = Format;
        BinaryPrimitives.WriteInt64BigEndian(bytes[1..], Lineage);
        BinaryPrimitives.WriteUInt64BigEndian(bytes[9..], Xid);
        BinaryPrimitives.WriteInt64BigEndian(bytes[17..], Id);
        BinaryPrimitives.WriteInt64BigEndian(bytes[25..], At);
        return CursorText.Write(bytes);
    }

    /// <returns>Null when it is not one of ours.</returns>
    public static Cursor? Parse(string text)
    {
        if (CursorText.Read(text, Longest) is not { } read)
        {
            return null;
        }
        ReadOnlySpan<byte> bytes = read;
        if (bytes.Length == LengthWithoutLineage && bytes[0] == FormatWithoutLineage)
        {
            return new(0, BinaryPrimitives.ReadUInt64BigEndian(bytes[1..]));
        }
        if (bytes.Length != Length || bytes[0] != Format)
        {
            return null;
        }
        var cursor = new Cursor(BinaryPrimitives.ReadInt64BigEndian(bytes[1..]), BinaryPrimitives.ReadUInt64BigEndian(bytes[9..]),
            BinaryPrimitives.ReadInt64BigEndian(bytes[17..]), BinaryPrimitives.ReadInt64BigEndian(bytes[25..]));
        return cursor.Id >= 0 && cursor.At is >= 0 and < LatestAt ? cursor : null;
    }

    // The end of year 9999, where the calendar of the program ends.
    const long LatestAt = 253_402_300_799_000_000;
}
