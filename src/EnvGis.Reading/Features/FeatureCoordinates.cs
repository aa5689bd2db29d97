using System.Buffers;
using System.Text;
using Dapper;
using EnvGis.Access;
using EnvGis.Database;
using EnvGis.Http;
using EnvGis.Ogc;
using EnvGis.Spatial.Vn2000;
using Microsoft.AspNetCore.Http.HttpResults;
using NetTopologySuite.Geometries;
using Npgsql;

namespace EnvGis.Features;

/// <summary>
/// A feature's corners in a zone of VN-2000, or the coordinate annex of its decision as given. The meridian belongs to the table and is chosen by who
/// asks; that of the province is only where one begins.
/// </summary>
static class FeatureCoordinates
{
    public const int RowsByDefault = 300;
    public const int RowsAtMost = 2000;

    /// <param name="Source">geometry: computed from what is published; annex: as the decision gives them.</param>
    /// <param name="Chosen">Whose choice the zone is: asked, province, nearest (no province is known) or annex.</param>
    /// <param name="Province">The province the feature lies in; null when not known.</param>
    /// <param name="Meridians">The zones that tables of its province may be in, and why; empty when the province is not known.</param>
    /// <param name="Rearranged">Whether the province was made of several on 1 July 2025; older meridians were theirs then.</param>
    /// <param name="FarthestDegrees">How far east or west of the central meridian it reaches, degrees; null in an annex.</param>
    /// <param name="BeyondZone">Whether that is more than half the zone's width.</param>
    /// <param name="AccuracyM">Of the position, metres; whatever decimals the coordinates have.</param>
    /// <param name="Count">How many rows there are; fewer may be listed.</param>
    /// <param name="ContentHash">SHA-256 of what the decision's annex says, as its papers bear it (/api/annexes); null where none is kept or it was not drawn here.</param>
    public sealed record Answer(
        long Id, string Code, Text Name, [property: OneOf("geometry", "annex")] string Source, string? Document, Zone Zone,
        [property: OneOf("asked", "province", "nearest", "annex")] string Chosen, string? Province, IReadOnlyList<ProvinceZone> Meridians, bool Rearranged,
        double? FarthestDegrees, bool BeyondZone, double? AccuracyM,
        int Count, IReadOnlyList<Row> Rows, string? ContentHash);

    public sealed record Zone(int Epsg, string Name, string Meridian, double MeridianDegrees, int WidthDegrees);

    /// <param name="Label">The point's number in the decision; null in a computed table.</param>
    /// <param name="X">Metres north.</param>
    /// <param name="Y">Metres east.</param>
    /// <param name="DistanceM">To the next point, on the plane of the projection.</param>
    /// <param name="Bearing">To the next point, degrees clockwise from grid north.</param>
    public sealed record Row(int Part, int Ring, int Number, string? Label, double X, double Y, double Lon, double Lat, double? DistanceM, double? Bearing);

    const string Sql = """
        select f.code, f.name_vi, coalesce(f.name_en, f.name_vi) as name_en, f.accuracy_m, p.name as province, p.epsg, p.older_meridians, p.other_epsg, p.other_source,
               coalesce(p.rearranged, false) as rearranged,
               a.document, a.epsg as annex_epsg, f.version_id, f.geom, encode(a.content_hash, 'hex') as content_hash
        from feature f
        join layer l on l.id = f.layer
        left join published.province p on p.code = f.province_code and p.valid_from <= published.today() and (p.valid_to is null or p.valid_to > published.today())
        left join legal_annex a on a.version_id = f.version_id
        where f.id = @id
        """;

    static readonly string[] HeadsVi =
    [
        "Phần", "Vòng", "Số thứ tự", "Số hiệu điểm", "X hướng bắc (m)", "Y hướng đông (m)", "Kinh độ WGS 84", "Vĩ độ WGS 84", "Cạnh đến điểm sau (m)",
        "Góc định hướng đến điểm sau (độ)", "Mã EPSG", "Kinh tuyến trục", "Múi chiếu (độ)",
    ];

