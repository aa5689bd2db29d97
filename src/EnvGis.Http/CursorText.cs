using System.Buffers.Text;

namespace EnvGis.Http;

/// <summary>Bytes as a cursor carries them: base64url without padding, so that they stand in a query as they are. What a client made up is told by false, never by a fault.</summary>
public static class CursorText
{
    public static string Write(ReadOnlySpan<byte> bytes) => Base64Url.EncodeToString(bytes);

    /// <returns>Whether the text is exactly as many bytes as there is room for.</returns>
    public static bool TryRead(string text, Span<byte> bytes) =>
        text.Length == Base64Url.GetEncodedLength(bytes.Length) && IsOurs(text) && Base64Url.TryDecodeFromChars(text, bytes, out var written) && written == bytes.Length;

    /// <returns>The bytes; null when the text is none of ours.</returns>
    public static byte[]? Read(string text, int longest) =>
        text.Length <= longest && IsOurs(text) ? Base64Url.DecodeFromChars(text) : null;

    // The decoder throws at what it does not know, and skips white space.
    static bool IsOurs(string text) => Base64Url.IsValid(text) && !text.AsSpan().ContainsAny(" \t\r\n=");
}
