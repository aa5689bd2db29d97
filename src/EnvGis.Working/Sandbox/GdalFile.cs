using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using EnvGis.Database;

namespace EnvGis.Sandbox;

/// <summary>A vector file of any format. GDAL reads it in a process of its own, in a sandbox, and streams EPSG:4326 to us, so that no file is too large for memory.</summary>
/// <param name="Epsg">Of the file's coordinates; null to believe the file.</param>
public sealed record GdalFile(string Path, int? Epsg)
{
    /// <summary>What is shown to people as the source when they name none.</summary>
    public string Name => System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(Path));

    /// <summary>One row of the file, good until the next one is asked for.</summary>
    /// <param name="Number">Counted from 1.</param>
    /// <param name="Geometry">GeoJSON in longitude and latitude; null when the row has none.</param>
    public sealed record Row(int Number, JsonElement Properties, string? Geometry)
    {
        /// <summary>Columns that this row has; some formats leave out those without a value.</summary>
        public IEnumerable<string> Columns => Properties.EnumerateObject().Select(property => property.Name);

        /// <returns>The value as trimmed text in NFC; null when empty, or when this row has no such column.</returns>
        public string? Cell(string column)
        {
            if (!Properties.TryGetProperty(column, out var value))
            {
                return null;
            }
            var text = value.ValueKind == JsonValueKind.Null ? "" : value.ToString().Replace("\0", "", StringComparison.Ordinal).Trim().Normalize(NormalizationForm.FormC);
            return text.Length > 0 ? text : null;
        }
    }

    /// <exception cref="SetupException">The file cannot be read, or holds no rows; the message says why and what to do.</exception>
    public async IAsyncEnumerable<Row> ReadAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!File.Exists(Path) && !Directory.Exists(Path))
        {
            throw new SetupException($"Không có tệp {Path}.", $"There is no file {Path}.");
        }
        using var ogr2ogr = await FileSandbox.StartAsync("ogr2ogr", Path, this.Arguments, FileSandbox.Anything, cancellationToken);
        var complaints = ogr2ogr.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            var rows = 0;
            while (await ogr2ogr.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
            {
                if (line.Length == 0)
                {
                    continue;
                }
                using var feature = JsonDocument.Parse(line);
                var geometry = feature.RootElement.GetProperty("geometry");
                yield return new(++rows, feature.RootElement.GetProperty("properties"),
                    geometry.ValueKind == JsonValueKind.Object ? geometry.GetRawText() : null);
            }
            await ogr2ogr.WaitForExitAsync(cancellationToken);
            var said = await complaints;
            if (ogr2ogr.ExitCode != 0)
            {
                throw this.Explain(said);
            }
            if (rows == 0)
            {
                throw new SetupException($"{Path} không có dòng nào.", $"{Path} holds no rows.");
            }
        }
        finally
        {
            if (!ogr2ogr.HasExited)
            {
                ogr2ogr.Kill(entireProcessTree: true);
            }
        }
    }

    IEnumerable<string> Arguments(string path) =>
    [
        "-f", "GeoJSONSeq", "/vsistdout/", path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase) ? "/vsizip/" + path : path,
        "-t_srs", "EPSG:4326", "-dim", "XY", "-lco", "COORDINATE_PRECISION=8",
        .. Epsg is { } epsg ? new[] { "-s_srs", string.Create(CultureInfo.InvariantCulture, $"EPSG:{epsg}") } : [],
    ];

    public static SetupException MissingColumn(string column, IEnumerable<string> columns)
    {
        var there = string.Join(", ", columns);
        return new($"Tệp không có cột {column}; các cột: {(there.Length == 0 ? "không có" : there)}.", $"The file has no column {column}; it has {(there.Length == 0 ? "none" : there)}.");
    }

    // What GDAL says is looked through for what we know, and not repeated: it may hold whatever the file does.
    SetupException Explain(string complaints)
    {
        if (complaints.Contains("-s_srs", StringComparison.Ordinal))
        {
            return new($"{Path} không khai hệ tọa độ; hãy cho biết bằng --srs, ví dụ --srs 9213 cho VN-2000, 106°30', múi 3°.",
                $"{Path} does not say its coordinate system; give it with --srs, for example --srs 9213 for VN-2000, 106°30', 3°.");
        }
        if (complaints.Contains("not support", StringComparison.OrdinalIgnoreCase) && complaints.Contains("layer", StringComparison.OrdinalIgnoreCase))
        {
            return new($"{Path} có nhiều lớp; hãy lưu lớp cần dùng thành tệp riêng.", $"{Path} holds several layers; save the one that is meant as a file of its own.");
        }
        if (complaints.Contains("Unable to open", StringComparison.Ordinal))
        {
            return new($"GDAL không đọc được {Path}: tệp hỏng, hoặc thuộc loại mà GDAL không biết.", $"GDAL cannot read {Path}: it is damaged, or of a kind that GDAL does not know.");
        }
        return new($"GDAL không đọc được {Path}.", $"GDAL cannot read {Path}.");
    }
}