    static readonly string[] HeadsEn =
    [
        "Part", "Ring", "Number", "Point", "X north (m)", "Y east (m)", "Longitude WGS 84", "Latitude WGS 84", "Distance to next (m)", "Grid bearing to next (degrees)",
        "EPSG", "Central meridian", "Zone width (degrees)",
    ];

    const string AnnexSql = "select part, ring, number, label, x_north as xnorth, y_east as yeast from legal_vertex where version_id = @version order by part, ring, number";

    public static async Task<Results<JsonHttpResult<Answer>, EmptyHttpResult, Refusal>> Handle(
        string id, HttpContext context, Sight sight, CancellationToken cancellationToken)
    {
        var database = sight.Database;
        var query = QueryParameters.Of(context.Request);
        var (asked, limit, table) = (query.Zone("epsg"), query.Limit(), Csv.Of(context.Request, query));
        if (!Item.TryId(id, out var number))
        {
            return Problems.UnknownFeature(id);
        }
        var annex = query["source"] == "annex";
        if (await ReadAsync(database, number, annex, cancellationToken) is not { } feature)
        {
            return Problems.UnknownFeature(id);
        }
        if (annex && feature.AnnexEpsg is null)
        {
            return Problems.NoAnnex(id);
        }
        if (feature.Geometry is null && !annex)
        {
            return Problems.NoCoordinates(id);
        }
        if (annex && asked is not null && asked.Code != feature.AnnexEpsg)
        {
            return Problems.BadParameter("epsg", query["epsg"]!, $"bảng tọa độ của quyết định chỉ có ở EPSG:{feature.AnnexEpsg}",
                $"the annex of the decision is in EPSG:{feature.AnnexEpsg} only");
        }
        var (zone, chosen) = annex ? (Vn2000Zone.Find(feature.AnnexEpsg!.Value)!, "annex")
            : asked is not null ? (asked, "asked")
            : feature.ProvinceEpsg is { } epsg && Vn2000Zone.Find(epsg) is { } provincial ? (provincial, "province")
            : (Vn2000Zone.NearestTo(feature.Geometry!.Centroid.X), "nearest");
        var (count, rows) = annex ? (feature.Annex.Count, AnnexRows(feature.Annex, zone))
            : (VertexTable.Count(feature.Geometry!), VertexTable.Rows(feature.Geometry!, zone).Select(vertex => RowOf(vertex, null)));
        double? farthest = annex ? null : Math.Round(new[] { feature.Geometry!.EnvelopeInternal.MinX, feature.Geometry.EnvelopeInternal.MaxX }
            .Max(longitude => Math.Abs(longitude - zone.CentralMeridian.DecimalDegrees)), 4);
        context.Response.Headers.CacheControl = "no-cache";
        if (query["f"] == "csv")
        {
            var suffix = annex ? "-annex" : "";
            context.Response.ContentType = "text/csv; charset=utf-8; header=present";
            context.Response.Headers.ContentDisposition = $"attachment; filename=\"{feature.Code}{suffix}-EPSG{zone.Code}.csv\"";
            await WriteCsvAsync(context, zone, rows, table, cancellationToken);
            return TypedResults.Empty;
        }
        return TypedResults.Json(new Answer(number, feature.Code, feature.Name, annex ? "annex" : "geometry", annex ? feature.Document : null,
            new(zone.Code, zone.Name, zone.CentralMeridian.ToString(), zone.CentralMeridian.DecimalDegrees, zone.WidthDegrees), chosen, feature.Province,
            feature.Province is null ? [] : ProvinceZone.Of(feature.ProvinceEpsg, feature.OlderMeridians, feature.OtherEpsg, feature.OtherSource),
            feature.Rearranged, farthest, farthest > zone.WidthDegrees / 2.0, feature.AccuracyM, count, [.. rows.Take(limit)],
            feature.ContentHash), FeatureJson.Context.FeatureCoordinatesAnswer);
    }

    sealed record Feature(
        string Code, Text Name, double? AccuracyM, string? Province, int? ProvinceEpsg, string? OlderMeridians, int? OtherEpsg, string? OtherSource, bool Rearranged,
        string? Document, int? AnnexEpsg, long Version, Geometry? Geometry, string? ContentHash)
    {
        /// <summary>The rows of its annex; empty when they are not asked for.</summary>
        public IReadOnlyList<AnnexVertex> Annex { get; init; } = [];
    }

