using System.Diagnostics;
using System.Globalization;
using System.Text;
using EnvGis.Database;

namespace EnvGis.Sandbox;

/// <summary>
/// What somebody sent is read by programs in C: GDAL has a hundred drivers of which some follow addresses, run SQL or read other files. Here a program sees the one file, no network, nothing of this
/// machine beside its own libraries, has formats of vectors only, and as much memory and processor time as it is given. What it says is not shown: it may repeat what the file holds.
/// </summary>
static class FileSandbox
{
    /// <summary>Formats that are read; the driver of another is not there. What VRT files name would be opened from within one.</summary>
    static readonly HashSet<string> Formats = new(StringComparer.Ordinal)
    {
        "ESRI Shapefile", "MapInfo File", "GPKG", "SQLite", "FlatGeobuf", "GeoJSON", "GeoJSONSeq", "TopoJSON", "ESRIJSON", "KML", "LIBKML", "GML", "GPX", "CSV", "XLSX", "ODS", "DXF", "DGN",
        "OpenFileGDB", "OSM", "JML", "Geoconcept", "S57", "MapML", "Parquet", "Arrow",
        // Behind others: a file in memory, and what OSM writes while it reads.
        "Memory",
    };

    /// <summary>What a file is read with.</summary>
    /// <param name="Formats">That GDAL may read; the drivers of others are not there. Null for another program.</param>
    /// <param name="Bytes">Address space, and the largest file that may be written into memory.</param>
    /// <param name="Scratch">All that may be written into memory.</param>
    /// <param name="Seconds">Processor time.</param>
    public sealed record Confines(IReadOnlyCollection<string>? Formats, long Bytes, long Scratch, int Seconds);

    /// <summary>For a file that who runs the service loads: of any format, as large as a country.</summary>
    public static readonly Confines Anything = new(Formats, 4L << 30, 4L << 30, 3600);

    // Without --die-with-parent: it means the thread that started it, and a thread of the pool ends. Who reads its output no more ends it.
    static readonly string[] Walls =
    [
        "--ro-bind", "/usr", "/usr", "--symlink", "usr/lib", "/lib", "--symlink", "usr/lib64", "/lib64", "--symlink", "usr/bin", "/bin", "--ro-bind-try", "/etc/alternatives", "/etc/alternatives",
        "--ro-bind-try", "/etc/ld.so.cache", "/etc/ld.so.cache", "--proc", "/proc", "--dev", "/dev", "--unshare-all", "--new-session", "--clearenv",
        "--setenv", "PATH", "/usr/bin", "--setenv", "LC_ALL", "C.UTF-8", "--setenv", "CPL_TMPDIR", "/tmp",
    ];

    // What is written to memory counts by itself: neither the address space nor the largest file bounds all of it.
    static string[] Memory(Confines confines) => ["--size", confines.Scratch.ToString(CultureInfo.InvariantCulture), "--tmpfs", "/tmp", "--chdir", "/tmp"];

    static readonly SemaphoreSlim Asking = new(1);

    /// <summary>Of all uploads that are read at a time: one that needs all its memory leaves some for others.</summary>
    static readonly SemaphoreSlim Readers = new(2);

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    const int LongestComplaint = 4096;

    static IReadOnlyList<string>? drivers;

    /// <param name="program">ogr2ogr, ogrinfo or pdftotext.</param>
    /// <param name="path">A file, with those beside it that bear its name and another ending, as the parts of a shapefile do; or a folder.</param>
    /// <param name="arguments">Of the program, given where the file stands for it.</param>
    public static async Task<Process> StartAsync(string program, string path, Func<string, IEnumerable<string>> arguments, Confines confines, CancellationToken cancellationToken)
    {
        var full = Path.GetFullPath(Path.TrimEndingDirectorySeparator(path));
        var inside = "/in/" + Path.GetFileName(full);
        List<string> walls = [.. Walls, .. Memory(confines), "--dir", "/in"];
        if (confines.Formats is { } formats)
        {
            walls.AddRange(["--setenv", "OGR_SKIP", string.Join(',', (await DriversAsync(cancellationToken)).Except(formats))]);
        }
        foreach (var part in Directory.Exists(full) ? [full] : Directory.EnumerateFiles(Path.GetDirectoryName(full)!)
            .Where(file => Path.GetFileNameWithoutExtension(file) == Path.GetFileNameWithoutExtension(full) || file == full))
        {
            walls.AddRange(["--ro-bind", part, "/in/" + Path.GetFileName(part)]);
        }
        return Run([.. walls, program, .. arguments(inside)], confines);
    }

