using System.CommandLine;
using EnvGis.Backups;
using EnvGis.Database;

namespace EnvGis.Commands;

/// <summary><c>EnvGis backup FILE</c> and <c>EnvGis restore FILE</c>.</summary>
static class BackupCommand
{
    static readonly Argument<string> FileName = new("file") { Description = "The backup, for example envgis-2026-11-27.zip." };

    public static Command CreateBackup()
    {
        var command = new Command("backup", "Write the whole database to one file, while the service runs.") { FileName };
        command.SetAction((parsed, cancellationToken) => Refusals.SpokenAsync(async () =>
        {
            await using var session = await DatabaseSession.OpenAsync(Checkout.Find(), cancellationToken);
            var manifest = await WriteBackup.RunAsync(Path.GetFullPath(parsed.GetValue(FileName)!), session.Address, session.Owner, DateTimeOffset.UtcNow, cancellationToken);
            Console.WriteLine($"{parsed.GetValue(FileName)}: {manifest.Tables.Count} tables with {manifest.Tables.Values.Sum(table => table.Rows)} rows, {manifest.DumpBytes / 1_000_000.0:F1} MB.");
            return 0;
        }));
        return command;
    }

    public static Command CreateRestore()
    {
        var command = new Command("restore", "Restore a backup into an empty database and prove that it is equal.") { FileName };
        command.SetAction((parsed, cancellationToken) => Refusals.SpokenAsync(async () =>
        {
            await using var session = await DatabaseSession.OpenAsync(Checkout.Find(), cancellationToken);
            var manifest = await RestoreBackup.RunAsync(Path.GetFullPath(parsed.GetValue(FileName)!), session.Address, session.Owner, Migrator.Known(), cancellationToken);
            Console.WriteLine($"Restored and equal: {manifest.Tables.Count} tables with {manifest.Tables.Values.Sum(table => table.Rows)} rows, as of {manifest.MadeAt:u}.");
            return 0;
        }));
        return command;
    }
}
