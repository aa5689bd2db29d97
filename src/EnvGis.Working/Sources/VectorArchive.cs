using System.IO.Compression;
using System.Text;
using EnvGis.Http;

namespace EnvGis.Sources;

/// <summary>
/// The files of vectors in an archive, each with its parts in a folder of its own under a name of ours: what an entry is called decides nothing but which files belong together. More than the limits
/// allow, paths out of the archive and parts that are missing are told in a sentence.
/// </summary>
static class VectorArchive
{
    const int MostEntries = 500, MostFiles = 20;

    const long MostUnpacked = 200L << 20;

    /// <summary>A file of a megabyte is nothing but noughts that packs a hundredfold.</summary>
    const int MostPacked = 100;

    /// <summary>The parts of a shapefile and of a table of MapInfo; others stand alone.</summary>
    static readonly HashSet<string> Parts = [".shp", ".shx", ".dbf", ".prj", ".cpg", ".tab", ".dat", ".map", ".id", ".ind", ".mif", ".mid", ".gpkg", ".kml", ".dxf", ".geojson", ".json", ".fgb"];

    static readonly string[] Heads = [".shp", ".tab", ".mif", ".gpkg", ".kml", ".dxf", ".geojson", ".json", ".fgb"];

    /// <param name="Path">Where it was unpacked.</param>
    /// <param name="Name">As the archive calls it, without folders and ending.</param>
    public sealed record Unpacked(string Path, string Name, bool HasAttributes);

    /// <param name="content">The archive.</param>
    /// <param name="folder">An empty one.</param>
    /// <returns>The files in it, or why there are none.</returns>
    public static async Task<(IReadOnlyList<Unpacked> Files, Text? Refusal)> UnpackAsync(byte[] content, string folder, CancellationToken cancellationToken)
    {
        try
        {
            using var archive = new ZipArchive(new MemoryStream(content, writable: false), ZipArchiveMode.Read);
            if (archive.Entries.Count > MostEntries)
            {
                return ([], TooLarge);
            }
            var entries = new List<(string Stem, string Name, string Ending, ZipArchiveEntry Entry)>();
            foreach (var entry in archive.Entries)
            {
                var path = entry.FullName.Replace('\\', '/');
                if (path.StartsWith('/') || path.Split('/').Contains("..") || path.Contains(':', StringComparison.Ordinal))
                {
                    return ([], new("Tệp nén chứa đường dẫn ra ngoài tệp nén; hãy nén lại các tệp bằng công cụ thông thường.",
                        "The archive has paths that lead out of it; pack the files again with an ordinary program."));
                }
                var ending = Path.GetExtension(path).ToLowerInvariant();
                // What macOS puts beside each file has its name and ending.
                if (Parts.Contains(ending) && entry.Length > 0 && !path.Split('/').Any(part => part.StartsWith("._", StringComparison.Ordinal) || part == "__MACOSX"))
                {
                    entries.Add((path[..^ending.Length].ToLowerInvariant(), Path.GetFileNameWithoutExtension(path).Normalize(NormalizationForm.FormC), ending, entry));
                }
            }
            var files = new List<Unpacked>();
            var left = MostUnpacked;
            // Of one name there may be a shapefile and a drawing: each is a file of its own.
            foreach (var (group, head) in entries.GroupBy(entry => entry.Stem.Normalize(NormalizationForm.FormC)).SelectMany(group =>
                Heads.Where(head => group.Any(entry => entry.Ending == head)).Select(head => (group.Where(entry => PartsOf(head).Contains(entry.Ending)).ToList(), head))))
            {
                if (group.Select(entry => entry.Ending).Distinct().Count() != group.Count)
                {
                    return ([], Damaged);
                }
                if (files.Count == MostFiles)
                {
                    return ([], TooLarge);
                }
                var name = group[0].Name;
                if (Missing(head, [.. group.Select(entry => entry.Ending)]) is { } missing)
                {
                    return ([], new($"Trong tệp nén thiếu {name}{missing}; hãy nén đủ các tệp cùng tên.", $"The archive lacks {name}{missing}; pack all files of that name."));
                }
                var own = Directory.CreateDirectory(Path.Combine(folder, files.Count.ToString(System.Globalization.CultureInfo.InvariantCulture))).FullName;
                foreach (var (_, _, ending, entry) in group)
                {
                    if (entry.Length > left || entry.Length > 1 << 20 && entry.Length > MostPacked * entry.CompressedLength)
                    {
                        return ([], TooLarge);
                    }
                    left -= await WriteAsync(entry, Path.Combine(own, "data" + ending), left, cancellationToken);
                    if (left < 0)
                    {
                        return ([], TooLarge);
                    }
                }
                files.Add(new(Path.Combine(own, "data" + head), name, head != ".shp" || group.Exists(entry => entry.Ending == ".dbf")));
            }
            return files.Count > 0 ? (files, null) : ([], new("Trong tệp nén không có tệp bản đồ nào (.shp, .tab, .mif, .gpkg, .kml, .dxf, .geojson).",
                "There is no file of a map in the archive (.shp, .tab, .mif, .gpkg, .kml, .dxf, .geojson)."));
        }
        catch (Exception torn) when (torn is InvalidDataException or EndOfStreamException or NotSupportedException or ArgumentException or OverflowException)
        {
            return ([], Damaged);
        }
    }

    static string[] PartsOf(string head) => head switch
    {
        ".shp" => [".shp", ".shx", ".dbf", ".prj", ".cpg"], ".tab" => [".tab", ".dat", ".map", ".id", ".ind"], ".mif" => [".mif", ".mid"], _ => [head],
    };

    static string? Missing(string head, string[] endings) => head switch
    {
        ".shp" when !endings.Contains(".shx") => ".shx",
        ".tab" when !endings.Contains(".map") => ".map",
        ".tab" when !endings.Contains(".dat") => ".dat",
        _ => null,
    };

    // What an entry says of its length may be wrong.
    static async Task<long> WriteAsync(ZipArchiveEntry entry, string path, long most, CancellationToken cancellationToken)
    {
        await using var from = await entry.OpenAsync(cancellationToken);
        await using var to = File.Create(path);
        var piece = new byte[81_920];
        long written = 0;
        var sum = 0xFFFF_FFFFu;
        for (int read; written <= most && (read = await from.ReadAsync(piece, cancellationToken)) > 0; written += read)
        {
            await to.WriteAsync(piece.AsMemory(0, read), cancellationToken);
            foreach (var one in piece.AsSpan(0, read))
            {
                sum = Remainders[(byte)(sum ^ one)] ^ (sum >> 8);
            }
        }
        // The library does not look at it: a corner that a bad cable altered would be drawn.
        return written > most || ~sum == entry.Crc32 ? written : throw new InvalidDataException("The sum of an entry is not that of its content.");
    }

    /// <summary>CRC-32 of each byte (APPNOTE 6.3.10, 4.4.7).</summary>
    static readonly uint[] Remainders = [.. Enumerable.Range(0, 256).Select(one =>
    {
        var rest = (uint)one;
        for (var bit = 0; bit < 8; bit++)
        {
            rest = (rest & 1) == 0 ? rest >> 1 : 0xEDB8_8320 ^ (rest >> 1);
        }
        return rest;
    })];

    static readonly Text TooLarge = new("Tệp nén quá lớn khi giải nén hoặc có quá nhiều tệp; chỉ nén các lớp cần dùng.",
        "The archive is too large when it is unpacked or has too many files; pack only the layers that are needed.");

    static readonly Text Damaged = new("Tệp nén bị hỏng; hãy nén lại rồi đưa lên.", "The archive is damaged; pack it again.");
}
