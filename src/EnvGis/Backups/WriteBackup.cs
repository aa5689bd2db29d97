using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Dapper;
using EnvGis.Database;

namespace EnvGis.Backups;

/// <summary>
/// The whole database in one file: a zip archive with <c>manifest.json</c>, its mark by the installation's key, and what pg_dump wrote. Both are of one
/// snapshot, so that the manifest tells exactly what the
/// dump holds whatever is written meanwhile. The file is its owner's alone: it holds password hashes and the keys that cookies are sealed with.
/// </summary>
static class WriteBackup
{
    public const string DumpName = "database.dump", ManifestName = "manifest.json", MarkName = "manifest.hmac";

    /// <param name="key">Marks the file, see <see cref="BackupKey"/>.</param>
    /// <exception cref="SetupException">The file is there, cannot be written, or the database cannot be dumped; no half file stays.</exception>
    public static async Task<Manifest> RunAsync(string file, byte[] key, DatabaseAddress address, OwnerDatabase database, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (Directory.Exists(file))
        {
            throw new SetupException($"{file} là một thư mục; hãy ghi thêm tên tệp, ví dụ {Path.Combine(file, "envgis.zip")}.",
                $"{file} is a folder; name a file in it, such as {Path.Combine(file, "envgis.zip")}.");
        }
        if (File.Exists(file))
        {
            throw new SetupException($"{file} đã có; bản sao lưu không ghi đè lên tệp nào, hãy chọn tên khác.", $"{file} exists; a backup does not overwrite another. Choose another name.");
        }
        // Beside the file, so that it can be moved there, in a folder that nobody could have made before and nobody else enters: no name in it can be planted.
        var folder = Path.Combine(Path.GetDirectoryName(file)!, $".envgis-backup-{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16))}");
        var (partial, dump) = (Path.Combine(folder, "backup.zip"), Path.Combine(folder, DumpName));
        try
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            // Made before pg_dump writes into it, with the rights that it is to have.
            await using (Private(dump))
            {
            }
            await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken);
            var snapshot = await connection.ExecuteScalarAsync<string>(new CommandDefinition("select pg_export_snapshot()", cancellationToken: cancellationToken));
            await PostgresClient.RunAsync("pg_dump", ["--format=custom", "--no-owner", $"--snapshot={snapshot}", $"--file={dump}"], address.Owner, cancellationToken);
            var (tables, layers) = await ContentQuery.ReadAsync(connection, cancellationToken);
            var migrations = await connection.QueryAsync<string>(new CommandDefinition(
                "select \"MigrationId\" from public.envgis_migration order by 1", cancellationToken: cancellationToken));
            var systems = await connection.QueryAsync<ReferenceSystem>(new CommandDefinition(
                "select srid, srtext, proj4text from public.spatial_ref_sys where auth_name is null order by srid", cancellationToken: cancellationToken));
            await using var read = File.OpenRead(dump);
            var manifest = new Manifest(Manifest.Known, now, await connection.ExecuteScalarAsync<string>("show server_version") ?? "", migrations.AsList(), tables, layers,
                systems.AsList(), read.Length, Convert.ToHexStringLower(await SHA256.HashDataAsync(read, cancellationToken)));
            await using (var target = Private(partial))
            await using (var archive = await ZipArchive.CreateAsync(target, ZipArchiveMode.Create, leaveOpen: false, entryNameEncoding: null, cancellationToken))
            {
                var told = JsonSerializer.SerializeToUtf8Bytes(manifest, Manifest.Json);
                await WriteAsync(archive, ManifestName, told, cancellationToken);
                await WriteAsync(archive, MarkName, System.Text.Encoding.ASCII.GetBytes(BackupKey.Mark(key, told)), cancellationToken);
                // pg_dump has compressed it.
                await using var packed = await archive.CreateEntry(DumpName, CompressionLevel.NoCompression).OpenAsync(cancellationToken);
                read.Position = 0;
                await read.CopyToAsync(packed, cancellationToken);
            }
            File.Move(partial, file, overwrite: false);
            return manifest;
        }
        catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
        {
            throw new SetupException($"Không ghi được {file} ({unwritable.Message.TrimEnd('.')}).", $"{file} cannot be written ({unwritable.Message.TrimEnd('.')}).", unwritable);
        }
        finally
        {
            if (Directory.Exists(folder))
            {
                Directory.Delete(folder, recursive: true);
            }
        }
    }

    static async Task WriteAsync(ZipArchive archive, string name, byte[] bytes, CancellationToken cancellationToken)
    {
        await using var entry = await archive.CreateEntry(name).OpenAsync(cancellationToken);
        await entry.WriteAsync(bytes, cancellationToken);
    }

    static FileStream Private(string path) => new(path, new FileStreamOptions
    {
        Mode = FileMode.CreateNew, Access = FileAccess.Write, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
    });
}
