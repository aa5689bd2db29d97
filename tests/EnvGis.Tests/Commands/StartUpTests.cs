using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Commands;

/// <summary>The program as a person starts it: a real process over a folder of its own, killed and started again.</summary>
public sealed class StartUpTests : IDisposable
{
    readonly TestCluster cluster;
    readonly string root = TestFolder.New("start");
    readonly List<Serving> started = [];

    public StartUpTests(TestCluster cluster)
    {
        this.cluster = cluster;
        var checkout = EnvGis.Commands.Checkout.Find();
        foreach (var part in new[] { "data", "wwwroot" })
        {
            Directory.CreateSymbolicLink(Path.Combine(root, part), Path.Combine(checkout, part));
        }
    }

    public void Dispose()
    {
        foreach (var serving in started)
        {
            serving.Dispose();
        }
        if (PostmasterIsAlive())
        {
            Kill(Postmaster());
        }
        Directory.Delete(root, recursive: true);
    }

    [Fact]
    public async Task Serves_stops_with_its_cluster_and_starts_again_with_the_same_data()
    {
        var first = await Serve(FreePort());
        (await first.Get("/health/ready")).ShouldBe(HttpStatusCode.OK);
        await first.Interrupt();
        PostmasterIsAlive().ShouldBeFalse();

        var second = await Serve(FreePort());
        (await second.Get("/health/ready")).ShouldBe(HttpStatusCode.OK);
        second.Said.ShouldContain("Schema: up to date");
        await second.Interrupt();
    }

    [Fact]
    public async Task Recovers_after_service_and_database_were_killed()
    {
        await cluster.CopyPristine(Path.Combine(root, ".local"));
        var first = await Serve(FreePort());
        Kill(first.Process.Id);
        Kill(Postmaster());

        var second = await Serve(FreePort());
        (await second.Get("/health/ready")).ShouldBe(HttpStatusCode.OK);
        await second.Interrupt();
    }

    [Fact]
    public async Task Adopts_the_database_that_a_killed_service_left_running_and_stops_it_in_the_end()
    {
        await cluster.CopyPristine(Path.Combine(root, ".local"));
        var first = await Serve(FreePort());
        Kill(first.Process.Id);
        PostmasterIsAlive().ShouldBeTrue();

        var second = await Serve(FreePort());
        (await second.Get("/health/ready")).ShouldBe(HttpStatusCode.OK);
        await second.Interrupt();
        PostmasterIsAlive().ShouldBeFalse();
    }

    [Fact]
    public async Task Beside_a_running_service_a_second_start_is_refused_and_the_links_of_commands_lead_to_the_service()
    {
        await cluster.CopyPristine(Path.Combine(root, ".local"));
        var port = FreePort();
        var first = await Serve(port);

        var second = Run("serve", "--port", FreePort().ToString(CultureInfo.InvariantCulture));

        second.ExitCode.ShouldBe(2);
        second.Output.ShouldContain("already runs from this folder");
        foreach (var made in new[] { Run("user", "add", "nguoi.moi", "--name", "Người mới", "--role", "viewer"), Run("user", "reset", "nguoi.moi") })
        {
            made.ExitCode.ShouldBe(0, made.Output);
            made.Output.ShouldContain($"http://localhost:{port.ToString(CultureInfo.InvariantCulture)}/welcome#");
        }
        (await first.Get("/health/ready")).ShouldBe(HttpStatusCode.OK);
        await first.Interrupt();
    }

    [Fact]
    public void A_port_in_use_is_one_sentence()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port;

        var refused = Run("serve", "--port", port.ToString(CultureInfo.InvariantCulture));

