using System.Globalization;
using System.Text.Json.Serialization;
using EnvGis.Access;
using EnvGis.Database;
using EnvGis.Http;
using EnvGis.Layers;
using EnvGis.Spatial.Tiling;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace EnvGis.Tiles;

/// <summary>Describes tiles by TileJSON 3.0.0, with one member of our own, "overview": what low zooms count instead of drawing it.</summary>
static class TileJson
{
    public sealed record Description(
        [property: JsonPropertyName("tilejson")] string Version, string Name, string Attribution, string Scheme, IReadOnlyList<string> Tiles,
        int Minzoom, int Maxzoom, IReadOnlyList<double> Bounds, IReadOnlyList<double> Center,
        [property: JsonPropertyName("vector_layers")] IReadOnlyList<VectorLayer> VectorLayers, Overview Overview);

    public sealed record VectorLayer(string Id, string Description, int Minzoom, int Maxzoom, IReadOnlyDictionary<string, string> Fields);

    /// <param name="CompleteFromZoom">From this zoom on every feature is drawn.</param>
    /// <param name="MostFeatures">Most shapes that one layer draws in one tile below that zoom.</param>
    /// <param name="MostSingle">Most points, and areas too small to be seen, that one layer draws in one tile below that zoom.</param>
    /// <param name="MostBytes">Most bytes of one layer in one tile below that zoom, before compression.</param>
    public sealed record Overview(string Vi, string En, int CompleteFromZoom, int MostFeatures, int MostSingle, int MostBytes);

    static readonly double[] World = [-180, -Math.Round(WebMercator.MaxLatitude, 6), 180, Math.Round(WebMercator.MaxLatitude, 6)];

    public static async Task<Results<JsonHttpResult<Description>, Refusal>> Handle(
        string layers, HttpRequest request, HttpResponse response, Sight sight, CancellationToken cancellationToken)
    {
        if (LayerSets.Named(layers, sight.Layers, out var unknown) is not { } described)
        {
            return Problems.UnknownLayer(unknown);
        }
        var bounds = await BoundsAsync(sight.Database, described, cancellationToken);
        var (least, greatest) = (described.Min(layer => TileLayer.ZoomsOf(layer).Least), described.Max(layer => TileLayer.ZoomsOf(layer).Greatest));
        var ids = string.Join(',', described.Select(layer => layer.Id));
        response.Headers.CacheControl = "public, no-cache";
        return TypedResults.Json(new Description(
            "3.0.0", string.Join(" · ", described.Select(layer => layer.Title.Vi)), "EnvGis", "xyz",
            [$"{Link.Root(request)}/tiles/{ids}/{{z}}/{{x}}/{{y}}.mvt"],
            least, greatest, bounds, Center(bounds, least, greatest), described.SelectMany(Described).ToList(), LeftOut));
    }

    static IEnumerable<VectorLayer> Described(Layer layer)
    {
        var (least, greatest) = TileLayer.ZoomsOf(layer);
        var fields = new Dictionary<string, string> { ["name"] = "Tên", ["name_en"] = "Tên tiếng Anh (English name)", ["demo"] = "true: dữ liệu minh họa (demonstration)" };
        foreach (var attribute in TileQuery.AttributesOf(layer))
        {
            fields[attribute.Name] = $"{attribute.Title.Vi} ({attribute.Title.En}){(attribute.Unit is { } unit ? $", {unit}" : "")}";
        }
        yield return new(layer.Id, $"{layer.Title.Vi} ({layer.Title.En})", least, greatest, fields);
        if (least < TileQuery.CompleteFromZoom)
        {
            yield return new(layer.Id + TileQuery.ClusterSuffix, $"Số đối tượng theo lưới: {layer.Title.Vi} (counts by grid)", least, Math.Min(greatest, TileQuery.CompleteFromZoom - 1),
                new Dictionary<string, string> { ["count"] = "Số đối tượng (number of features)", ["worst"] = "Mức cao nhất, 0–4 (highest grade)" });
        }
        if (layer.Geometry.Contains("polygon", StringComparison.Ordinal))
        {
            yield return new(layer.Id + TileQuery.LabelSuffix, $"Điểm đặt nhãn: {layer.Title.Vi} (label points)", least, greatest,
                new Dictionary<string, string> { ["name"] = "Tên", ["name_en"] = "Tên tiếng Anh (English name)", ["area"] = "Hạng theo diện tích: 4 · log₂(m² + 1)" });
        }
    }

