namespace EnvGis.Spatial.Documents;

/// <summary>A stream of which no more than so many bytes are read.</summary>
sealed class BoundedStream(Stream inner, long mostBytes, Action<int>? counted = null) : Stream
{
    long left = mostBytes;

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    /// <summary>All that a stream still has.</summary>
    /// <exception cref="DocumentException"><c>too-large</c>.</exception>
    public static byte[] ReadAll(Stream stream, int mostBytes)
    {
        using var bounded = new BoundedStream(stream, mostBytes);
        using var memory = new MemoryStream();
        bounded.CopyTo(memory);
        return memory.ToArray();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        counted?.Invoke(read);
        return (left -= read) >= 0 ? read : throw new DocumentException("too-large", "The file is larger than what is read.");
    }

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        // ReadAll's stream is its giver's.
        if (disposing && counted is not null)
        {
            inner.Dispose();
        }
        base.Dispose(disposing);
    }
}