    /// <summary>What a program makes of an upload.</summary>
    /// <param name="program">ogr2ogr, ogrinfo or pdftotext.</param>
    /// <param name="path">The file, as above.</param>
    /// <param name="arguments">Of the program, given where the file stands for it.</param>
    /// <param name="read">Is given what it writes.</param>
    /// <returns>Null when it does not end well, takes too long, or <paramref name="read"/> had enough.</returns>
    /// <exception cref="SetupException">The program is not installed, or this machine does not let a sandbox be.</exception>
    public static async Task<T?> AskAsync<T>(
        string program, string path, Func<string, IEnumerable<string>> arguments, Func<Stream, CancellationToken, Task<T?>> read, Confines confines, CancellationToken cancellationToken)
        where T : class
    {
        await Readers.WaitAsync(cancellationToken);
        try
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            patience.CancelAfter(Patience);
            using var process = await StartAsync(program, path, arguments, confines, cancellationToken);
            try
            {
                // Read to its end, so that the program does not stop at a full pipe; of what it says of the file nothing is repeated.
                var complaints = HeadAsync(process.StandardError, patience.Token);
                var answer = await read(process.StandardOutput.BaseStream, patience.Token);
                if (answer is null)
                {
                    return null;
                }
                var said = await complaints;
                await process.WaitForExitAsync(patience.Token);
                return process.ExitCode == 0 ? answer
                    : said.Contains($"execvp {program}", StringComparison.Ordinal) ? throw Missing(program, program == "pdftotext" ? "poppler-utils" : "gdal-bin", null)
                    : said.Contains("execute bwrap", StringComparison.Ordinal) ? throw Missing("bwrap", "bubblewrap", null) : null;
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return null;
            }
            finally
            {
                if (!process.HasExited)
                {
                    process.Kill(entireProcessTree: true);
                }
            }
        }
        finally
        {
            Readers.Release();
        }
    }

    static async Task<string> HeadAsync(StreamReader said, CancellationToken cancellationToken)
    {
        var text = new char[LongestComplaint];
        var length = await said.ReadBlockAsync(text, cancellationToken);
        await said.BaseStream.CopyToAsync(Stream.Null, cancellationToken);
        return new(text, 0, length);
    }

    // What this GDAL has; asked once.
    static async Task<IReadOnlyList<string>> DriversAsync(CancellationToken cancellationToken)
    {
        await Asking.WaitAsync(cancellationToken);
        try
        {
            if (drivers is null)
            {
                using var asked = Run([.. Walls, .. Memory(Anything), "ogr2ogr", "--formats"], Anything);
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
                drivers = [.. said.Split('\n').Select(line => line.Split(" -")[0].Trim()).Where(name => name.Length > 0 && !name.EndsWith(':'))];
            }
            return drivers;
        }
        finally
        {
            Asking.Release();
        }
    }

    static Process Run(IEnumerable<string> arguments, Confines confines)
    {
        var start = new ProcessStartInfo("prlimit", [
            string.Create(CultureInfo.InvariantCulture, $"--as={confines.Bytes}"), string.Create(CultureInfo.InvariantCulture, $"--cpu={confines.Seconds}"),
            string.Create(CultureInfo.InvariantCulture, $"--fsize={confines.Bytes}"), "--", "bwrap", .. arguments,
        ])
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