    static Overview LeftOut { get; } = new(
        $"Dưới mức phóng {TileQuery.CompleteFromZoom}, một ô có hơn {TileQuery.MostSingle} điểm (hoặc vùng quá nhỏ để nhìn thấy) của một lớp mang thay cho chúng lớp “:cluster”: "
            + "lưới 8 × 8, mỗi mắt lưới có một điểm với số đối tượng (count) và mức nghiêm trọng cao nhất (worst). Mỗi đối tượng được vẽ hoặc được đếm đúng một lần. "
            + $"Một ô vẽ tối đa {Count(TileQuery.MostFeatures, "vi")} vùng lớn nhất và {TileQuery.MostBytes / 1000} kB mỗi lớp, phần còn lại được đếm; hình được giản lược nửa điểm ảnh. "
            + $"Từ mức {TileQuery.CompleteFromZoom}, ô mang đủ mọi đối tượng.",
        $"Below zoom {TileQuery.CompleteFromZoom} a tile with more than {TileQuery.MostSingle} points (or areas too small to be seen) of a layer carries in their place a layer \":cluster\": "
            + "a grid of 8 × 8 cells, each with a point that says how many features there are (count) and their highest grade (worst). Every feature is drawn or counted exactly once. "
            + $"A tile draws at most the {Count(TileQuery.MostFeatures, "en")} largest areas and {TileQuery.MostBytes / 1000} kB per layer, the rest is counted; shapes are simplified by half a pixel. "
            + $"From zoom {TileQuery.CompleteFromZoom} on tiles carry every feature.",
        TileQuery.CompleteFromZoom, TileQuery.MostFeatures, TileQuery.MostSingle, TileQuery.MostBytes);

    static string Count(int number, string language) => number.ToString("N0", CultureInfo.GetCultureInfo(language));

    // From the counts that are kept of a layer's parts, never smaller than what is there. Of a restricted layer they would tell of places that
    // this caller does not see: what they see of it is looked at.
    const string ExtentSql = """
        select st_xmin(whole), st_ymin(whole), st_xmax(whole), st_ymax(whole)
        from (select st_extent(st_setsrid(e::geometry, 4326)) as whole
              from (select published.extent_of_layer(id) as e from unnest(@ids) id
                    union all
                    select st_extent(f.geom) from feature f where f.layer = any (@own)) all_layers) extent
        where whole is not null
        """;

    static async Task<double[]> BoundsAsync(PublishedDatabase database, IReadOnlyList<Layer> layers, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(ExtentSql, connection);
        command.Parameters.Add(new NpgsqlParameter<string[]>("ids", [.. layers.Where(layer => !layer.IsRestricted).Select(layer => layer.Id)]));
        command.Parameters.Add(new NpgsqlParameter<string[]>("own", [.. layers.Where(layer => layer.IsRestricted).Select(layer => layer.Id)]));
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        return await rows.ReadAsync(cancellationToken)
            ? [Down(rows.GetDouble(0), -180), Down(rows.GetDouble(1), World[1]), Up(rows.GetDouble(2), 180), Up(rows.GetDouble(3), World[3])]
            : World;

        static double Down(double value, double least) => Math.Max(Math.Floor(value * 1e5) / 1e5, least);

        static double Up(double value, double greatest) => Math.Min(Math.Ceiling(value * 1e5) / 1e5, greatest);
    }

    static double[] Center(double[] bounds, int least, int greatest)
    {
        // The zoom at which the wider side fits into two tiles of 512 pixels.
        var widest = Math.Max(Math.Max(bounds[2] - bounds[0], bounds[3] - bounds[1]), 1e-4);
        var zoom = Math.Clamp((int)Math.Floor(Math.Log2(360 / widest)) + 1, least, greatest);
        return [Math.Round((bounds[0] + bounds[2]) / 2, 5), Math.Round((bounds[1] + bounds[3]) / 2, 5), zoom];
    }
}
