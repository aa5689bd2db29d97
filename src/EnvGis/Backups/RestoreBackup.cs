using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Dapper;
using EnvGis.Database;

namespace EnvGis.Backups;

/// <summary>
/// A backup into an empty database. The file is read whole and checked before the database is touched; pg_restore works in one transaction; and afterwards every
/// table is counted and hashed against the manifest.
/// </summary>
static class RestoreBackup
{
    /// <exception cref="SetupException">The file is damaged or of a newer version, or the database is not empty: nothing has been touched. Or the result differs from the backup.</exception>
    public static async Task<Manifest> RunAsync(
        string file, DatabaseAddress address, OwnerDatabase database, IReadOnlyCollection<string> knownMigrations, CancellationToken cancellationToken)
    {
        var dump = Path.Combine(Path.GetTempPath(), $"envgis-restore-{Guid.NewGuid():n}.dump");
        var list = dump + ".list";
        try
        {
            var manifest = await CheckAsync(file, dump, knownMigrations, cancellationToken);
            await using (var empty = await database.Source.OpenConnectionAsync(cancellationToken))
            {
                if (await empty.ExecuteScalarAsync<bool>(new CommandDefinition("select to_regnamespace('env') is not null", cancellationToken: cancellationToken)))
                {
                    throw new SetupException("This database holds data. Restore into an empty one: a fresh checkout that was never started, or a new database in ConnectionStrings__EnvGis.");
                }
            }
            // Extensions and their tables belong to the server's administrator and are there already.
            var contents = await PostgresClient.RunAsync("pg_restore", ["--list", dump], address.Owner, cancellationToken);
            await File.WriteAllLinesAsync(list, contents.Split('\n').Where(line => !line.Contains(" EXTENSION ", StringComparison.Ordinal)
                && !line.Contains(" spatial_ref_sys ", StringComparison.Ordinal) && !line.Contains(" TABLE spatial_ref_sys", StringComparison.Ordinal)), cancellationToken);
            await PostgresClient.RunAsync("pg_restore", ["--single-transaction", "--exit-on-error", "--no-owner", $"--use-list={list}", $"--dbname={Name(address)}", dump], address.Owner, cancellationToken);

            await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await connection.ExecuteAsync(new CommandDefinition("""
                insert into public.spatial_ref_sys (srid, auth_name, auth_srid, srtext, proj4text) values (@Srid, null, null, @Srtext, @Proj4text)
                on conflict (srid) do update set auth_name = null, auth_srid = null, srtext = excluded.srtext, proj4text = excluded.proj4text
                """, manifest.ReferenceSystems, cancellationToken: cancellationToken));
            var (tables, layers) = await ContentQuery.ReadAsync(connection, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            var differences = manifest.Differences(tables, layers);
            return differences.Count == 0 ? manifest
                : throw new SetupException($"What was restored is not what the backup says: {string.Join("; ", differences.Take(5))}. Do not use this database.");
        }
        finally
        {
            File.Delete(dump);
            File.Delete(list);
        }
    }

    /// <summary>Reads the whole file once: an archive that opens, a manifest that is known, and a dump of the length and hash that it names.</summary>
    static async Task<Manifest> CheckAsync(string file, string dump, IReadOnlyCollection<string> knownMigrations, CancellationToken cancellationToken)
    {
        if (!File.Exists(file))
        {
            throw new SetupException($"There is no file {file}.");
        }
        try
        {
            await using var archive = await ZipFile.OpenReadAsync(file, cancellationToken);
            Manifest manifest;
            await using (var entry = await (archive.GetEntry(WriteBackup.ManifestName) ?? throw new InvalidDataException("no manifest")).OpenAsync(cancellationToken))
            {
                manifest = await JsonSerializer.DeserializeAsync<Manifest>(entry, Manifest.Json, cancellationToken) ?? throw new InvalidDataException("an empty manifest");
            }
            if (manifest.Format > Manifest.Known || manifest.Migrations.FirstOrDefault(name => !knownMigrations.Contains(name)) is not null)
            {
                throw new SetupException($"{file} was made by a newer EnvGis; restore it with that version. Nothing was touched.");
            }
            await using (var packed = await (archive.GetEntry(WriteBackup.DumpName) ?? throw new InvalidDataException("no dump")).OpenAsync(cancellationToken))
            await using (var target = new FileStream(dump, new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite, UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite }))
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
            throw new SetupException($"{file} is damaged ({damaged.Message.TrimEnd('.')}); take another copy. Nothing was touched.", damaged);
        }
    }

    static string Name(DatabaseAddress address) => new Npgsql.NpgsqlConnectionStringBuilder(address.Owner).Database!;
}
