using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using EnvGis.Database;
using EnvGis.Sandbox;
using EnvGis.Http;
using EnvGis.Spatial.Documents;
using EnvGis.Spatial.GeoJson;
using EnvGis.Spatial.Tiling;
using EnvGis.Spatial.Vectors;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO;

namespace EnvGis.Sources;

/// <summary>
/// The layers of a file of vectors that was given to a draft. GeoJSON is read here; shapefiles, tables of MapInfo, GeoPackages, KML, DXF and FlatGeobuf by GDAL in its sandbox. What kind it is, its
/// bytes tell, not its name.
/// </summary>
static class SourceVectors
{
    /// <summary>Longest text of one property; more is no name.</summary>
    const int LongestProperty = 1_000;

    const int MostProperties = 100;

    static readonly Dictionary<string, string> Drivers = new(StringComparer.Ordinal)
    {
        [".shp"] = "ESRI Shapefile", [".tab"] = "MapInfo File", [".mif"] = "MapInfo File", [".gpkg"] = "GPKG", [".kml"] = "KML", [".fgb"] = "FlatGeobuf", [".dxf"] = "DXF",
    };

    /// <summary>Whether it is a file of vectors, or an archive that is no workbook and no document.</summary>
    public static bool Is(byte[] content) => DriverOf(content) is not null || IsArchive(content) || IsGeoJson(content);

