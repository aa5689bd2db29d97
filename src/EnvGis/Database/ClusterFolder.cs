using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace EnvGis.Database;

/// <summary>The files of a private cluster and what they tell: where the data is, which port, whether it was made completely, who holds it.</summary>
sealed class ClusterFolder
{
    readonly string local;

    ClusterFolder(string local, string home)
    {
        this.local = local;
        Home = home;
    }

    /// <summary>Belongs to the user that PostgreSQL runs as.</summary>
    public string Home { get; }

    public string Data => Path.Combine(Home, "data");

    public string Log => Path.Combine(Home, "postgresql.log");

    public bool IsReady => File.Exists(Ready);

    string Ready => Path.Combine(local, "database-is-ready");

    static readonly TimeSpan Look = TimeSpan.FromMilliseconds(100);

    string Stopping => Path.Combine(local, "database-is-stopping");

    string PortFile => Path.Combine(local, "database-port");

    public static async Task<ClusterFolder> PrepareAsync(string local, PostgresPrograms programs, CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(local);
            await File.WriteAllTextAsync(Path.Combine(local, "writable"), "", cancellationToken);
            File.Delete(Path.Combine(local, "writable"));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            throw refused.Message.Contains("No space left", StringComparison.Ordinal) ? Full(local)
                : new SetupException($"EnvGis không ghi được vào {local}; hãy cho nó một thư mục ghi được, hoặc đặt ConnectionStrings__EnvGis tới một máy chủ PostgreSQL.",
                    $"EnvGis cannot write to {local}; give it a folder it may write to, or set ConnectionStrings__EnvGis to a PostgreSQL server.", refused);
        }
        var home = Path.Combine(local, "postgres");
        if (!await IsReachableAsync(home, programs, cancellationToken))
        {
            // Root's own folders are closed to the unprivileged user that PostgreSQL runs as.
            var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Path.GetFullPath(local))))[..12];
            home = Path.Combine("/var/lib/envgis", hash);
            if (!await IsReachableAsync(home, programs, cancellationToken))
            {
                throw new SetupException($"Người dùng chạy PostgreSQL không vào được {local} lẫn {home}; hãy chuyển EnvGis tới một thư mục mà người dùng khác vào được.",
                    $"The user that PostgreSQL runs as can reach neither {local} nor {home}; move EnvGis to a folder that other users may enter.");
            }
        }
        return new(local, home);
    }

    static async Task<bool> IsReachableAsync(string home, PostgresPrograms programs, CancellationToken cancellationToken)
    {
        try
        {
            Directory.CreateDirectory(home);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return false;
        }
        await programs.GiveAsync(home, cancellationToken);
        return await programs.CanWriteAsync(home, cancellationToken);
    }

    /// <summary>A lock that ends with the process, however it ends; null when another process has it.</summary>
    public FileStream? TryOwn()
    {
        try
        {
            return new FileStream(Path.Combine(local, "database-owner"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException)
        {
            return null;
        }
    }

    /// <summary>Says that the process which holds the cluster is about to stop it, for whoever would start it at that moment.</summary>
    public void MarkStopping() => File.WriteAllText(Stopping, "");

    public void UnmarkStopping() => File.Delete(Stopping);

    /// <summary>
    /// Takes the lock; while the process that has it says that it stops, or its server is stopping, waits for that.
    /// </summary>
    /// <returns>Null when another process has it and goes on.</returns>
    public async Task<FileStream?> OwnAsync(CancellationToken cancellationToken)
    {
        var ownership = this.TryOwn();
        while (ownership is null && (File.Exists(Stopping) || this.ServerState() == "stopping"))
        {
            await Task.Delay(Look, cancellationToken);
            ownership = this.TryOwn();
        }
        if (ownership is not null)
        {
            this.UnmarkStopping();
        }
        return ownership;
    }

    /// <summary>A server that starts or stops is neither started anew nor talked to: waits until it does one or the other.</summary>
    public async Task UntilSettledAsync(PostgresPrograms programs, CancellationToken cancellationToken)
    {
        while (this.ServerState() is "starting" or "stopping" && await programs.IsRunningAsync(Data, cancellationToken))
        {
            await Task.Delay(Look, cancellationToken);
        }
    }

    /// <summary>starting, stopping, ready or standby, as the server's own lock file tells; null when there is none.</summary>
    string? ServerState()
    {
        try
        {
            return File.ReadAllLines(Path.Combine(Data, "postmaster.pid")).ElementAtOrDefault(7)?.Trim();
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <param name="completed">Whether some were made just now, for a cluster that an earlier version began.</param>
    public ClusterSecrets Secrets(out bool completed)
    {
        var file = Path.Combine(local, "database-passwords.json");
        completed = false;
        if (!File.Exists(file))
        {
            var made = ClusterSecrets.Make();
            Write(file, made);
            return made;
        }
        var stored = ClusterSecrets.FromJson(File.ReadAllText(file));
        var whole = stored.Completed();
        if (whole != stored)
        {
            completed = true;
            var next = file + ".new";
            File.Delete(next);
            Write(next, whole);
            File.Move(next, file, overwrite: true);
        }
        return whole;

        static void Write(string file, ClusterSecrets secrets)
        {
            using var stream = new FileStream(file, new FileStreamOptions
            {
                Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            });
            stream.Write(Encoding.UTF8.GetBytes(secrets.ToJson()));
        }
    }

    /// <summary>Removes what a first start left when it was cut off before the cluster ever held anything.</summary>
    public async Task ClearHalfMadeAsync(PostgresPrograms programs, CancellationToken cancellationToken)
    {
        if (!Directory.Exists(Data))
        {
            return;
        }
        if (await programs.IsRunningAsync(Data, cancellationToken))
        {
            await programs.RunAsync("pg_ctl", ["-D", Data, "-m", "immediate", "-w", "stop"], cancellationToken);
        }
        Directory.Delete(Data, recursive: true);
    }

    /// <exception cref="SetupException">The data was made by another major version of PostgreSQL.</exception>
    public void RefuseOtherVersion(PostgresPrograms programs)
    {
        var file = Path.Combine(Data, "PG_VERSION");
        if (!File.Exists(file))
        {
            throw new SetupException($"{Data} không có dữ liệu PostgreSQL dù EnvGis đã từng tạo; hãy khôi phục từ bản sao lưu, hoặc xóa {local} để làm lại từ đầu.",
                $"{Data} holds no PostgreSQL data although EnvGis once made it; restore it from a backup, or remove {local} to start anew.");
        }
        var made = File.ReadAllText(file).Trim();
        if (made != programs.Major)
        {
            throw new SetupException(
                $"Dữ liệu trong {Data} do PostgreSQL {made} tạo, còn máy đang cài PostgreSQL {programs.Major}; hãy cài bản {made}, hoặc nâng cấp dữ liệu bằng pg_upgrade.",
                $"The data in {Data} was made by PostgreSQL {made}, and PostgreSQL {programs.Major} is installed; install version {made}, or upgrade the data with pg_upgrade.");
        }
    }

    /// <summary>Told wherever PostgreSQL or EnvGis finds no room.</summary>
    public static SetupException Full(string folder) =>
        new($"Đĩa chứa {folder} đã đầy; hãy giải phóng chỗ rồi chạy lại.", $"The disk that holds {folder} is full; free some space and start again.");

    /// <summary>The port of the running postmaster, as its own lock file tells; null when there is none.</summary>
    public int? RunningPort()
    {
        var file = Path.Combine(Data, "postmaster.pid");
        if (!File.Exists(file))
        {
            return null;
        }
        var lines = File.ReadAllLines(file);
        return lines.Length > 3 && int.TryParse(lines[3], NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : null;
    }

    public int? LastPort() =>
        File.Exists(PortFile) && int.TryParse(File.ReadAllText(PortFile), NumberStyles.None, CultureInfo.InvariantCulture, out var port) ? port : null;

    public void RememberPort(int port) => File.WriteAllText(PortFile, port.ToString(CultureInfo.InvariantCulture));

    public void MarkReady() => File.WriteAllText(Ready, "");

    public string LogTail() => File.Exists(Log) ? string.Join(" | ", File.ReadLines(Log).TakeLast(3)) : "nothing";
}
