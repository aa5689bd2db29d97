namespace EnvGis.Spatial.GeoJson;

/// <summary>Names the kinds of file that people send in place of GeoJSON, by how they begin.</summary>
static class FileSignature
{
    /// <returns>A name that reads the same in Vietnamese and English; null for what is not known.</returns>
    internal static string? Name(ReadOnlySpan<byte> start)
    {
        foreach (var (bytes, name) in Known)
        {
            if (start.StartsWith(bytes))
            {
                return name;
            }
        }

        return null;
    }

    static readonly (byte[] Bytes, string Name)[] Known =
    [
        ([0xFF, 0xFE, 0, 0], "UTF-32"),
        ([0, 0, 0xFE, 0xFF], "UTF-32"),
        ([0, 0, 0x27, 0x0A], "Shapefile (.shp)"),
        ([0, 0, 0, 0], "00 00 00 00…"),
        ("PK"u8.ToArray(), "ZIP (Shapefile, KMZ, XLSX…)"),
        ("SQLi"u8.ToArray(), "SQLite (GeoPackage…)"),
        ([0x1F, 0x8B], "gzip"),
        ([0xFD, 0x37, 0x7A, 0x58], "xz"),
        ("7z"u8.ToArray(), "7z"),
        ("Rar!"u8.ToArray(), "RAR"),
        ("%PDF"u8.ToArray(), "PDF"),
        ("PAR1"u8.ToArray(), "Parquet"),
        ([0x66, 0x67, 0x62, 0x03], "FlatGeobuf"),
        ([0x89, 0x50, 0x4E, 0x47], "PNG"),
        ([0xFF, 0xD8, 0xFF], "JPEG"),
        ([0x49, 0x49, 0x2A, 0x00], "TIFF"),
        ([0x4D, 0x4D, 0x00, 0x2A], "TIFF"),
        ([0xD0, 0xCF, 0x11, 0xE0], "Excel/Word 97–2003"),
        ("<"u8.ToArray(), "XML (KML, GML…)"),
    ];
}
