using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace EnvGis.Commands;

/// <summary>Where the service of a folder is reached, told by the service itself while it runs, so that a link printed beside it leads there.</summary>
static class ServiceAddress
{
    /// <summary>Tells it until what is returned is disposed of. A folder that cannot be written to is told nothing: the link then needs <c>--address</c>.</summary>
    /// <param name="database">The connection string of its owner: the services of one folder may be of several.</param>
    public static IDisposable Tell(string root, string database, string address)
    {
        var file = FileOf(root, database);
        try
        {
            // Only where there is one: beside a configured server this program makes no folder.
            if (Directory.Exists(Path.GetDirectoryName(file)))
            {
                File.WriteAllLines(file, [address, Environment.ProcessId.ToString(CultureInfo.InvariantCulture)]);
            }
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return new Word(null);
        }
        return new Word(file);
    }

    /// <summary>The host that people on this machine say for what the service listens on.</summary>
    public static string Host(string bind) => bind is "0.0.0.0" or "::" or "[::]" or "*" or "+" ? "localhost" : bind;

    /// <summary>Where it runs, or else where a start without options would.</summary>
    /// <exception cref="Database.SetupException">The settings allow no address that a link could begin with.</exception>
    public static string Of(string root, string database) => Told(FileOf(root, database))
        ?? new Http.PublicAddress(Checkout.Settings(root))
            .Printed("localhost", int.TryParse(Environment.GetEnvironmentVariable("ENVGIS_PORT"), NumberStyles.Integer, CultureInfo.InvariantCulture, out var port) ? port : 5080);

    static string? Told(string file)
    {
        try
        {
            var lines = File.Exists(file) ? File.ReadAllLines(file) : [];
            // One that was killed could not take its word back.
            if (lines.Length == 2 && int.TryParse(lines[1], NumberStyles.None, CultureInfo.InvariantCulture, out var process) && IsAlive(process))
            {
                return lines[0];
            }
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return null;
        }
        return null;
    }

    static string FileOf(string root, string database)
    {
        var there = new NpgsqlConnectionStringBuilder(database);
        var name = SHA256.HashData(Encoding.UTF8.GetBytes($"{there.Host}:{there.Port.ToString(CultureInfo.InvariantCulture)}/{there.Database}"));
        return Path.Combine(root, ".local", $"service-address-{Convert.ToHexStringLower(name.AsSpan(0, 6))}");
    }

    static bool IsAlive(int process)
    {
        try
        {
            using var running = Process.GetProcessById(process);
            return !running.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    sealed class Word(string? file) : IDisposable
    {
        public void Dispose()
        {
            if (file is not null)
            {
                File.Delete(file);
            }
        }
    }
}
