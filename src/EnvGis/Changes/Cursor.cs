using System.Buffers.Binary;
using EnvGis.Http;

namespace EnvGis.Changes;

/// <summary>A place in the outbox: everything up to and including the row (<paramref name="Xid"/>, <paramref name="Id"/>) has been seen.</summary>
readonly record struct Cursor(ulong Xid, long Id) : IComparable<Cursor>
{
    const byte Format = 1;

    public int CompareTo(Cursor other) => Xid != other.Xid ? Xid.CompareTo(other.Xid) : Id.CompareTo(other.Id);

    /// <summary>As clients carry it: base64url, nothing to read into.</summary>
    public override string ToString()
    {
        Span<byte> bytes = stackalloc byte[17];
        bytes[0] = Format;
        BinaryPrimitives.WriteUInt64BigEndian(bytes[1..], Xid);
        BinaryPrimitives.WriteInt64BigEndian(bytes[9..], Id);
        return CursorText.Write(bytes);
    }

    /// <returns>Null when it is not one of ours.</returns>
    public static Cursor? Parse(string text)
    {
        Span<byte> bytes = stackalloc byte[17];
        if (!CursorText.TryRead(text, bytes) || bytes[0] != Format)
        {
            return null;
        }
        var cursor = new Cursor(BinaryPrimitives.ReadUInt64BigEndian(bytes[1..]), BinaryPrimitives.ReadInt64BigEndian(bytes[9..]));
        return cursor.Id >= 0 ? cursor : null;
    }
}