        refused.ExitCode.ShouldBe(2);
        refused.Output.ShouldContain($"Port {port} is in use by another program");
        refused.Output.ShouldNotContain("   at ");
    }

    [Fact]
    public void A_folder_that_cannot_be_written_is_one_sentence()
    {
        // A file where the folder should be stops root as well, whom file modes do not.
        File.WriteAllText(Path.Combine(root, ".local"), "");

        var refused = Run("serve", "--port", FreePort().ToString(CultureInfo.InvariantCulture));

        refused.ExitCode.ShouldBe(2);
        refused.Output.ShouldContain("EnvGis cannot write to");
        refused.Output.ShouldNotContain("   at ");
    }

    [Fact]
    public async Task Data_of_another_PostgreSQL_version_is_left_alone_and_named()
    {
        await cluster.CopyPristine(Path.Combine(root, ".local"));
        var version = Directory.GetFiles(DataFolder(), "PG_VERSION").Single();
        var made = File.ReadAllText(version);
        File.WriteAllText(version, "12\n");

        var refused = Run("serve", "--port", FreePort().ToString(CultureInfo.InvariantCulture));

        refused.ExitCode.ShouldBe(2);
        refused.Output.ShouldContain("was made by PostgreSQL 12");
        File.WriteAllText(version, made);
    }

    [Fact]
    public void A_full_disk_is_one_sentence()
    {
        Assert.SkipUnless(Environment.IsPrivilegedProcess && RunOther("/bin/mount", "--version").ExitCode == 0, "Only root can mount a small disk.");
        var local = Directory.CreateDirectory(Path.Combine(root, ".local")).FullName;
        RunOther("/bin/mount", "-t", "tmpfs", "-o", "size=20m,mode=755", "tmpfs", local).ExitCode.ShouldBe(0);
        try
        {
            var refused = Run("serve", "--port", FreePort().ToString(CultureInfo.InvariantCulture));

            refused.ExitCode.ShouldBe(2);
            refused.Output.ShouldContain("is full; free some space and start again");
            refused.Output.ShouldNotContain("   at ");
        }
        finally
        {
            RunOther("/bin/umount", local);
        }
    }

    [Fact]
    public void A_server_that_does_not_answer_is_one_sentence_without_the_password()
    {
        var refused = Finish(Start(["serve", "--port", FreePort().ToString(CultureInfo.InvariantCulture)],
            [("ConnectionStrings__EnvGis", $"Host=127.0.0.1;Port={FreePort()};Username=a;Password=geheim123;Database=b;Timeout=2")]));

        refused.ExitCode.ShouldBe(2);
        refused.Output.ShouldContain("ConnectionStrings__EnvGis cannot be reached");
        refused.Output.ShouldNotContain("geheim123");
        Directory.Exists(Path.Combine(root, ".local")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_configured_server_is_used_with_a_plain_login_and_no_cluster_is_made()
    {
        await using var server = await Given.By(cluster);
        await server.Grant("envgis_reader, envgis_writer, envgis_accounts, envgis_member");
        await server.Sql($"""
            create extension postgis; create extension btree_gist; create extension unaccent; create extension pg_trgm;
            grant select, insert, update on spatial_ref_sys to {server.Name}
            """);
        var port = FreePort();

        var serving = new Serving(Start(["serve", "--port", port.ToString(CultureInfo.InvariantCulture)], [("ConnectionStrings__EnvGis", server.Login)]), port);
        started.Add(serving);
        await serving.UntilReady();

        (await serving.Get("/health/ready")).ShouldBe(HttpStatusCode.OK);
        serving.Said.ShouldContain("configured server");
        Directory.Exists(Path.Combine(root, ".local")).ShouldBeFalse();
        await serving.Interrupt();
    }

    [Fact]
    public async Task A_login_that_may_not_set_up_EnvGis_is_told_what_an_administrator_must_do()
    {
        await using var server = await Given.By(cluster);

        var refused = Finish(Start(["serve", "--port", FreePort().ToString(CultureInfo.InvariantCulture)], [("ConnectionStrings__EnvGis", server.Login)]));

        refused.ExitCode.ShouldBe(2);
        refused.Output.ShouldContain("create extension postgis");
        refused.Output.ShouldNotContain("   at ");
    }

    /// <summary>Below those that the system gives to connections and to whoever asks for any: between looking and serving nobody is given it.</summary>
    static int FreePort()
    {
        while (true)
        {
            var port = Random.Shared.Next(15_000, 32_000);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody has it.
            }
        }
    }

    string DataFolder() => Path.Combine(root, ".local", "postgres", "data");

    int Postmaster() => int.Parse(File.ReadLines(Path.Combine(DataFolder(), "postmaster.pid")).First(), CultureInfo.InvariantCulture);

    bool PostmasterIsAlive()
    {
        var file = Path.Combine(DataFolder(), "postmaster.pid");
        return File.Exists(file) && Directory.Exists($"/proc/{Postmaster()}");
    }

    static void Kill(int process)
    {
        using var victim = Process.GetProcessById(process);
        victim.Kill();
        victim.WaitForExit();
    }

    async Task<Serving> Serve(int port)
    {
        var serving = new Serving(Start(["serve", "--port", port.ToString(CultureInfo.InvariantCulture)], []), port);
        started.Add(serving);
        await serving.UntilReady();
        return serving;
    }

    Process Start(IEnumerable<string> arguments, IEnumerable<(string, string)> environment)
    {
        var start = new ProcessStartInfo("dotnet") { RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.ArgumentList.Add(typeof(Service).Assembly.Location);
        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }
        start.Environment["ENVGIS_ROOT"] = root;
        start.Environment.Remove("ConnectionStrings__EnvGis");
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }
        return Process.Start(start)!;
    }

    (int ExitCode, string Output) Run(params string[] arguments) => Finish(Start(arguments, []));

    static (int ExitCode, string Output) RunOther(string program, params string[] arguments) =>
        Finish(Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!);

    static (int ExitCode, string Output) Finish(Process process)
    {
        using (process)
        {
            var error = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output + error.Result);
        }
    }

    /// <summary>What a department's own server offers: an empty database and a login that owns it, both gone after the test.</summary>
    sealed class Given(TestCluster cluster, string name) : IAsyncDisposable
    {
        public string Name => name;

        public string Login => new NpgsqlConnectionStringBuilder(cluster.AdministratorOf(name)) { Username = name, Password = "x" }.ConnectionString;

        public static async Task<Given> By(TestCluster cluster)
        {
            var given = new Given(cluster, cluster.NewName());
            await cluster.Administrate($"create role {given.Name} login password 'x'");
            await cluster.Administrate($"create database {given.Name} owner {given.Name}");
            return given;
        }

        public Task Grant(string roles) => cluster.Administrate($"grant {roles} to {name}");

        public async Task Sql(string sql)
        {
            await using var source = NpgsqlDataSource.Create(cluster.AdministratorOf(name));
            await using var command = source.CreateCommand(sql);
            await command.ExecuteNonQueryAsync();
        }

        public async ValueTask DisposeAsync()
        {
            await cluster.Drop(name);
            await cluster.Administrate($"drop role {name}");
        }
    }

    sealed class Serving(Process process, int port) : IDisposable
    {
        readonly System.Text.StringBuilder said = new();
        readonly HttpClient http = new() { BaseAddress = new($"http://localhost:{port}") };

        public Process Process { get; } = process;

        public string Said
        {
            get
            {
                lock (said)
                {
                    return said.ToString();
                }
            }
        }

        public async Task UntilReady()
        {
            Process.OutputDataReceived += Note;
            Process.ErrorDataReceived += Note;
            Process.BeginOutputReadLine();
            Process.BeginErrorReadLine();
            await Until.So(() => Said.Contains("Ctrl-C stops it", StringComparison.Ordinal) || Process.HasExited, "the service being ready", () => Said);
            Process.HasExited.ShouldBeFalse(Said);
        }

        public async Task<HttpStatusCode> Get(string path)
        {
            using var answer = await http.GetAsync(path);
            return answer.StatusCode;
        }

        public async Task Interrupt()
        {
            using (var signal = Process.Start("/bin/kill", ["-INT", Process.Id.ToString(CultureInfo.InvariantCulture)]))
            {
                await signal.WaitForExitAsync();
            }
            await Until.So(() => Process.HasExited, "the service ending after it was interrupted", () => Said);
            Said.Split('\n').Where(line => line.StartsWith("warn:", StringComparison.Ordinal) || line.StartsWith("fail:", StringComparison.Ordinal)).ShouldBeEmpty(Said);
        }

        public void Dispose()
        {
            http.Dispose();
            if (!Process.HasExited)
            {
                Process.Kill();
                Process.WaitForExit();
            }
            Process.Dispose();
        }

        void Note(object sender, DataReceivedEventArgs line)
        {
            lock (said)
            {
                said.AppendLine(line.Data);
            }
        }
    }
}