    /// <returns>The layers, or one sentence on why there are none.</returns>
    public static async Task<(IReadOnlyList<VectorLayer> Layers, Text? Refusal)> ReadAsync(byte[] content, CancellationToken cancellationToken)
    {
        if (IsGeoJson(content))
        {
            return await GeoJsonAsync(content, cancellationToken);
        }
        var folder = Directory.CreateTempSubdirectory("envgis-source-").FullName;
        try
        {
            if (DriverOf(content) is not var (driver, ending))
            {
                return await ArchiveAsync(content, folder, cancellationToken);
            }
            var file = Path.Combine(folder, "data" + ending);
            await File.WriteAllBytesAsync(file, content, cancellationToken);
            return await FileAsync(new(file, "", true), driver, cancellationToken);
        }
        catch (SetupException missing)
        {
            return ([], new(missing.Vietnamese, missing.English));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    static (string Driver, string Ending)? DriverOf(ReadOnlySpan<byte> content)
    {
        if (content.StartsWith("SQLite format 3\0"u8))
        {
            return ("GPKG", ".gpkg");
        }
        if (content.StartsWith("fgb"u8))
        {
            return ("FlatGeobuf", ".fgb");
        }
        var text = Encoding.Latin1.GetString(content[..Math.Min(content.Length, 1_000)]).TrimStart('\u00EF', '\u00BB', '\u00BF', ' ', '\t', '\r', '\n');
        if (text.StartsWith('<') && text.Contains("<kml", StringComparison.OrdinalIgnoreCase))
        {
            return ("KML", ".kml");
        }
        // Pairs of a code and a value, of which the first begins a section; remarks have the code 999.
        var lines = text.ReplaceLineEndings("\n");
        return lines.StartsWith("0\nSECTION\n", StringComparison.Ordinal) || lines.StartsWith("999\n", StringComparison.Ordinal) && lines.Contains("\nSECTION\n", StringComparison.Ordinal)
            ? ("DXF", ".dxf") : null;
    }

    static bool IsArchive(ReadOnlySpan<byte> content) => (content.StartsWith("PK\u0003\u0004"u8) || content.StartsWith("PK\u0005\u0006"u8)) && content.IndexOf("[Content_Types].xml"u8) < 0;

    static bool IsGeoJson(ReadOnlySpan<byte> content)
    {
        // Whatever JSON is, in UTF-8 or UTF-16.
        foreach (var one in content[..Math.Min(content.Length, 100)])
        {
            if (one is (byte)'{')
            {
                return true;
            }
            if (one is not (0xEF or 0xBB or 0xBF or 0xFE or 0xFF or 0 or (byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or 0x1E))
            {
                return false;
            }
        }
        return false;
    }

    static async Task<(IReadOnlyList<VectorLayer>, Text?)> ArchiveAsync(byte[] content, string folder, CancellationToken cancellationToken)
    {
        var (files, refusal) = await VectorArchive.UnpackAsync(content, folder, cancellationToken);
        var layers = new List<VectorLayer>();
        foreach (var file in files)
        {
            var ending = Path.GetExtension(file.Path);
            var (read, refused) = ending is ".geojson" or ".json" ? await GeoJsonAsync(await File.ReadAllBytesAsync(file.Path, cancellationToken), cancellationToken)
                : ending == ".shp" && Torn(file) is { } torn ? ([], torn)
                : await FileAsync(file, Drivers[ending], cancellationToken);
            if (refused is not null)
            {
                return ([], refused);
            }
            layers.AddRange(read.Select(layer => new VectorLayer(read.Count == 1 ? file.Name : layer.Name, layer.Grid, layer.Features, layer.IsStroked, !file.HasAttributes, layer.HasBytes)));
        }
        return (layers, refusal);
    }

    /// <summary>A shapefile whose parts do not tell the same: GDAL reads as much of it as there is, and says nothing.</summary>
    static Text? Torn(VectorArchive.Unpacked file)
    {
        var index = Path.ChangeExtension(file.Path, ".shx");
        var (shp, shx) = (Head(file.Path, 100), Head(index, 100));
        // Lengths are told in words of two bytes (ESRI Shapefile Technical Description, July 1998).
        long Told(byte[] head) => 2L * BinaryPrimitives.ReadInt32BigEndian(head.AsSpan(24));
        if (shp.Length < 100 || shx.Length < 100 || BinaryPrimitives.ReadInt32BigEndian(shp) != 9994 || Told(shp) > new FileInfo(file.Path).Length || Told(shx) > new FileInfo(index).Length
            || Told(shp) < 100 || Told(shx) < 100)
        {
            return new($"Tệp {file.Name}.shp bị cắt ngắn hoặc hỏng; hãy xuất lại.", $"The file {file.Name}.shp is cut off or damaged; export it again.");
        }
        if (!file.HasAttributes)
        {
            return null;
        }
        if (!AgreesWithIndex(file.Path, index, (Told(shx) - 100) / 8))
        {
            return new($"Tệp {file.Name}.shx không khớp với {file.Name}.shp; hãy xuất lại cả hai.", $"{file.Name}.shx does not fit {file.Name}.shp; export both again.");
        }
        var dbf = Head(Path.ChangeExtension(file.Path, ".dbf"), 32);
        var shapes = (Told(shx) - 100) / 8;
        return dbf.Length < 32 || BinaryPrimitives.ReadUInt32LittleEndian(dbf.AsSpan(4)) is var rows && rows != shapes
            ? new($"Tệp {file.Name}.shp có {shapes} hình mà {file.Name}.dbf có số dòng khác; hãy xuất lại cả hai.", $"{file.Name}.shp has {shapes} shapes and {file.Name}.dbf another number of rows; export both again.") : null;
    }

    /// <summary>Whether the index has every record of the shapes, in their order, where it is.</summary>
    static bool AgreesWithIndex(string shp, string shx, long records)
    {
        using var shapes = File.OpenRead(shp);
        using var index = File.OpenRead(shx);
        Span<byte> here = stackalloc byte[8], told = stackalloc byte[8];
        var at = 100L;
        index.Position = at;
        for (var record = 0; record < records; record++)
        {
            shapes.Position = at;
            if (shapes.ReadAtLeast(here, 8, throwOnEndOfStream: false) < 8 || index.ReadAtLeast(told, 8, throwOnEndOfStream: false) < 8
                || 2L * BinaryPrimitives.ReadInt32BigEndian(told) != at || BinaryPrimitives.ReadInt32BigEndian(told[4..]) != BinaryPrimitives.ReadInt32BigEndian(here[4..]))
            {
                return false;
            }
            at += 8 + 2L * BinaryPrimitives.ReadInt32BigEndian(here[4..]);
            if (at < 108)
            {
                return false;
            }
        }
        return at >= shapes.Length;
    }

    static byte[] Head(string path, int length)
    {
        using var file = File.OpenRead(path);
        var head = new byte[length];
        return head[..file.ReadAtLeast(head, length, throwOnEndOfStream: false)];
    }

    static async Task<(IReadOnlyList<VectorLayer>, Text?)> FileAsync(VectorArchive.Unpacked file, string driver, CancellationToken cancellationToken)
    {
        if (driver == "KML" && await DeclaresTypesAsync(file.Path, cancellationToken))
        {
            return ([], new("Tệp KML khai báo kiểu tài liệu (DOCTYPE), có thể dẫn tới tệp khác; hãy xuất lại.", "The KML file declares a document type (DOCTYPE), which may lead to other files; export it again."));
        }
        var gdal = new GdalLayers(file.Path, driver);
        if (await gdal.ListAsync(cancellationToken) is not { } listed)
        {
            return ([], Unreadable);
        }
        var layers = new List<VectorLayer>();
        var room = new Room();
        foreach (var layer in listed)
        {
            var grid = driver == "KML" ? DeclaredGrid.Wgs84 : DeclaredGrid.Read(layer.Wkt);
            if (layer.IsNamedAsOption)
            {
                return ([], new("Tên lớp trong tệp không được bắt đầu bằng dấu “-”; hãy đổi tên lớp rồi đưa lên lại.", "The name of a layer must not begin with “-”; rename it and give the file again."));
            }
            if (!layer.HasShapes)
            {
                continue;
            }
            var toWgs84 = grid is { IsOnWgs84: true, Degrees: null };
            if (await gdal.ReadAsync(layer, toWgs84, ReadAsync, cancellationToken) is not { } read)
            {
                return ([], Unreadable);
            }
            layers.Add(new(driver == "DXF" ? null : layer.Name, grid, read, layer.HasArcs, HasBytes: driver == "ESRI Shapefile"));
            if (room.IsFull)
            {
                break;
            }
        }
        return (layers, null);

        async Task<IReadOnlyList<VectorFeature>?> ReadAsync(Stream stream, CancellationToken cancel) => await FeaturesAsync(stream, room, null, cancel) is (var features, null) ? features : null;
    }

    static async Task<(IReadOnlyList<VectorLayer>, Text?)> GeoJsonAsync(byte[] content, CancellationToken cancellationToken)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        using var stream = new MemoryStream(content, writable: false);
        var (features, refusal) = await FeaturesAsync(stream, new(), name => names.Add(name), cancellationToken);
        if (refusal is not null)
        {
            return ([], new(refusal.Vietnamese, refusal.English));
        }
        if (names.Count > 1)
        {
            return ([], new("Tệp ghi nhiều hệ tọa độ khác nhau; hãy xuất mỗi hệ tọa độ thành một tệp.", "The file names several coordinate systems; export each as a file of its own."));
        }
        var named = names.FirstOrDefault();
        var metres = features.SelectMany(feature => feature.Shape?.Coordinates ?? []).Any(corner => Math.Abs(corner.X) > 400 || Math.Abs(corner.Y) > 400);
        var grid = named is null ? metres ? null : DeclaredGrid.Wgs84
            : Spatial.Crs.CrsCatalogue.TryParse(named, out var crs, out _) ? DeclaredGrid.Of(crs.Srid, named) : new(named, null, null, false);
        // Web Mercator is the one grid on WGS 84 that is brought to it here.
        return grid is { IsOnWgs84: true, Degrees: null } ? ([new(null, DeclaredGrid.Wgs84, [.. features.Select(FromMercator)])], null) : ([new(null, grid, features)], null);
    }

    static VectorFeature FromMercator(VectorFeature feature)
    {
        feature.Shape?.Apply(new Unrolled());
        return feature;
    }

    /// <summary>What of a file's features is read at the most: one more than is taken, so that it is told.</summary>
    sealed class Room
    {
        public int Features { get; set; }

        public int Corners { get; set; }

        public bool IsFull => Features > VectorReader.MostFeatures || Corners > VectorReader.MostCorners;
    }

    static async Task<(IReadOnlyList<VectorFeature> Features, GeoJsonRefusal? Refusal)> FeaturesAsync(Stream stream, Room room, Action<string>? declares, CancellationToken cancellationToken)
    {
        var features = new List<VectorFeature>();
        var options = new GeoJsonReadOptions { Srid = 0, Declares = declares ?? (_ => { }), MaxFeatureBytes = 32 << 20 };
        await foreach (var (feature, refusal) in GeoJsonFeatureStream.ReadAsync(stream, options, cancellationToken))
        {
            if (room.IsFull)
            {
                // The rest goes by, so that what writes it ends by itself.
                continue;
            }
            room.Features++;
            if (refusal is { Index: null })
            {
                return ([], refusal);
            }
            if (refusal is not null)
            {
                features.Add(new(new Dictionary<string, string>(), null, new(refusal.Vietnamese, refusal.English)));
                continue;
            }
            if (feature!.Notices.HasFlag(GeoJsonNotices.AnotherCollection) && declares is not null)
            {
                return ([], GeoJsonRefusal.Told("Tệp chứa nhiều bộ đối tượng nối nhau; hãy xuất mỗi bộ thành một tệp.", "The file holds several collections one after the other; export each as a file of its own."));
            }
            room.Corners += feature.PositionCount;
            features.Add(new(Properties(feature.Properties), feature.Ewkb is { } ewkb ? new WKBReader().Read(ewkb) : null));
        }
        return (features, null);
    }

    static Dictionary<string, string> Properties(ReadOnlyMemory<byte> json)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        if (json.IsEmpty)
        {
            return texts;
        }
        using var document = JsonDocument.Parse(json, new() { MaxDepth = 128 });
        foreach (var property in document.RootElement.EnumerateObject().Take(MostProperties))
        {
            if (property.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number && Shown(() => property.Name) is { } name && Shown(() => property.Value.ToString()) is { } text)
            {
                texts[name] = text;
            }
        }
        return texts;
    }

    static string? Shown(Func<string> read)
    {
        try
        {
            return new string([.. CleanText.Head(read(), LongestProperty).Where(letter => !char.IsControl(letter) || letter > '\u007F')]).Trim();
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair.
            return null;
        }
    }

    static async Task<bool> DeclaresTypesAsync(string path, CancellationToken cancellationToken) =>
        ReadCsv.Decoded(await File.ReadAllBytesAsync(path, cancellationToken)).Contains("<!DOCTYPE", StringComparison.OrdinalIgnoreCase);

    static readonly Text Unreadable = new("Không đọc được tệp này: tệp hỏng, quá lớn hoặc không đúng loại; hãy xuất lại thành GeoPackage, Shapefile (.zip), KML, DXF hoặc GeoJSON.",
        "The file cannot be read: it is damaged, too large or not what it is called; export it again as GeoPackage, shapefile (.zip), KML, DXF or GeoJSON.");

    /// <summary>From spherical Mercator (EPSG:3857) to longitude and latitude.</summary>
    sealed class Unrolled : ICoordinateFilter
    {
        public void Filter(Coordinate coord)
        {
            (coord.X, coord.Y) = WebMercator.ToDegrees(coord.X, coord.Y);
        }
    }
}
