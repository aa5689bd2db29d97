using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text.Json;
using Npgsql;

namespace EnvGis.Database;

/// <summary>
/// A PostgreSQL of this checkout's own: made, started, adopted after a crash, and stopped, under one folder. It listens on the loopback address
/// alone, asks for passwords, and runs as an unprivileged user when EnvGis is started by root.
/// </summary>
sealed class PrivateCluster : IAsyncDisposable
{
    const string Superuser = "postgres";

    readonly PostgresPrograms programs;
    readonly ClusterFolder folder;
    readonly FileStream? ownership;
    readonly bool throwaway;

    PrivateCluster(PostgresPrograms programs, ClusterFolder folder, FileStream? ownership, int port, ClusterSecrets secrets, bool throwaway)
    {
        this.throwaway = throwaway;
        this.programs = programs;
        this.folder = folder;
        this.ownership = ownership;
        Port = port;
        Address = new(Login("envgis", secrets.Owner), Login("envgis_writer", secrets.Writer), Login("envgis_reader", secrets.Reader),
            Accounts: Login("envgis_accounts", secrets.Accounts), Member: Login("envgis_member", secrets.Member))
        {
            Administrator = Login(Superuser, secrets.Superuser),
        };

        string Login(string user, string password) => new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1", Port = port, Database = "envgis", Username = user, Password = password,
        }.ConnectionString;
    }

    public int Port { get; }

    public DatabaseAddress Address { get; }

    /// <summary>The superuser's connection string: for tests that try to break what the service's own roles cannot.</summary>
    public string Administrator => Address.Administrator!;

    /// <summary>Whether this process started or adopted the cluster and stops it at its end; false when another EnvGis process holds it.</summary>
    public bool IsOwner => ownership is not null;

    /// <param name="local">A folder of this checkout that git ignores, for example <c>.local</c>.</param>
    /// <param name="throwaway">Gives up crash safety for speed: for clusters that live as long as a test run.</param>
    /// <exception cref="SetupException">Something on this machine is in the way; the message says what and what to do.</exception>
    public static async Task<PrivateCluster> StartAsync(string local, bool throwaway, CancellationToken cancellationToken)
    {
        var programs = PostgresPrograms.Find();
        var folder = await ClusterFolder.PrepareAsync(local, programs, cancellationToken);
        var ownership = await folder.OwnAsync(cancellationToken);
        try
        {
            var secrets = folder.Secrets(out var completed);
            if (!folder.IsReady)
            {
                if (ownership is null)
                {
                    throw new SetupException("Một lệnh EnvGis khác đang dựng cơ sở dữ liệu của thư mục này; hãy thử lại sau giây lát.",
                        "Another EnvGis command is just setting up this folder's database; try again in a moment.");
                }
                await folder.ClearHalfMadeAsync(programs, cancellationToken);
                await MakeAsync(programs, folder, secrets, cancellationToken);
            }
            folder.RefuseOtherVersion(programs);
            await folder.UntilSettledAsync(programs, cancellationToken);
            var port = folder.RunningPort();
            if (port is null || !await programs.IsRunningAsync(folder.Data, cancellationToken))
            {
                port = await StartServerAsync(programs, folder, throwaway, cancellationToken);
            }
            var cluster = new PrivateCluster(programs, folder, ownership, port.Value, secrets, throwaway);
            if (!folder.IsReady)
            {
                await cluster.BootstrapAsync(secrets, cancellationToken);
                folder.MarkReady();
            }
            else if (completed)
            {
                // A cluster from before there were accounts gets the role it lacks.
                await cluster.BootstrapAsync(secrets, cancellationToken);
            }
            else if (!throwaway)
            {
                await cluster.SetPasswordsAsync(secrets, cancellationToken);
            }
            await cluster.LetBoxesPassAsync(cancellationToken);
            await cluster.KeepExtentsAsync(cancellationToken);
            return cluster;
        }
        catch
        {
            ownership?.Dispose();
            throw;
        }
    }

    /// <summary>Whether its server runs, whatever it answers.</summary>
    public Task<bool> IsRunningAsync(CancellationToken cancellationToken) => programs.IsRunningAsync(folder.Data, cancellationToken);

    /// <summary>Stops the server if it runs and starts it on the same port, where everybody looks for it.</summary>
    /// <exception cref="SetupException">It does not start.</exception>
    public async Task RestartAsync(CancellationToken cancellationToken)
    {
        await folder.UntilSettledAsync(programs, cancellationToken);
        if (await this.IsRunningAsync(cancellationToken))
        {
            await programs.RunAsync("pg_ctl", ["-D", folder.Data, "-m", "fast", "-w", "-t", "60", "stop"], cancellationToken);
        }
        await StartServerAsync(programs, folder, throwaway, cancellationToken, Port);
    }

    /// <summary>Says that this process is about to stop: who starts the next one waits for it.</summary>
    public void AnnounceStop()
    {
        if (this.IsOwner)
        {
            folder.MarkStopping();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (ownership is null)
        {
            return;
        }
        this.AnnounceStop();
        NpgsqlConnection.ClearAllPools();
        await programs.RunAsync("pg_ctl", ["-D", folder.Data, "-m", "fast", "-w", "-t", "60", "stop"], CancellationToken.None);
        folder.UnmarkStopping();
        await ownership.DisposeAsync();
    }

    static async Task MakeAsync(PostgresPrograms programs, ClusterFolder folder, ClusterSecrets secrets, CancellationToken cancellationToken)
    {
        var passwordFile = Path.Combine(folder.Home, "initdb-password");
        await File.WriteAllTextAsync(passwordFile, secrets.Superuser, cancellationToken);
        await programs.GiveAsync(passwordFile, cancellationToken);
        try
        {
            var made = await programs.RunAsync("initdb",
                ["-D", folder.Data, "-U", Superuser, "--encoding=UTF8", "--locale=C.UTF-8", "--auth=scram-sha-256", $"--pwfile={passwordFile}"], cancellationToken);
            if (made.ExitCode != 0)
            {
                throw made.Explains("No space left") ? ClusterFolder.Full(folder.Home)
                    : new SetupException($"PostgreSQL không tạo được thư mục dữ liệu {folder.Data}: {made.LastLine}", $"PostgreSQL could not make its data folder {folder.Data}: {made.LastLine}");
            }
        }
        finally
        {
            File.Delete(passwordFile);
        }
    }

    static async Task<int> StartServerAsync(PostgresPrograms programs, ClusterFolder folder, bool throwaway, CancellationToken cancellationToken, int? at = null)
    {
        for (var attempt = 1; ; attempt++)
        {
            var port = at ?? FreePort(attempt == 1 ? folder.LastPort() : null);
            if (await TryStartServerAsync(programs, folder, throwaway, port, isLast: at is not null || attempt == 5, cancellationToken))
            {
                folder.RememberPort(port);
                return port;
            }
        }
    }

    /// <returns>False when somebody else took the port between looking and starting.</returns>
    static async Task<bool> TryStartServerAsync(PostgresPrograms programs, ClusterFolder folder, bool throwaway, int port, bool isLast, CancellationToken cancellationToken)
    {
        string[] settings =
        [
            "-c listen_addresses=127.0.0.1", $"-c port={port.ToString(CultureInfo.InvariantCulture)}", "-c unix_socket_directories=",
            "-c shared_buffers=512MB", "-c work_mem=32MB", "-c maintenance_work_mem=512MB", $"-c max_wal_size={(throwaway ? 1 : 4)}GB", "-c random_page_cost=1.1",
            // Statements here are short: compiling them costs more than it saves.
            "-c jit=off",
            // What each session of thousands would load for itself is loaded once.
            .. throwaway ? ["-c fsync=off", "-c full_page_writes=off", "-c max_connections=400", "-c shared_preload_libraries=postgis-3,plpgsql,btree_gist,pg_trgm,unaccent"] : Array.Empty<string>(),
        ];
        var started = await programs.RunAsync("pg_ctl",
            ["-D", folder.Data, "-l", folder.Log, "-o", string.Join(' ', settings), "-w", "-t", "120", "start"], cancellationToken);
        if (started.ExitCode != 0)
        {
            var log = folder.LogTail();
            if (!isLast && log.Contains("could not bind", StringComparison.Ordinal))
            {
                return false;
            }
            throw log.Contains("No space left", StringComparison.Ordinal) ? ClusterFolder.Full(folder.Home)
                : new SetupException($"PostgreSQL không khởi động được; nhật ký {folder.Log} kết thúc bằng: {log}", $"PostgreSQL did not start; its log {folder.Log} ends with: {log}");
        }
        return true;
    }

    /// <summary>Any login may change its own password: those that are noted here count again from each start.</summary>
    async Task SetPasswordsAsync(ClusterSecrets secrets, CancellationToken cancellationToken)
    {
        var administrator = new NpgsqlConnectionStringBuilder(Administrator) { Pooling = false, Database = "postgres" };
        foreach (var (role, password) in ((string, string)[])[("envgis", secrets.Owner), ("envgis_writer", secrets.Writer), ("envgis_reader", secrets.Reader), ("envgis_accounts", secrets.Accounts),
            ("envgis_member", secrets.Member)])
        {
            try
            {
                await using var login = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(administrator.ConnectionString) { Username = role, Password = password }.ConnectionString);
                await login.OpenAsync(cancellationToken);
            }
            catch (PostgresException refused) when (refused.SqlState is PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidAuthorizationSpecification)
            {
                await using var connection = new NpgsqlConnection(administrator.ConnectionString);
                await connection.OpenAsync(cancellationToken);
                await using var command = new NpgsqlCommand($"alter role {role} login password '{password}' valid until 'infinity'", connection);
                await command.ExecuteNonQueryAsync(cancellationToken);
            }
        }
    }

    async Task BootstrapAsync(ClusterSecrets secrets, CancellationToken cancellationToken)
    {
        var server = new NpgsqlConnectionStringBuilder(Administrator) { Pooling = false, Database = "postgres" }.ConnectionString;
        // Role and database names are fixed; passwords are hexadecimal, made here.
        await ExecuteAsync(server, $"create role envgis login password '{secrets.Owner}'");
        await ExecuteAsync(server, $"create role envgis_writer login password '{secrets.Writer}'");
        await ExecuteAsync(server, $"create role envgis_reader login password '{secrets.Reader}'");
        await ExecuteAsync(server, $"create role envgis_accounts login password '{secrets.Accounts}'");
        await ExecuteAsync(server, $"create role envgis_member login password '{secrets.Member}'");
        await ExecuteAsync(server, "grant envgis_reader, envgis_writer, envgis_accounts, envgis_member to envgis");
        await ExecuteAsync(server, "create database envgis owner envgis");
        var database = new NpgsqlConnectionStringBuilder(Administrator) { Pooling = false }.ConnectionString;
        await ExecuteAsync(database, "create extension postgis; create extension btree_gist; create extension unaccent; create extension pg_trgm");
        await ExecuteAsync(database, "grant select, insert, update on spatial_ref_sys to envgis");

        async Task ExecuteAsync(string connectionString, string sql)
        {
            await using var connection = new NpgsqlConnection(connectionString);
            await connection.OpenAsync(cancellationToken);
            // A slow disk is waited for: a database that is half made helps nobody.
            await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
            try
            {
                await command.ExecuteNonQueryAsync(cancellationToken);
            }
            catch (PostgresException missing) when (missing.SqlState is "0A000" or "58P01")
            {
                throw new SetupException("Có PostgreSQL nhưng thiếu PostGIS: apt-get install postgresql-15-postgis-3",
                    "PostgreSQL is here but PostGIS is not: apt-get install postgresql-15-postgis-3", missing);
            }
            // A first start that was cut off is finished by the next one.
            catch (PostgresException exists) when (exists.SqlState is PostgresErrorCodes.DuplicateObject or PostgresErrorCodes.DuplicateDatabase)
            {
            }
        }
    }

    // The comparison of boxes tells nothing and fails for no value: it may come before the barriers of migration 039, and so by the index. An upgrade of PostGIS forgets it.
    async Task LetBoxesPassAsync(CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Administrator) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand("""
            do $$
            begin
                if not (select proleakproof from pg_proc where oid = to_regprocedure('public.geometry_overlaps(geometry, geometry)')) then
                    alter function public.geometry_overlaps(geometry, geometry) leakproof;
                end if;
            end
            $$
            """, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    // PostGIS tells the box around any table, and how densely parts of it are filled, to whoever runs these functions. An upgrade of PostGIS gives them back to everybody.
    async Task KeepExtentsAsync(CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(Administrator) { Pooling = false }.ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand("""
            do $$
            declare
                told regprocedure;
            begin
                for told in
                    select p.oid from pg_proc p
                    where p.pronamespace = 'public'::regnamespace and has_function_privilege('public', p.oid, 'execute')
                      and p.proname in ('st_estimatedextent', '_postgis_stats', '_postgis_selectivity', '_postgis_join_selectivity', '_postgis_index_extent')
                loop
                    execute format('revoke execute on function %s from public', told);
                    execute format('grant execute on function %s to envgis', told);
                end loop;
            end
            $$
            """, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    static int FreePort(int? preferred)
    {
        foreach (var wanted in new[] { preferred ?? 0, 0 })
        {
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, wanted);
                listener.Start();
                return ((IPEndPoint)listener.LocalEndpoint).Port;
            }
            catch (SocketException)
            {
            }
        }
        throw new SetupException("Không còn cổng trống nào trên 127.0.0.1 cho PostgreSQL.", "No free port was found on 127.0.0.1 for PostgreSQL.");
    }
}

/// <summary>Passwords of one private cluster, 128 random bits each in hexadecimal; they never leave its folder.</summary>
sealed record ClusterSecrets(string Superuser, string Owner, string Writer, string Reader, string Accounts, string Member)
{
    public static ClusterSecrets Make() => new(One(), One(), One(), One(), One(), One());

    /// <summary>With those that a cluster of an earlier version has none of yet.</summary>
    public ClusterSecrets Completed() => Accounts is null || Member is null ? this with { Accounts = Accounts ?? One(), Member = Member ?? One() } : this;

    public string ToJson() => JsonSerializer.Serialize(this);

    public static ClusterSecrets FromJson(string json) => JsonSerializer.Deserialize<ClusterSecrets>(json)!;

    static string One() => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
}