    sealed record AnnexVertex(int Part, int Ring, int Number, string? Label, double XNorth, double YEast);

    // All is read, and the connection given back, before a reader begins who may take his time.
    static async Task<Feature?> ReadAsync(PublishedDatabase database, long id, bool annex, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        var feature = await ReadAsync(connection, id, cancellationToken);
        return feature is null || !annex ? feature : feature with
        {
            Annex = (await connection.QueryAsync<AnnexVertex>(new CommandDefinition(AnnexSql, new { version = feature.Version }, cancellationToken: cancellationToken))).AsList(),
        };
    }

    static async Task<Feature?> ReadAsync(NpgsqlConnection connection, long id, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Sql, connection) { Parameters = { new("id", id) } };
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken)
            ? new(row.GetString(0), new(row.GetString(1), row.GetString(2)), Value<double>(3), Text(4), Value<int>(5), Text(6), Value<int>(7), Text(8),
                row.GetBoolean(9), Text(10), Value<int>(11), row.GetInt64(12), row.IsDBNull(13) ? null : row.GetFieldValue<Geometry>(13), Text(14))
            : null;

        string? Text(int column) => row.IsDBNull(column) ? null : row.GetString(column);
        T? Value<T>(int column) where T : struct => row.IsDBNull(column) ? null : row.GetFieldValue<T>(column);
    }

    static IEnumerable<Row> AnnexRows(IReadOnlyList<AnnexVertex> vertices, Vn2000Zone zone) => vertices.Select((vertex, index) =>
    {
        // As given: whether a ring closes is the document's own matter.
        (double, double)? next = index + 1 < vertices.Count && (vertices[index + 1].Part, vertices[index + 1].Ring) == (vertex.Part, vertex.Ring)
            ? (vertices[index + 1].YEast, vertices[index + 1].XNorth) : null;
        return RowOf(VertexTable.RowOf(vertex.Part, vertex.Ring, vertex.Number, (vertex.YEast, vertex.XNorth),
            Vn2000Transformation.ToWgs84(zone, vertex.YEast, vertex.XNorth), next), vertex.Label);
    });

    // A millimetre, and a tenth of one in degrees: finer than any of it is known, so that there and back loses nothing.
    static Row RowOf(Vertex vertex, string? label) => new(
        vertex.Part, vertex.Ring, vertex.Number, label, Math.Round(vertex.North, 3), Math.Round(vertex.East, 3), Math.Round(vertex.Longitude, 9),
        Math.Round(vertex.Latitude, 9), vertex.DistanceMetres is { } metres ? Math.Round(metres, 3) : null,
        vertex.BearingDegrees is { } bearing ? Math.Round(bearing, 5) : null);

    static async Task WriteCsvAsync(HttpContext context, Vn2000Zone zone, IEnumerable<Row> rows, Csv table, CancellationToken cancellationToken)
    {
        using var body = new StreamedBody(context.Response, StreamedBody.WantsGzip(context.Request));
        StreamedBody.Varies(context.Response);
        if (HttpMethods.IsHead(context.Request.Method))
        {
            return;
        }
        body.Write(Encoding.UTF8.Preamble);
        Write(CallerLanguage.Of(context.Request) == "vi" ? HeadsVi : HeadsEn);
        foreach (var row in rows)
        {
            Write([
                table.Number(row.Part), table.Number(row.Ring), table.Number(row.Number), Csv.Safe(row.Label), table.Number(row.X, "0.000"), table.Number(row.Y, "0.000"),
                table.Number(row.Lon, "0.000000000"), table.Number(row.Lat, "0.000000000"), table.Number(row.DistanceM, "0.000"), table.Number(row.Bearing, "0.00000"),
                table.Number(zone.Code), zone.CentralMeridian.ToString(), table.Number(zone.WidthDegrees),
            ]);
            await body.SendIfFullAsync(cancellationToken);
        }
        await body.EndAsync(cancellationToken);

        void Write(IEnumerable<string?> fields) => body.Write(Encoding.UTF8.GetBytes(table.Row(fields)));
    }
}
