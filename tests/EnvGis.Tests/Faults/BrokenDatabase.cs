using System.Diagnostics;
using EnvGis.Database;
using Npgsql;

namespace EnvGis.Tests.Faults;

/// <summary>A service on a PostgreSQL of its own, which the test may stop, kill and fill.</summary>
sealed class BrokenDatabase : IAsyncDisposable
{
    readonly string folder = TestFolder.New("fault");
    PrivateCluster? cluster;
    TestService? service;

    public HttpClient Http { get; private set; } = null!;

    public TestLog Log { get; } = new();

    public DatabaseAddress Address => cluster!.Address;

    public string Administrator => cluster!.Administrator;

    /// <summary>What the service does by itself every few seconds it does ten times as often.</summary>
    /// <param name="change">What is different about how the service reaches the database.</param>
    /// <param name="arguments">Settings of the service, as on its command line.</param>
    public static async Task<BrokenDatabase> StartAsync(TestCluster prepared, Func<DatabaseAddress, DatabaseAddress>? change = null, params string[] arguments)
    {
        var broken = new BrokenDatabase();
        var local = Path.Combine(broken.folder, "local");
        await prepared.CopyPristine(local);
        // Not throwaway: what was acknowledged is to survive a kill.
        broken.cluster = await PrivateCluster.StartAsync(local, throwaway: false, CancellationToken.None);
        broken.service = await TestService.StartAsync(change?.Invoke(broken.Address) ?? broken.Address, prepared.Root, broken.Log, arguments, new HurriedTime());
        broken.Http = broken.service.Http;
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
        if (service is not null)
        {
            await service.DisposeAsync();
        }
        if (cluster is not null)
        {
            await cluster.DisposeAsync();
        }
        Directory.Delete(folder, recursive: true);
        this.Log.ShouldBeClean();
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
