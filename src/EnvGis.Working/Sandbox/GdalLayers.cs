using System.Text.RegularExpressions;

namespace EnvGis.Sandbox;

/// <summary>The layers of a file that somebody sent, in the file's own coordinates: what GDAL says of each, and its features as GeoJSON.</summary>
/// <param name="File">One file, which has a folder of its own with its parts.</param>
/// <param name="Format">The one driver that reads it.</param>
sealed partial record GdalLayers(string File, string Format)
{
    const int MostLayers = 50;

    /// <summary>What a program may write to say which layers there are.</summary>
    const int LongestSaying = 1 << 20;

    /// <param name="Wkt">Of its coordinates; null when the file says nothing of them.</param>
    public sealed record Layer(string Name, string Kind, string? Wkt)
    {
        /// <summary>Whether the programs would take its name for one of their options.</summary>
        public bool IsNamedAsOption => Name.StartsWith('-');

        public bool HasShapes => Kind != "None";

        public bool HasArcs => Kind.Contains("Curve", StringComparison.Ordinal) || Kind.Contains("Surface", StringComparison.Ordinal) || Kind.Contains("Circular", StringComparison.Ordinal);
    }

    // It writes GeoJSON, whatever it reads.
    FileSandbox.Confines Confines => new([Format, "Memory", "GeoJSON"], 1L << 30, 64L << 20, 20);

    /// <summary>All layers; null when it cannot be read as what it is called.</summary>
    /// <exception cref="Database.SetupException">This machine lacks what it takes to read files.</exception>
    public async Task<IReadOnlyList<Layer>?> ListAsync(CancellationToken cancellationToken)
    {
        var said = await FileSandbox.AskAsync("ogrinfo", File, path => ["-ro", "-so", "-al", path], async (output, cancel) =>
        {
            using var reader = new StreamReader(output);
            var text = new char[LongestSaying];
            var length = await reader.ReadBlockAsync(text, cancel);
            return length == LongestSaying ? null : new string(text, 0, length);
        }, this.Confines, cancellationToken);
        if (said is null)
        {
            return null;
        }
        string[] layers = said.ReplaceLineEndings("\n").Split("\nLayer name: ");
        return layers.Length - 1 > MostLayers ? null : [.. layers.Skip(1).Select(Read)];
    }

    /// <summary>The features of a layer as a GeoJSON FeatureCollection, as it is written.</summary>
    /// <param name="layer">Of the file.</param>
    /// <param name="toWgs84">Whether GDAL brings its coordinates to longitude and latitude of WGS 84.</param>
    /// <param name="read">Is given the stream.</param>
    /// <returns>Null when it ends before its end, or takes too long.</returns>
    public Task<T?> ReadAsync<T>(Layer layer, bool toWgs84, Func<Stream, CancellationToken, Task<T?>> read, CancellationToken cancellationToken)
        where T : class => FileSandbox.AskAsync("ogr2ogr", File, path =>
    [
        "-f", "GeoJSON", "/vsistdout/", path, layer.Name, "-dim", "XY", "-nlt", "CONVERT_TO_LINEAR", "-lco", "COORDINATE_PRECISION=9",
        // Its letters as they are, byte by byte: which they are, the words tell better than the file.
        .. Format == "ESRI Shapefile" ? ["-oo", "ENCODING=ISO-8859-1"] : Array.Empty<string>(),
        .. toWgs84 ? ["-t_srs", "EPSG:4326"] : Array.Empty<string>(),
    ], read, this.Confines, cancellationToken);

    static Layer Read(string said)
    {
        var name = said.Split('\n')[0];
        var wkt = said.IndexOf("Layer SRS WKT:\n", StringComparison.Ordinal) is >= 0 and var from ? said[(from + "Layer SRS WKT:\n".Length)..] : "";
        var end = Ends().Match(wkt);
        var text = (end.Success ? wkt[..end.Index] : wkt).Trim();
        return new(name, Kind().Match(said) is { Success: true } kind ? kind.Groups["kind"].Value : "", text.Length == 0 || text.StartsWith('(') ? null : text);
    }

    [GeneratedRegex(@"^Geometry: (?<kind>[^\n]{0,60})$", RegexOptions.Multiline)]
    private static partial Regex Kind();

    [GeneratedRegex(@"^(?:Data axis to CRS axis mapping|FID Column|Geometry Column|\S[^\n\[]*: \S+ \()", RegexOptions.Multiline)]
    private static partial Regex Ends();
}
