using System.IO.Compression;
using System.Security.Cryptography;
using EnvGis.Http;

namespace EnvGis.Tiles;

/// <summary>A finished tile, ready to send.</summary>
public sealed class Tile
{
    // What an entry costs beside its bytes: objects, key, places in dictionary and list.
    const int Overhead = 512;

    readonly byte[] gzip;
    readonly Lock making = new();
    byte[]? brotli;

    /// <param name="mvt">The MVT, not compressed; empty for a tile with nothing in it.</param>
    public Tile(byte[] mvt)
    {
        IsEmpty = mvt.Length == 0;
        gzip = IsEmpty ? [] : Compress(mvt, static to => new GZipStream(to, CompressionLevel.Optimal));
        Tag = IsEmpty ? "" : Convert.ToHexStringLower(SHA256.HashData(mvt).AsSpan(0, 12));
    }

    public bool IsEmpty { get; }

    /// <summary>Names the content, whatever its encoding.</summary>
    public string Tag { get; }

    /// <summary>Bytes of memory.</summary>
    public int Weight => Overhead + gzip.Length + (brotli?.Length ?? 0);

    public byte[] Body(BodyEncoding encoding) => encoding switch
    {
        BodyEncoding.Gzip => gzip,
        BodyEncoding.Brotli => Brotli(),
        _ => Plain(),
    };

    byte[] Brotli()
    {
        lock (making)
        {
            // Quality 5 is about a tenth smaller than gzip at a like cost; the default of 11 takes a hundred times as long.
            return brotli ??= Compress(Plain(), static to => new BrotliStream(to, new BrotliCompressionOptions { Quality = 5 }));
        }
    }

    byte[] Plain()
    {
        using var packed = new GZipStream(new MemoryStream(gzip, writable: false), CompressionMode.Decompress);
        var plain = new MemoryStream();
        packed.CopyTo(plain);
        return plain.ToArray();
    }

    static byte[] Compress(byte[] plain, Func<Stream, Stream> compressor)
    {
        var packed = new MemoryStream();
        using (var stream = compressor(packed))
        {
            stream.Write(plain);
        }
        return packed.ToArray();
    }
}
