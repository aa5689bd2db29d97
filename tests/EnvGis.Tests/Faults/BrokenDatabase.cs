using System.Diagnostics;
using EnvGis.Commands;
using EnvGis.Database;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;

namespace EnvGis.Tests.Faults;

/// <summary>A service on a PostgreSQL of its own, which the test may stop, kill and fill.</summary>
sealed class BrokenDatabase : IAsyncDisposable
{
    readonly string folder = Directory.CreateTempSubdirectory("envgis-fault-").FullName;
    PrivateCluster? cluster;
    WebApplication? app;

    public HttpClient Http { get; private set; } = null!;

    public DatabaseAddress Address => cluster!.Address;

    public string Administrator => cluster!.Administrator;

    /// <param name="change">What is different about how the service reaches the database.</param>
    /// <param name="arguments">Settings of the service, as on its command line.</param>
    public static async Task<BrokenDatabase> StartAsync(string root, Func<DatabaseAddress, DatabaseAddress>? change = null, params string[] arguments)
    {
        var broken = new BrokenDatabase();
        // PostgreSQL's user must be able to enter.
        File.SetUnixFileMode(broken.folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        // Not throwaway: what was acknowledged is to survive a kill.
        broken.cluster = await PrivateCluster.StartAsync(Path.Combine(broken.folder, "local"), throwaway: false, CancellationToken.None);
        await using (var owner = new OwnerDatabase(broken.Address, NullLoggerFactory.Instance))
        {
            await Preparation.RunAsync(owner, root, new Steps(TextWriter.Null), CancellationToken.None);
        }
        broken.app = Service.Build(arguments, change?.Invoke(broken.Address) ?? broken.Address, root);
        broken.app.Urls.Add("http://127.0.0.1:0");
        broken.Http = new() { BaseAddress = new(await Service.StartAsync(broken.app, CancellationToken.None)), Timeout = TimeSpan.FromSeconds(20) };
        return broken;
    }

    /// <summary>As when the power goes: no process of the server says good-bye.</summary>
    public async Task KillAsync()
    {
        var data = await this.Value<string>("show data_directory");
        var server = int.Parse((await File.ReadAllLinesAsync(Path.Combine(data!, "postmaster.pid")))[0], System.Globalization.CultureInfo.InvariantCulture);
        var children = Process.GetProcesses().Where(process => ParentOf(process.Id) == server).ToList();
        foreach (var process in children.Prepend(Process.GetProcessById(server)))
        {
            process.Kill();
        }
        foreach (var process in children)
        {
            await process.WaitForExitAsync();
        }
    }

    public async Task StartAgainAsync()
    {
        await cluster!.DisposeAsync();
        cluster = await PrivateCluster.StartAsync(Path.Combine(folder, "local"), throwaway: false, CancellationToken.None);
    }

    public async Task<T?> Value<T>(string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Administrator) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        return await command.ExecuteScalarAsync() is T value ? value : default;
    }

    public async ValueTask DisposeAsync()
    {
        Http?.Dispose();
        if (app is not null)
        {
            await app.StopAsync();
            await app.DisposeAsync();
        }
        if (cluster is not null)
        {
            await cluster.DisposeAsync();
        }
        Directory.Delete(folder, recursive: true);
    }

    static int ParentOf(int process)
    {
        try
        {
            var stat = File.ReadAllText($"/proc/{process}/stat");
            return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[1], System.Globalization.CultureInfo.InvariantCulture);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return 0;
        }
    }
}
