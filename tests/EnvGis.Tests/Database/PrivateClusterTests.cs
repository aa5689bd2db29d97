using System.Diagnostics;
using System.Globalization;
using EnvGis.Database;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Database;

/// <summary>A private cluster while its service runs, and while one process hands it to the next.</summary>
public sealed class PrivateClusterTests : IAsyncLifetime
{
    readonly string folder = Directory.CreateTempSubdirectory("envgis-cluster-").FullName;
    PrivateCluster cluster = null!;

    public async ValueTask InitializeAsync()
    {
        // PostgreSQL's user must be able to enter.
        File.SetUnixFileMode(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute);
        cluster = await this.Start();
    }

    public async ValueTask DisposeAsync()
    {
        await cluster.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_server_that_died_is_started_again_on_its_port_and_one_that_cannot_load_a_library_is_restarted()
    {
        using var over = new CancellationTokenSource();
        var watch = new ClusterWatch(cluster, NullLogger.Instance).RunAsync(over.Token);
        var first = this.Postmaster();
        using (var killed = Process.GetProcessById(first))
        {
            killed.Kill();
            await killed.WaitForExitAsync();
        }
        await Until.So(async () => await this.Answers(), "an answer on the same port");
        var second = this.Postmaster();
        second.ShouldNotBe(first);

        await this.Run("update pg_proc set probin = '$libdir/of-another-build' where oid = 'public.st_point(float8, float8)'::regprocedure");
        await Until.So(async () => await this.Answers() && this.Postmaster() != second, "a restarted server");
        await over.CancelAsync();
        await watch;
    }

    [Fact]
    public async Task Who_starts_while_the_process_before_still_stops_waits_for_it_and_then_has_the_cluster()
    {
        cluster.AnnounceStop();
        var next = this.Start();
        next.IsCompleted.ShouldBeFalse();
        await cluster.DisposeAsync();
        cluster = await next;

        cluster.IsOwner.ShouldBeTrue();
        (await this.Answers()).ShouldBeTrue();
        // Without that word it is somebody else's who goes on.
        await using var guest = await this.Start();
        guest.IsOwner.ShouldBeFalse();
    }

    /// <summary>Any login may give itself another password, and shut the service out by it.</summary>
    [Fact]
    public async Task The_passwords_that_are_noted_count_again_from_each_start()
    {
        await using (await this.Start(throwaway: false))
        {
            await this.Run("alter role envgis_reader password 'of somebody else'; alter role envgis_member nologin; alter role envgis_writer valid until '2020-01-01'");
        }
        await using var started = await this.Start(throwaway: false);
        foreach (var login in (string[])[started.Address.Reader!, started.Address.Member!, started.Address.Writer!, started.Address.Accounts!, started.Address.Owner])
        {
            await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(login) { Pooling = false }.ConnectionString);
            await connection.OpenAsync();
        }
    }

    [Fact]
    public async Task A_server_that_is_still_stopping_is_waited_for_and_then_started()
    {
        // A session holds up a smart shutdown; whoever held the cluster is gone.
        await using var session = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(cluster.Administrator) { Pooling = false }.ConnectionString);
        await session.OpenAsync();
        var stopping = this.Postmaster();
        using (var signal = Process.Start("/bin/kill", ["-TERM", stopping.ToString(CultureInfo.InvariantCulture)]))
        {
            await signal.WaitForExitAsync();
        }
        await Until.So(() => Task.FromResult(File.ReadAllLines(this.PidFile).ElementAtOrDefault(7)?.Trim() == "stopping"), "a stopping server");
        var next = this.Start();
        next.IsCompleted.ShouldBeFalse();
        await session.CloseAsync();

        await using (await next)
        {
            (await this.Answers()).ShouldBeTrue();
            this.Postmaster().ShouldNotBe(stopping);
        }
    }

    string PidFile => Path.Combine(folder, "local", "postgres", "data", "postmaster.pid");

    int Postmaster() => File.Exists(this.PidFile) ? int.Parse(File.ReadLines(this.PidFile).First(), CultureInfo.InvariantCulture) : 0;

    Task<PrivateCluster> Start(bool throwaway = true) => Task.Run(() => PrivateCluster.StartAsync(Path.Combine(folder, "local"), throwaway, CancellationToken.None));

    async Task<bool> Answers()
    {
        try
        {
            await this.Run("select 1");
            return true;
        }
        catch (NpgsqlException)
        {
            return false;
        }
    }

    async Task Run(string sql)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(cluster.Administrator) { Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync();
    }
}
