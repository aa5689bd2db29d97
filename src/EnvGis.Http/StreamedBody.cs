using System.Buffers;
using System.IO.Compression;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace EnvGis.Http;

/// <summary>
/// A response body sent in chunks: what is not yet sent can still become a refusal, what is sent waits for the reader at the other end.
/// After a fault the body stays without its end, so that nobody takes it for whole.
/// </summary>
/// <param name="compressed">Whether the body goes out as gzip.</param>
/// <param name="held">
/// Whether all of it is kept here, beyond a megabyte in a file that goes with it, until <see cref="SendHeldAsync"/>: what it is read from is then given back before a reader
/// begins who may take his time.
/// </param>
public sealed class StreamedBody(HttpResponse response, bool compressed, bool held = false) : IBufferWriter<byte>, IDisposable
{
    const int HeldInMemory = 1024 * 1024;

    readonly FileBufferingWriteStream? kept = held ? new(HeldInMemory) : null;

    const int ChunkBytes = 64 * 1024;

    byte[] chunk = ArrayPool<byte>.Shared.Rent(ChunkBytes + 16 * 1024);
    int used;
    Stream? stream;

    /// <summary>Whether the caller takes gzip.</summary>
    public static bool WantsGzip(HttpRequest request) => request.GetTypedHeaders().AcceptEncoding
        .Any(encoding => encoding.Quality is null or > 0 && encoding.Value.Equals("gzip", StringComparison.OrdinalIgnoreCase));

    public void Advance(int count) => used += count;

    public Memory<byte> GetMemory(int sizeHint = 0)
    {
        Reserve(Math.Max(1, sizeHint));
        return chunk.AsMemory(used);
    }

    public Span<byte> GetSpan(int sizeHint = 0)
    {
        Reserve(Math.Max(1, sizeHint));
        return chunk.AsSpan(used);
    }

    public ValueTask SendIfFullAsync(CancellationToken cancellationToken) => used < ChunkBytes ? ValueTask.CompletedTask : SendAsync(cancellationToken);

    /// <summary>Sends what is left and ends the body; one that is held is whole then, and not yet sent.</summary>
    public async ValueTask EndAsync(CancellationToken cancellationToken)
    {
        if (stream is null && !compressed && kept is null)
        {
            response.ContentLength = used;
        }
        await SendAsync(cancellationToken);
        if (stream is GZipStream)
        {
            await stream.DisposeAsync();
        }
    }

    /// <summary>Sends what was held, after its end.</summary>
    public async Task SendHeldAsync(CancellationToken cancellationToken)
    {
        this.AddHeaders();
        response.ContentLength = kept!.Length;
        await kept.DrainBufferAsync(response.Body, cancellationToken);
    }

    // An abandoned gzip stream is left as it is: its closing bytes would make half a body look whole.
    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(chunk);
        chunk = [];
        kept?.Dispose();
    }

    async ValueTask SendAsync(CancellationToken cancellationToken)
    {
        stream ??= Open();
        await stream.WriteAsync(chunk.AsMemory(0, used), cancellationToken);
        used = 0;
    }

    Stream Open()
    {
        if (kept is null)
        {
            this.AddHeaders();
        }
        return compressed ? new GZipStream(kept ?? response.Body, CompressionLevel.Fastest, leaveOpen: true) : kept ?? response.Body;
    }

    /// <summary>That the body is packed or not by what the caller takes; HEAD says it as GET does.</summary>
    public static void Varies(HttpResponse response)
    {
        if (!response.Headers.Vary.ToString().Contains(HeaderNames.AcceptEncoding, StringComparison.OrdinalIgnoreCase))
        {
            response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptEncoding);
        }
    }

    void AddHeaders()
    {
        Varies(response);
        if (compressed)
        {
            response.Headers.ContentEncoding = "gzip";
        }
    }

    void Reserve(int count)
    {
        if (chunk.Length - used >= count)
        {
            return;
        }
        var larger = ArrayPool<byte>.Shared.Rent(Math.Max(checked(chunk.Length * 2), used + count));
        chunk.AsSpan(0, used).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(chunk);
        chunk = larger;
    }
}
