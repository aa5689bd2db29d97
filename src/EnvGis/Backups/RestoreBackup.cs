using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;
using Dapper;
using EnvGis.Database;

namespace EnvGis.Backups;

/// <summary>
/// A backup into an empty database. The file is read whole and compared with its manifest, and the manifest with its mark, before any of it is unpacked;
/// pg_restore works in one transaction; and afterwards every
/// table is counted and hashed against the manifest.
/// </summary>
static partial class RestoreBackup
{
    /// <param name="key">The key of the installation that made it; null to take the file as it is, checked against itself only.</param>
    /// <exception cref="SetupException">The file is damaged, changed or of a newer version, or the database is not empty: nothing has been touched. Or the result differs from the backup.</exception>
    public static async Task<Manifest> RunAsync(
        string file, byte[]? key, DatabaseAddress address, OwnerDatabase database, IReadOnlyCollection<string> knownMigrations, CancellationToken cancellationToken)
    {
        // Nobody else enters it.
        var folder = Directory.CreateTempSubdirectory("envgis-restore-").FullName;
        var (dump, list) = (Path.Combine(folder, WriteBackup.DumpName), Path.Combine(folder, "list"));
        try
        {
            var manifest = await CheckAsync(file, key, dump, knownMigrations, cancellationToken);
            HashSet<string> ofTheServer;
            await using (var empty = await database.Source.OpenConnectionAsync(cancellationToken))
            {
                if (await empty.ExecuteScalarAsync<bool>(new CommandDefinition("select to_regnamespace('env') is not null", cancellationToken: cancellationToken)))
                {
                    throw new SetupException("Cơ sở dữ liệu này đã có dữ liệu. Hãy khôi phục vào một cơ sở dữ liệu trống: một bản cài mới chưa chạy lần nào, hoặc một cơ sở dữ liệu mới trong ConnectionStrings__EnvGis.",
                        "This database holds data. Restore into an empty one: a fresh checkout that was never started, or a new database in ConnectionStrings__EnvGis.");
                }
                ofTheServer = [.. await empty.QueryAsync<string>(new CommandDefinition("""
                    select distinct p.proname::text from pg_proc p join pg_depend d on d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e'
                    where p.pronamespace = 'public'::regnamespace
                    """, cancellationToken: cancellationToken))];
            }
            await UnprovedRestore.BeginAsync(database, cancellationToken);
            // Extensions, their tables and their functions belong to the server's administrator and are there already.
            var contents = await PostgresClient.RunAsync("pg_restore", ["--list", dump], address.Owner, cancellationToken);
            await File.WriteAllLinesAsync(list, contents.Split('\n').Where(line => !OfTheServer().IsMatch(line)
                && !(RightOfFunction().Match(line) is { Success: true } right && ofTheServer.Contains(right.Groups[1].Value))), cancellationToken);
            try
            {
                await PostgresClient.RunAsync("pg_restore", ["--single-transaction", "--exit-on-error", "--no-owner", $"--use-list={list}", $"--dbname={Name(address)}", dump], address.Owner,
                    cancellationToken);
            }
            catch (SetupException)
            {
                // Nothing of it was committed: the database is as empty as it was.
                await UnprovedRestore.EndAsync(database, cancellationToken);
                throw;
            }

            await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await connection.ExecuteAsync(new CommandDefinition("""
                insert into public.spatial_ref_sys (srid, auth_name, auth_srid, srtext, proj4text) values (@Srid, null, null, @Srtext, @Proj4text)
                on conflict (srid) do update set auth_name = null, auth_srid = null, srtext = excluded.srtext, proj4text = excluded.proj4text
                """, manifest.ReferenceSystems, cancellationToken: cancellationToken));
            var (tables, layers) = await ContentQuery.ReadAsync(connection, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            // Restored by the login, it belongs to it.
            await RecordOwner.SettleAsync(database, cancellationToken);
            tables.Remove(UnprovedRestore.Table);
            var differences = manifest.Differences(tables, layers);
            if (differences.Count == 0)
            {
                // Whoever was signed in as the backup was made signs in anew, and a one-time link that was open then is made anew: some of them may have been signed out since, and the link used.
                await using var proved = await connection.BeginTransactionAsync(cancellationToken);
                foreach (var closing in (string[])[UnprovedRestore.End, "delete from account.session", "delete from account.sight",
                    "update account.invitation set used_at = now() where used_at is null"])
                {
                    await connection.ExecuteAsync(new CommandDefinition(closing, cancellationToken: cancellationToken));
                }
                await proved.CommitAsync(cancellationToken);
                return manifest;
            }
            throw new SetupException($"Dữ liệu khôi phục được không đúng như bản sao lưu ghi: {string.Join("; ", differences.Take(5))}. Đừng dùng cơ sở dữ liệu này.",
                    $"What was restored is not what the backup says: {string.Join("; ", differences.Take(5))}. Do not use this database.");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <exception cref="SetupException">There is no such file.</exception>
    public static void RefuseMissing(string file)
    {
        if (!File.Exists(file))
        {
            throw new SetupException($"Không có tệp {file}.", $"There is no file {file}.");
        }
    }

    /// <summary>Reads the whole file: an archive that opens, a manifest that is known and that its mark fits, and a dump of the length and hash that it names; only then is it unpacked.</summary>
    static async Task<Manifest> CheckAsync(string file, byte[]? key, string dump, IReadOnlyCollection<string> knownMigrations, CancellationToken cancellationToken)
    {
        RefuseMissing(file);
        try
        {
            await using var archive = await ZipFile.OpenReadAsync(file, cancellationToken);
            // What the mark does not cover is nothing that a backup holds.
            if (archive.Entries.Select(entry => entry.FullName).FirstOrDefault(name => name is not (WriteBackup.ManifestName or WriteBackup.MarkName or WriteBackup.DumpName)) is { } strange)
            {
                throw new InvalidDataException($"it holds {string.Concat(strange.Take(100).Select(sign => char.IsControl(sign) ? '?' : sign))}, which no backup does");
            }
            if (archive.Entries.DistinctBy(entry => entry.FullName).Count() != archive.Entries.Count)
            {
                throw new InvalidDataException("it holds a member twice");
            }
            var told = await SmallAsync(archive, WriteBackup.ManifestName, cancellationToken) ?? throw new InvalidDataException("no manifest");
            var manifest = JsonSerializer.Deserialize<Manifest>(told, Manifest.Json) ?? throw new InvalidDataException("an empty manifest");
            if (manifest.Format > Manifest.Known || manifest.Migrations.FirstOrDefault(name => !knownMigrations.Contains(name)) is not null)
            {
                throw new SetupException($"{file} do phiên bản EnvGis mới hơn tạo ra; hãy khôi phục bằng phiên bản đó. Chưa thay đổi gì.",
                    $"{file} was made by a newer EnvGis; restore it with that version. Nothing was touched.");
            }
            if (key is not null)
            {
                var mark = await SmallAsync(archive, WriteBackup.MarkName, cancellationToken) ?? throw new SetupException(
                    $"{file} không có dấu của khóa: do bản EnvGis cũ tạo ra, hoặc có người đã gỡ dấu đi. Nếu biết rõ tệp đã ở đâu, hãy khôi phục với --unkeyed. Chưa thay đổi gì.",
                    $"{file} bears no mark of a key: an earlier EnvGis made it, or somebody took the mark off. If you know where it has been, restore it with --unkeyed. Nothing was touched.");
                if (!BackupKey.Fits(key, told, System.Text.Encoding.ASCII.GetString(mark)))
                {
                    throw new SetupException($"{file} đã bị sửa sau khi tạo, hoặc do nơi khác tạo ra: khóa không khớp. "
                        + "Hãy lấy bản khác, hoặc chỉ ra khóa nằm ở .local/backup-key nơi đã tạo: --key TỆP. Chưa thay đổi gì.",
                        $"{file} was changed after it was made, or another installation made it: the key does not fit. "
                        + "Take another copy, or name the key that lay in .local/backup-key where it was made: --key FILE. Nothing was touched.");
                }
            }
            var dumped = archive.GetEntry(WriteBackup.DumpName) ?? throw new InvalidDataException("no dump");
            await using (var compared = await dumped.OpenAsync(cancellationToken))
            {
                if (dumped.Length != manifest.DumpBytes || Convert.ToHexStringLower(await SHA256.HashDataAsync(compared, cancellationToken)) != manifest.DumpSha256)
                {
                    throw new InvalidDataException("the dump is not the one that the manifest names");
                }
            }
            await using (var packed = await dumped.OpenAsync(cancellationToken))
            await using (var target = new FileStream(dump,
                new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }))
            {
                await packed.CopyToAsync(target, cancellationToken);
                target.Position = 0;
                if (target.Length != manifest.DumpBytes || Convert.ToHexStringLower(await SHA256.HashDataAsync(target, cancellationToken)) != manifest.DumpSha256)
                {
                    throw new InvalidDataException("the dump is not the one that the manifest names");
                }
            }
            return manifest;
        }
        catch (Exception damaged) when (damaged is InvalidDataException or JsonException or EndOfStreamException or ArgumentException or IOException)
        {
            throw new SetupException($"{file} bị hỏng ({damaged.Message.TrimEnd('.')}); hãy lấy bản khác. Chưa thay đổi gì.",
                $"{file} is damaged ({damaged.Message.TrimEnd('.')}); take another copy. Nothing was touched.", damaged);
        }
    }

    /// <returns>Null when there is no such member.</returns>
    static async Task<byte[]?> SmallAsync(ZipArchive archive, string member, CancellationToken cancellationToken)
    {
        const int MostBytes = 16 * 1024 * 1024;
        if (archive.GetEntry(member) is not { } entry)
        {
            return null;
        }
        await using var from = await entry.OpenAsync(cancellationToken);
        var bytes = new MemoryStream();
        var buffer = new byte[81_920];
        // By what comes out of it: what an archive says about its members' lengths is anybody's word.
        for (int read; (read = await from.ReadAsync(buffer, cancellationToken)) > 0;)
        {
            await bytes.WriteAsync(buffer.AsMemory(0, read), cancellationToken);
            if (bytes.Length > MostBytes)
            {
                throw new InvalidDataException($"{member} is larger than any");
            }
        }
        return bytes.ToArray();
    }

    // By what the list says an entry is, not by what somebody may have called a table: "12; 3079 16385 EXTENSION - postgis", "34; 0 0 COMMENT - EXTENSION
    // postgis".
    [GeneratedRegex(@"\A\d+; \d+ \d+ (?:EXTENSION - |COMMENT - EXTENSION |(?:ACL|TABLE|TABLE DATA|COMMENT) public (?:TABLE )?spatial_ref_sys \S+\s*\z)")]
    private static partial Regex OfTheServer();

    // "56; 0 0 ACL public FUNCTION st_x(…) postgres": rights on a function of an extension are the server's, those on one of our own are not.
    [GeneratedRegex(@"\A\d+; \d+ \d+ ACL public (?:FUNCTION|PROCEDURE|AGGREGATE) ""?([^""(]+)""?\(")]
    private static partial Regex RightOfFunction();

    static string Name(DatabaseAddress address) => new Npgsql.NpgsqlConnectionStringBuilder(address.Owner).Database!;
}
