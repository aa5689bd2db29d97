using System.CommandLine;
using EnvGis.Access;
using EnvGis.Audit;
using EnvGis.Backups;
using EnvGis.Database;

namespace EnvGis.Commands;

/// <summary><c>EnvGis backup FILE</c> and <c>EnvGis restore FILE</c>.</summary>
static class BackupCommand
{
    static readonly Argument<string> FileName = new("file") { Description = "The backup, for example envgis-2026-11-27.zip. A backup makes the folders that it is to lie in." };

    static readonly Option<string?> Key = new("--key") { Description = "File with the key that marks backups; .local/backup-key when left out, made at the first backup. A restore elsewhere needs a copy of it." };

    public static Command CreateBackup()
    {
        var command = new Command("backup", "Write the whole database to one file, while the service runs.") { FileName, Key };
        command.SetAction((parsed, cancellationToken) => Refusals.SpokenAsync(async () =>
        {
            var root = Checkout.Find();
            await using var session = await DatabaseSession.OpenAsync(root, cancellationToken);
            var key = BackupKey.ReadOrMake(parsed.GetValue(Key) ?? BackupKey.FileOf(root));
            var file = Full(parsed);
            var manifest = await WriteBackup.RunAsync(file, key, session.Address, session.Owner, TimeProvider.System.GetUtcNow(), cancellationToken);
            await using (var connection = await session.Owner.Source.OpenConnectionAsync(cancellationToken))
            {
                // Everything left the database, what is restricted and the hashes of passwords too.
                await AuditTrail.AppendAsync(connection, Actor.CommandLine, "backup", Path.GetFileName(file), new { manifest.DumpBytes }, Concern.Country, cancellationToken);
            }
            Console.WriteLine($"{parsed.GetValue(FileName)}: {manifest.Tables.Count} bảng, {manifest.Tables.Values.Sum(table => table.Rows)} dòng / {manifest.Tables.Count} tables with {manifest.Tables.Values.Sum(table => table.Rows)} rows, {manifest.DumpBytes / 1_000_000.0:F1} MB.");
            return 0;
        }));
        return command;
    }

    static string Full(ParseResult parsed) => parsed.GetValue(FileName) is { } file && !string.IsNullOrWhiteSpace(file) ? Path.GetFullPath(file)
        : throw new SetupException("Hãy ghi tên tệp sao lưu, ví dụ envgis-2026-11-27.zip.", "Name the file of the backup, such as envgis-2026-11-27.zip.");

    public static Command CreateRestore()
    {
        var unkeyed = new Option<bool>("--unkeyed") { Description = "Take a file whose key is lost or that has none: it is then checked against itself only." };
        var command = new Command("restore", "Restore a backup into an empty database and prove that it is equal.") { FileName, Key, unkeyed };
        command.SetAction((parsed, cancellationToken) => Refusals.SpokenAsync(async () =>
        {
            var root = Checkout.Find();
            RestoreBackup.RefuseMissing(Full(parsed));
            var named = parsed.GetValue(Key) ?? BackupKey.FileOf(root);
            if (!parsed.GetValue(unkeyed) && !File.Exists(named))
            {
                throw new SetupException(
                    $"Không có khóa ở {named}. Hãy chép khóa nằm ở .local/backup-key nơi đã tạo bản sao lưu rồi chỉ ra nó: --key TỆP. Không có khóa thì --unkeyed nhận tệp như nó vốn có.",
                    $"There is no key at {named}. Copy the one that lay in .local/backup-key where the backup was made and name it: --key FILE. Without it, --unkeyed takes the file as it is.");
            }
            var key = parsed.GetValue(unkeyed) ? null : BackupKey.Read(named);
            await using var session = await DatabaseSession.OpenAsync(root, cancellationToken);
            var manifest = await RestoreBackup.RunAsync(Full(parsed), key, session.Address, session.Owner, Migrator.Known(), cancellationToken);
            await using (var connection = await session.Owner.Source.OpenConnectionAsync(cancellationToken))
            {
                await AuditTrail.AppendAsync(connection, Actor.CommandLine, "restore", Path.GetFileName(Full(parsed)), new { manifest.MadeAt, unkeyed = key is null }, Concern.Country,
                    cancellationToken);
            }
            Console.WriteLine($"Đã khôi phục, giống hệt bản sao lưu. / Restored and equal: {manifest.Tables.Count} tables with {manifest.Tables.Values.Sum(table => table.Rows)} rows, as of {manifest.MadeAt:u}.");
            return 0;
        }));
        return command;
    }
}
