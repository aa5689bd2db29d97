using System.Diagnostics;
using System.Text;
using EnvGis.Database;

namespace EnvGis.Places;

/// <summary>
/// GDAL reads what somebody sent, with a hundred drivers of which some follow addresses, run SQL or read other files: here it sees the one file, no network, nothing of this machine beside its own
/// libraries, has formats of vectors only, and as much memory and processor time as the largest file of a department takes. What it says is not shown: it may repeat what the file holds.
/// </summary>
static class GdalSandbox
{
    /// <summary>Formats that are read; the driver of another is not there. What VRT files name would be opened from within one.</summary>
    static readonly HashSet<string> Formats = new(StringComparer.Ordinal)
    {
        "ESRI Shapefile", "MapInfo File", "GPKG", "SQLite", "FlatGeobuf", "GeoJSON", "GeoJSONSeq", "TopoJSON", "ESRIJSON", "KML", "LIBKML", "GML", "GPX", "CSV", "XLSX", "ODS", "DXF", "DGN",
        "OpenFileGDB", "OSM", "JML", "Geoconcept", "S57", "MapML", "Parquet", "Arrow",
        // Behind others: a file in memory, and what OSM writes while it reads.
        "Memory",
    };

    /// <summary>Address space, processor time and the largest file that it may write into its memory.</summary>
    static readonly string[] Limits = ["--as=4294967296", "--cpu=3600", "--fsize=4294967296"];

    // Without --die-with-parent: it means the thread that started it, and a thread of the pool ends. Who reads its output no more ends it.
    static readonly string[] Walls =
    [
        "--ro-bind", "/usr", "/usr", "--symlink", "usr/lib", "/lib", "--symlink", "usr/lib64", "/lib64", "--symlink", "usr/bin", "/bin", "--ro-bind-try", "/etc/alternatives", "/etc/alternatives",
        "--ro-bind-try", "/etc/ld.so.cache", "/etc/ld.so.cache", "--proc", "/proc", "--dev", "/dev", "--tmpfs", "/tmp", "--chdir", "/tmp", "--unshare-all", "--new-session", "--clearenv",
        "--setenv", "PATH", "/usr/bin", "--setenv", "LC_ALL", "C.UTF-8", "--setenv", "CPL_TMPDIR", "/tmp",
    ];

    static readonly SemaphoreSlim Asking = new(1);

    static string? skipped;

    /// <param name="path">A file, with those beside it that bear its name and another ending, as the parts of a shapefile do; or a folder.</param>
    /// <param name="arguments">Of ogr2ogr, given where the file stands for it.</param>
    public static async Task<Process> StartAsync(string path, Func<string, IEnumerable<string>> arguments, CancellationToken cancellationToken)
    {
        var full = Path.GetFullPath(Path.TrimEndingDirectorySeparator(path));
        var inside = "/in/" + Path.GetFileName(full);
        List<string> walls = [.. Walls, "--setenv", "OGR_SKIP", await SkippedAsync(cancellationToken), "--dir", "/in"];
        foreach (var part in Directory.Exists(full) ? [full] : Directory.EnumerateFiles(Path.GetDirectoryName(full)!)
            .Where(file => Path.GetFileNameWithoutExtension(file) == Path.GetFileNameWithoutExtension(full) || file == full))
        {
            walls.AddRange(["--ro-bind", part, "/in/" + Path.GetFileName(part)]);
        }
        return Run([.. walls, "ogr2ogr", .. arguments(inside)]);
    }

    // Of what this GDAL has, all that is not read; asked once.
    static async Task<string> SkippedAsync(CancellationToken cancellationToken)
    {
        await Asking.WaitAsync(cancellationToken);
        try
        {
            if (skipped is null)
            {
                using var asked = Run([.. Walls, "ogr2ogr", "--formats"]);
                var said = await asked.StandardOutput.ReadToEndAsync(cancellationToken);
                var complaints = await asked.StandardError.ReadToEndAsync(cancellationToken);
                await asked.WaitForExitAsync(cancellationToken);
                if (asked.ExitCode != 0)
                {
                    // prlimit: failed to execute bwrap; bwrap: execvp ogr2ogr.
                    throw complaints.Contains("execute bwrap", StringComparison.Ordinal) ? Missing("bwrap", "bubblewrap", null)
                        : complaints.Contains("execvp ogr2ogr", StringComparison.Ordinal) ? Missing("ogr2ogr", "gdal-bin", null) : new SetupException(
                        "Máy này không cho chương trình bwrap dựng vùng cách ly để đọc tệp; trong container, hãy cho phép user namespaces.",
                        "This machine does not let bwrap set up the sandbox in which files are read; in a container, allow user namespaces.");
                }
                // "  ESRI Shapefile -vector- (rw+v): ESRI Shapefile".
                skipped = string.Join(',', said.Split('\n').Select(line => line.Split(" -")[0].Trim()).Where(name => name.Length > 0 && !name.EndsWith(':') && !Formats.Contains(name)));
            }
            return skipped;
        }
        finally
        {
            Asking.Release();
        }
    }

    static Process Run(IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo("prlimit", [.. Limits, "--", "bwrap", .. arguments])
        {
            RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8, StandardErrorEncoding = Encoding.UTF8,
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw Missing("prlimit", "util-linux", missing);
        }
    }

    static SetupException Missing(string program, string package, Exception? cause) => new(
        $"Chưa cài {program}, chương trình cần để đọc tệp này; hãy cài bằng: apt-get install {package}",
        $"{program} is not installed, and reading the file needs it; install it with: apt-get install {package}", cause);
}
