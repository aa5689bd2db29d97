using System.Collections.Concurrent;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using Microsoft.Extensions.FileProviders;
using Microsoft.Net.Http.Headers;

namespace EnvGis.Http;

/// <summary>
/// The page's own text (scripts, styles, sentences, the land's outline) as it is sent: compressed once for every state a file has had on disk, named by an entity tag.
/// Kept in memory: it is about a megabyte, and a file edited during development counts at once.
/// </summary>
sealed class PageFiles(IWebHostEnvironment environment)
{
    /// <summary>Everybody asks each time whether it still holds, so that nobody runs yesterday's script against today's service.</summary>
    public const string Keep = "no-cache";

    static readonly Dictionary<string, string> Texts = new(StringComparer.OrdinalIgnoreCase)
    {
        [".html"] = "text/html; charset=utf-8",
        [".js"] = "text/javascript; charset=utf-8",
        [".css"] = "text/css; charset=utf-8",
        [".json"] = "application/json",
        [".webmanifest"] = "application/manifest+json",
        [".svg"] = "image/svg+xml",
        [".txt"] = "text/plain; charset=utf-8",
    };

    // What a file's bytes are compressed to, by their digest: the work of seconds, and the same for every service of the process.
    static readonly ConcurrentDictionary<string, (Lazy<byte[]> Brotli, Lazy<byte[]> Gzip)> Packed = [];

    readonly ConcurrentDictionary<string, Text> kept = [];

    /// <summary>Answers with a file of text: 200 in the encoding the caller takes, or 304 when the caller has it (RFC 9110 §13.1.2).</summary>
    /// <param name="path">From the root of the page's files, with a leading slash.</param>
    /// <returns>False, and nothing is sent, when there is no such file or it is not text.</returns>
    public async Task<bool> SendAsync(HttpContext context, string path)
    {
        if (!Texts.TryGetValue(Path.GetExtension(path), out var type) || environment.WebRootFileProvider.GetFileInfo(path) is not { Exists: true } file)
        {
            return false;
        }
        var text = await ReadAsync(path, file, context.RequestAborted);
        if (context.Request.PathBase.HasValue && path.EndsWith(".html", StringComparison.OrdinalIgnoreCase))
        {
            text = text.Below(context.Request.PathBase);
        }
        var (request, response) = (context.Request, context.Response);
        var encoding = AcceptedEncoding.Best(request.Headers.AcceptEncoding, ofEqual: BodyEncoding.Brotli);
        var name = encoding switch { BodyEncoding.Gzip => "gzip", BodyEncoding.Brotli => "br", _ => null };
        // Strong: one tag per sequence of bytes, so each encoding has its own.
        var tag = new EntityTagHeaderValue(name is null ? $"\"{text.Tag}\"" : $"\"{text.Tag}-{name}\"");
        response.Headers.CacheControl = Keep;
        response.Headers.Vary = HeaderNames.AcceptEncoding;
        response.Headers.ETag = tag.ToString();
        if (request.Headers.IfNoneMatch.Count > 0
            && request.GetTypedHeaders().IfNoneMatch.Any(theirs => theirs.Equals(EntityTagHeaderValue.Any) || theirs.Compare(tag, useStrongComparison: false)))
        {
            response.StatusCode = StatusCodes.Status304NotModified;
            return true;
        }
        response.ContentType = type;
        if (name is not null)
        {
            response.Headers.ContentEncoding = name;
        }
        var body = text.Body(encoding);
        response.ContentLength = body.Length;
        if (!HttpMethods.IsHead(request.Method))
        {
            await response.Body.WriteAsync(body, context.RequestAborted);
        }
        return true;
    }

    /// <summary>Compresses all files of text, so that nobody's first visit waits for it.</summary>
    public async Task PrepareAsync(CancellationToken cancellationToken)
    {
        var folders = new Stack<string>(["/"]);
        while (folders.TryPop(out var folder))
        {
            foreach (var entry in environment.WebRootFileProvider.GetDirectoryContents(folder))
            {
                var path = $"{folder}{entry.Name}";
                if (entry.IsDirectory)
                {
                    folders.Push(path + "/");
                }
                else if (Texts.ContainsKey(Path.GetExtension(path)))
                {
                    (await ReadAsync(path, entry, cancellationToken)).Body(BodyEncoding.Brotli);
                }
            }
        }
    }

    async ValueTask<Text> ReadAsync(string path, IFileInfo file, CancellationToken cancellationToken)
    {
        if (kept.TryGetValue(path, out var known) && known.Written == file.LastModified && known.Length == file.Length)
        {
            return known;
        }
        await using var stream = file.CreateReadStream();
        var plain = new MemoryStream();
        await stream.CopyToAsync(plain, cancellationToken);
        return kept[path] = new(file.LastModified, file.Length, plain.ToArray());
    }

    sealed class Text
    {
        readonly byte[] plain;
        readonly Lazy<byte[]> brotli, gzip;

        public Text(DateTimeOffset written, long length, byte[] plain, bool isFile = true)
        {
            (Written, Length, this.plain) = (written, length, plain);
            Tag = Convert.ToHexStringLower(SHA256.HashData(plain).AsSpan(0, 12));
            // The best quality saves an eighth against 9 and takes a third of a second for the largest file, once.
            brotli = new(() => Compress(plain, to => new BrotliStream(to, new BrotliCompressionOptions { Quality = 11 })));
            gzip = new(() => Compress(plain, to => new GZipStream(to, CompressionLevel.SmallestSize)));
            if (isFile)
            {
                (brotli, gzip) = Packed.GetOrAdd(Tag, (brotli, gzip));
            }
        }

        public DateTimeOffset Written { get; }

        public long Length { get; }

        public string Tag { get; }

        public byte[] Body(BodyEncoding encoding) => encoding switch
        {
            BodyEncoding.Gzip => gzip.Value,
            BodyEncoding.Brotli => brotli.Value,
            _ => plain,
        };

        /// <summary>
        /// The document below a path: what it names from the root is found from there, and by the address of its own script it knows where it lies. Made anew each
        /// time: it is a few thousand bytes, and a proxy may say what it likes.
        /// </summary>
        public Text Below(PathString path)
        {
            var before = HtmlEncoder.Default.Encode(path.ToUriComponent());
            var document = Encoding.UTF8.GetString(plain).Replace(" href=\"/", $" href=\"{before}/", StringComparison.Ordinal).Replace(" src=\"/", $" src=\"{before}/", StringComparison.Ordinal);
            return new(Written, Length, Encoding.UTF8.GetBytes(document), isFile: false);
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
}
