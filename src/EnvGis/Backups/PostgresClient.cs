using System.Diagnostics;
using System.Globalization;
using EnvGis.Database;
using Npgsql;

namespace EnvGis.Backups;

/// <summary>PostgreSQL's own pg_dump and pg_restore on the service's database. The password goes by the environment: command lines are seen by everybody.</summary>
static class PostgresClient
{
    /// <exception cref="SetupException">The program is not installed, or it failed; the message ends with its own last words.</exception>
    public static async Task<string> RunAsync(string program, IReadOnlyList<string> arguments, string connectionString, CancellationToken cancellationToken)
    {
        var login = new NpgsqlConnectionStringBuilder(connectionString);
        var start = new ProcessStartInfo(program, arguments) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["PGHOST"] = login.Host;
        start.Environment["PGPORT"] = login.Port.ToString(CultureInfo.InvariantCulture);
        start.Environment["PGDATABASE"] = login.Database;
        start.Environment["PGUSER"] = login.Username;
        start.Environment["PGPASSWORD"] = login.Password;
        Process process;
        try
        {
            process = Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new SetupException($"Chưa cài {program}; trên Debian hoặc Ubuntu: apt-get install postgresql-client",
                $"{program} is not installed; on Debian or Ubuntu: apt-get install postgresql-client", missing);
        }
        using (process)
        {
            var (said, complained) = (process.StandardOutput.ReadToEndAsync(cancellationToken), process.StandardError.ReadToEndAsync(cancellationToken));
            try
            {
                await process.WaitForExitAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                process.Kill();
                throw;
            }
            return process.ExitCode == 0 ? await said : throw new SetupException(
                $"{program} không làm xong: {(await complained).Trim().Split('\n')[0]}", $"{program} failed: {(await complained).Trim().Split('\n')[0]}");
        }
    }
}
