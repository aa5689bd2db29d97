using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Npgsql;

namespace EnvGis.Benchmarks;

/// <summary>EnvGis on a private cluster of its own, under one folder: a root with the checkout's data and page, its database, the files it imports.</summary>
sealed class Stage : IAsyncDisposable
{
    readonly FileInfo program;
    readonly DirectoryInfo folder;
    readonly bool keep;

    Stage(FileInfo program, DirectoryInfo folder, bool keep)
    {
        this.program = program;
        this.folder = folder;
        this.keep = keep;
    }

    public Process Service { get; private set; } = null!;

    public Uri Address { get; private set; } = null!;

    public NpgsqlDataSource Database { get; private set; } = null!;

    public NpgsqlConnectionStringBuilder Login { get; private set; } = null!;

    /// <summary>The parent of all PostgreSQL processes.</summary>
    public int Postmaster { get; private set; }

    string Root => Path.Combine(folder.FullName, "root");

    public FileInfo File(string name) => new(Path.Combine(folder.FullName, name));

    public static async Task<Stage> OpenAsync(FileInfo program, bool keep, CancellationToken cancellationToken)
    {
        var checkout = Environment.CurrentDirectory;
        var folder = Directory.CreateDirectory(Path.Combine(checkout, ".local", "benchmarks"));
        var stage = new Stage(program, folder, keep);
        Directory.CreateDirectory(stage.Root);
        foreach (var shared in (string[])["data", "wwwroot"])
        {
            var link = Path.Combine(stage.Root, shared);
            if (!Directory.Exists(link))
            {
                Directory.CreateSymbolicLink(link, Path.Combine(checkout, shared));
            }
        }
        await stage.ServeAsync(cancellationToken);
        return stage;
    }

    async Task ServeAsync(CancellationToken cancellationToken)
    {
        var port = FreePort();
        Address = new($"http://localhost:{port.ToString(CultureInfo.InvariantCulture)}/");
        Service = Start("dotnet", program.FullName, "serve", "--port", port.ToString(CultureInfo.InvariantCulture));
        // What it says is read, so that it never waits to say it.
        _ = Service.StandardOutput.ReadToEndAsync(CancellationToken.None);
        _ = Service.StandardError.ReadToEndAsync(CancellationToken.None);
        using var http = new HttpClient { BaseAddress = Address };
        for (var patience = Stopwatch.StartNew(); ; await Task.Delay(200, cancellationToken))
        {
            try
            {
                if ((await http.GetAsync("api/layers", cancellationToken)).IsSuccessStatusCode)
                {
                    break;
                }
            }
            catch (HttpRequestException) when (!Service.HasExited && patience.Elapsed < TimeSpan.FromMinutes(5))
            {
            }
        }
        // The private cluster's own files tell how to reach it.
        using var passwords = JsonDocument.Parse(await System.IO.File.ReadAllTextAsync(Path.Combine(Root, ".local", "database-passwords.json"), cancellationToken));
        Login = new()
        {
            Host = "127.0.0.1", Username = "envgis", Database = "envgis", Password = passwords.RootElement.GetProperty("Owner").GetString(),
            Port = int.Parse(await System.IO.File.ReadAllTextAsync(Path.Combine(Root, ".local", "database-port"), cancellationToken), CultureInfo.InvariantCulture),
            MaxAutoPrepare = 32, AutoPrepareMinUsages = 2, CommandTimeout = 0,
        };
        Database = NpgsqlDataSource.Create(Login);
        Postmaster = ProcessorTime.ParentOf(await ValueAsync<int>("select pg_backend_pid()", cancellationToken));
    }

    /// <summary>The service stops, and another is started over the same database.</summary>
    public async Task ServeAgainAsync(CancellationToken cancellationToken)
    {
        await Database.DisposeAsync();
        await this.StopAsync();
        await this.ServeAsync(cancellationToken);
    }

    public async Task<T> ValueAsync<T>(string sql, CancellationToken cancellationToken)
    {
        await using var command = Database.CreateCommand(sql);
        return (T)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    public async Task RunSqlAsync(string sql, CancellationToken cancellationToken)
    {
        await using var command = Database.CreateCommand(sql);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>A program with this stage's root and database login in its environment; its words are kept from the table.</summary>
    public Process Start(string file, params IEnumerable<string> arguments)
    {
        var start = new ProcessStartInfo(file, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["ENVGIS_ROOT"] = Root;
        start.Environment.Remove("ConnectionStrings__EnvGis");
        // The load comes from one address as from a whole province.
        (start.Environment["RateLimits__PerAddress"], start.Environment["RateLimits__AtOnce"]) = ("100000000", "10000");
        if (Login is { } login)
        {
            start.Environment["PGHOST"] = login.Host;
            start.Environment["PGPORT"] = login.Port.ToString(CultureInfo.InvariantCulture);
            start.Environment["PGUSER"] = login.Username;
            start.Environment["PGPASSWORD"] = login.Password;
            start.Environment["PGDATABASE"] = login.Database;
        }
        return Process.Start(start)!;
    }

    public Process Import(FileInfo file, string layer) =>
        Start("dotnet", program.FullName, "import", file.FullName, "--layer", layer, "--demonstration", "--accuracy-m", "50", "--valid-from", "2026-01-01");

    public async ValueTask DisposeAsync()
    {
        if (Database is not null)
        {
            await Database.DisposeAsync();
        }
        await this.StopAsync();
        if (!keep)
        {
            folder.Delete(recursive: true);
        }
    }

    async Task StopAsync()
    {
        if (!Service.HasExited)
        {
            // SIGINT: the service stops its cluster in order.
            using var interrupt = Process.Start("kill", ["-INT", Service.Id.ToString(CultureInfo.InvariantCulture)]);
            await Service.WaitForExitAsync();
        }
    }

    public static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    /// <summary>Where a tool is; null when it is not installed.</summary>
    public static string? Find(string tool) => (Environment.GetEnvironmentVariable("PATH") + ":/usr/sbin").Split(':')
        .Select(folder => Path.Combine(folder, tool)).FirstOrDefault(System.IO.File.Exists);
}
