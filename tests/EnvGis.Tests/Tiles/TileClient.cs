using System.IO.Compression;
using System.Net;
using EnvGis.Spatial.Tiling;
using EnvGis.Tests.Tiling;

namespace EnvGis.Tests.Tiles;

/// <summary>Asks the running service for tiles.</summary>
static class TileClient
{
    public static Task<HttpResponseMessage> Ask(
        this RunningService service, string address, string? encoding = null, string? has = null, HttpMethod? method = null)
    {
        var request = new HttpRequestMessage(method ?? HttpMethod.Get, address);
        if (encoding is not null)
        {
            request.Headers.TryAddWithoutValidation("Accept-Encoding", encoding);
        }
        if (has is not null)
        {
            request.Headers.TryAddWithoutValidation("If-None-Match", has);
        }
        return service.Http.SendAsync(request);
    }

    public static async Task<byte[]> TileBytes(this RunningService service, string address)
    {
        using var response = await service.Ask(address);
        return response.StatusCode is HttpStatusCode.OK or HttpStatusCode.NoContent
            ? await response.Content.ReadAsByteArrayAsync()
            : throw new InvalidOperationException($"{(int)response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
    }

    /// <returns>The tile's layers by name.</returns>
    public static async Task<Dictionary<string, TileLayer>> Tile(this RunningService service, string layers, TileAddress tile) =>
        Decoded(await service.TileBytes($"/tiles/{layers}/{tile}.mvt"));

    public static Task<Dictionary<string, TileLayer>> TileAt(this RunningService service, string layers, double longitude, double latitude, int zoom) =>
        service.Tile(layers, TileAddress.Of(zoom, longitude, latitude));

    public static string AddressAt(string layers, double longitude, double latitude, int zoom) =>
        $"/tiles/{layers}/{TileAddress.Of(zoom, longitude, latitude)}.mvt";

    public static Dictionary<string, TileLayer> Decoded(byte[] tile) => TileReader.Read(tile).ToDictionary(layer => layer.Name);

    public static byte[] Unpacked(byte[] body, string encoding)
    {
        using Stream packed = encoding == "br"
            ? new BrotliStream(new MemoryStream(body), CompressionMode.Decompress)
            : new GZipStream(new MemoryStream(body), CompressionMode.Decompress);
        var plain = new MemoryStream();
        packed.CopyTo(plain);
        return plain.ToArray();
    }
}
