using System.Diagnostics;
using System.Globalization;

namespace EnvGis.Database;

/// <summary>PostgreSQL's own programs on this machine, run as an unprivileged user when this process is root's (PostgreSQL refuses root).</summary>
sealed class PostgresPrograms
{
    readonly string folder;
    readonly bool asPostgres;

    PostgresPrograms(string folder, string major, bool asPostgres)
    {
        this.folder = folder;
        this.asPostgres = asPostgres;
        Major = major;
    }

    /// <summary>The major version, for example 15.</summary>
    public string Major { get; }

    /// <exception cref="SetupException">No PostgreSQL with PostGIS is installed, or root has no unprivileged user to run it as.</exception>
    public static PostgresPrograms Find()
    {
        const string Debian = "/usr/lib/postgresql";
        var newest = Directory.Exists(Debian)
            ? Directory.GetDirectories(Debian)
                .Where(version => File.Exists(Path.Combine(version, "bin", "initdb")))
                .Where(version => File.Exists($"/usr/share/postgresql/{Path.GetFileName(version)}/extension/postgis.control"))
                .MaxBy(version => int.TryParse(Path.GetFileName(version), NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? major : 0)
            : null;
        if (newest is null)
        {
            throw new SetupException("Chưa cài PostgreSQL với PostGIS. Trên Debian hoặc Ubuntu: apt-get install postgresql postgresql-15-postgis-3.",
                "PostgreSQL with PostGIS is not installed. On Debian or Ubuntu: apt-get install postgresql postgresql-15-postgis-3. "
                + "Elsewhere set ConnectionStrings__EnvGis to a server that has them.");
        }
        var asPostgres = Environment.IsPrivilegedProcess;
        if (asPostgres && !File.ReadLines("/etc/passwd").Any(line => line.StartsWith("postgres:", StringComparison.Ordinal)))
        {
            throw new SetupException("PostgreSQL không chạy bằng root, và không có người dùng postgres để chạy thay; hãy chạy EnvGis bằng người dùng thường.",
                "PostgreSQL does not run as root, and there is no user postgres to run it as; start EnvGis as an ordinary user.");
        }
        return new(Path.Combine(newest, "bin"), Path.GetFileName(newest), asPostgres);
    }

    public Task<Outcome> RunAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken) =>
        RunAsUserAsync(Path.Combine(folder, program), arguments, cancellationToken);

    public async Task<bool> IsRunningAsync(string data, CancellationToken cancellationToken) =>
        (await RunAsync("pg_ctl", ["-D", data, "status"], cancellationToken)).ExitCode == 0;

    public async Task<bool> CanWriteAsync(string path, CancellationToken cancellationToken) =>
        (await RunAsUserAsync("/usr/bin/test", ["-w", path], cancellationToken)).ExitCode == 0;

    /// <summary>Hands a file or folder to the user that PostgreSQL runs as.</summary>
    public Task GiveAsync(string path, CancellationToken cancellationToken) =>
        asPostgres ? StartAsync("/usr/bin/chown", ["postgres:", path], cancellationToken) : Task.CompletedTask;

    Task<Outcome> RunAsUserAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken) => asPostgres
        ? StartAsync("/usr/bin/setpriv", ["--reuid=postgres", "--regid=postgres", "--init-groups", program, .. arguments], cancellationToken)
        : StartAsync(program, arguments, cancellationToken);

    static async Task<Outcome> StartAsync(string program, IReadOnlyList<string> arguments, CancellationToken cancellationToken)
    {
        // A server started by pg_ctl would keep redirected pipes open for its whole life, so output goes to a file.
        var output = Path.GetTempFileName();
        try
        {
            var start = new ProcessStartInfo("/bin/sh") { WorkingDirectory = "/", UseShellExecute = false };
            foreach (var argument in new[] { "-c", "out=$1; shift; exec \"$@\" >\"$out\" 2>&1 </dev/null", "sh", output, program }.Concat(arguments))
            {
                start.ArgumentList.Add(argument);
            }
            using var process = Process.Start(start)!;
            await process.WaitForExitAsync(cancellationToken);
            return new(process.ExitCode, await File.ReadAllTextAsync(output, cancellationToken));
        }
        finally
        {
            File.Delete(output);
        }
    }

    public sealed record Outcome(int ExitCode, string Output)
    {
        public string LastLine => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).LastOrDefault() ?? "no message";

        public bool Explains(string words) => Output.Contains(words, StringComparison.Ordinal);
    }
}
