using System.Text;

namespace EnvGis.Spatial.GeoJson;

/// <summary>
/// The part of a stream that is being looked at, always as UTF-8 without byte order mark; UTF-16 is turned into UTF-8 on the way.
/// </summary>
sealed class TextWindow(Stream stream)
{
    const int InitialBytes = 256 * 1024;
    const int RawBytes = 16 * 1024;
    // Two bytes of UTF-16 become at most three of UTF-8; some more for what the decoder held back.
    const int TranscodedBytes = RawBytes / 2 * 3 + 16;

    byte[] buffer = new byte[InitialBytes];
    int start, end;
    bool started;
    Decoder? utf16;
    byte[] raw = [];
    char[] chars = [];

    /// <summary>Whether the stream has ended; what is unread may still be there.</summary>
    internal bool IsComplete { get; private set; }

    internal ReadOnlySpan<byte> Unread => buffer.AsSpan(start, end - start);

    internal void Skip(int bytes) => start += bytes;

    /// <summary>Makes more of the stream visible; what is unread stays.</summary>
    internal async ValueTask FillAsync(CancellationToken cancellationToken)
    {
        MakeRoom(utf16 is null ? 1 : TranscodedBytes);
        if (!started)
        {
            started = true;
            const int longestMark = 4;
            end = await stream.ReadAtLeastAsync(buffer, longestMark, throwOnEndOfStream: false, cancellationToken);
            IsComplete = end < longestMark;
            RecogniseEncoding();
            return;
        }

        int read;
        if (utf16 is null)
        {
            read = await stream.ReadAsync(buffer.AsMemory(end), cancellationToken);
            end += read;
        }
        else
        {
            read = await stream.ReadAsync(raw, cancellationToken);
            Transcode(raw.AsSpan(0, read));
        }

        IsComplete = read == 0;
    }

    void RecogniseEncoding()
    {
        switch (Unread)
        {
            case [0xEF, 0xBB, 0xBF, ..]:
                start = 3;
                break;
            // UTF-32, which begins like UTF-16: left as it is, and refused by name.
            case [0xFF, 0xFE, 0, 0, ..]:
                break;
            case [0xFF, 0xFE, ..]:
                StartTranscoding(Encoding.Unicode, 2);
                break;
            case [0xFE, 0xFF, ..]:
                StartTranscoding(Encoding.BigEndianUnicode, 2);
                break;
            // JSON starts with an ASCII character, so without a mark the zero tells (RFC 4627 §3).
            case [not 0, 0, not 0, ..]:
                StartTranscoding(Encoding.Unicode, 0);
                break;
            case [0, not 0, 0, ..]:
                StartTranscoding(Encoding.BigEndianUnicode, 0);
                break;
        }
    }

    void StartTranscoding(Encoding encoding, int mark)
    {
        var seen = buffer.AsSpan(mark, end - mark).ToArray();
        utf16 = encoding.GetDecoder();
        raw = new byte[RawBytes];
        chars = new char[RawBytes / 2 + 2];
        start = end = 0;
        for (var at = 0; at < seen.Length; at += RawBytes)
        {
            MakeRoom(TranscodedBytes);
            Transcode(seen.AsSpan(at, Math.Min(RawBytes, seen.Length - at)));
        }
    }

    void Transcode(ReadOnlySpan<byte> bytes)
    {
        var count = utf16!.GetChars(bytes, chars, flush: bytes.IsEmpty);
        end += Encoding.UTF8.GetBytes(chars.AsSpan(0, count), buffer.AsSpan(end));
    }

    void MakeRoom(int bytes)
    {
        if (start == end)
        {
            start = end = 0;
        }
        if (buffer.Length - end >= bytes)
        {
            return;
        }
        if (start > 0)
        {
            Unread.CopyTo(buffer);
            end -= start;
            start = 0;
        }

        if (buffer.Length - end < bytes)
        {
            Array.Resize(ref buffer, buffer.Length * 2);
        }
    }
}
