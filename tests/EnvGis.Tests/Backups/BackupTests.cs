using System.IO.Compression;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using EnvGis.Backups;
using EnvGis.Commands;
using EnvGis.Database;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using Shouldly;
using Xunit;

namespace EnvGis.Tests.Backups;

/// <summary>The drill: what is written to a file comes back whole, and a file that is not whole does nothing.</summary>
public sealed class BackupTests(BackedUpService made) : IClassFixture<BackedUpService>, IAsyncLifetime
{
    readonly string folder = Directory.CreateTempSubdirectory("envgis-backup-").FullName;
    readonly RunningService service = made.Service;
    readonly string name = made.Service.Cluster.NewName();

    static byte[] Key => BackedUpService.Key;

    [Fact]
    public async Task A_backup_of_a_running_service_comes_back_equal_and_goes_on()
    {
        var layer = await service.NewLayer(attributes: """[{"name":"owner","title":{"vi":"Chủ","en":"Owner"},"type":"text","restricted":true}]""");
        var id = await service.NewFeature(layer, "POLYGON((105.8 21.6,105.81 21.6,105.81 21.61,105.8 21.6))", "Nơi được giữ", """{"owner":"Ông Hai"}""");
        await service.Sql("update env.current_feature set name_vi = 'Nơi được giữ, sửa', reason = 'thử' where id = @id", new { id });
        // Whatever somebody calls a table.
        await service.Sql("create table staging.\"x EXTENSION y\" (n integer)");
        await service.Sql("create table staging.\"x ACL public FUNCTION y spatial_ref_sys z\" (n integer)");
        // A function of one's own beside those of the extensions: its rights come back, theirs are the server's.
        await service.Sql("create function public.own_area(double precision, text) returns double precision language sql as 'select $1'; create function public.\"Own area\"() returns int language sql as 'select 1'");
        await service.Sql("revoke execute on function public.own_area(double precision, text), public.\"Own area\"() from public; grant execute on function public.own_area(double precision, text), public.\"Own area\"() to envgis_reader");
        // What lets somebody in was open as the backup was made, and may have been used or closed since.
        var person = await service.NewPerson("administrator");
        using var administrator = await service.SignedIn(person);
        using var made = await administrator.PostAsJsonAsync("/api/people", new { userName = $"moi.{Guid.NewGuid():n}"[..20], name = "Người mới", grants = Array.Empty<object>() });
        var token = (await made.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("link").GetString()!.Split('#')[1];
        var file = this.File("drill.zip");
        var manifest = await WriteBackup.RunAsync(file, Key, service.Database, service.OwnerDatabase, DateTimeOffset.UtcNow, CancellationToken.None);
        manifest.Tables.Keys.ShouldContain("audit.entry");
        manifest.Tables["restricted.attribute"].Rows.ShouldBeGreaterThan(0);
        System.IO.File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await service.Sql("delete from env.current_feature where id = @id", new { id });

        var address = await this.EmptyDatabase();
        await using var owner = new OwnerDatabase(address, NullLoggerFactory.Instance);
        var restored = await RestoreBackup.RunAsync(file, Key, address, owner, Migrator.Known(), CancellationToken.None);
        restored.Tables.Count.ShouldBe(manifest.Tables.Count);

        await Preparation.RunAsync(owner, service.Root, new Steps(TextWriter.Null), CancellationToken.None);
        await using var second = await TestService.StartAsync(address, service.Root, service.Log, []);
        var http = second.Http;
        using (var link = await http.PostAsJsonAsync("/api/invitations/look", new { token }))
        {
            link.StatusCode.ShouldBe(System.Net.HttpStatusCode.NotFound);
        }
        (await ValueOf<long>("select count(*) from account.session")).ShouldBe(0);
        (await ValueOf<long>("select count(*) from pg_proc where proname in ('own_area', 'Own area') and has_function_privilege('envgis_reader', oid, 'execute') and not has_function_privilege('envgis_writer', oid, 'execute')")).ShouldBe(2);
        var details = await http.GetFromJsonAsync<JsonElement>($"/api/features/{id}");
        details.GetProperty("name").GetProperty("vi").GetString().ShouldBe("Nơi được giữ, sửa");
        details.GetProperty("versions").GetArrayLength().ShouldBe(2);
        details.ToString().ShouldNotContain("Ông Hai");
        (await http.GetByteArrayAsync("/tiles/strict-protection-zones/8/203/112.mvt")).ShouldBe(await service.Http.GetByteArrayAsync("/tiles/strict-protection-zones/8/203/112.mvt"));
        // The record goes on: numbers, guards and outbox are there.
        await using var connection = await owner.Source.OpenConnectionAsync();
        await using var command = new NpgsqlCommand("update env.current_feature set name_vi = 'Sau khi khôi phục' where id = $1 returning version_id", connection);
        command.Parameters.Add(new() { Value = id });
        ((long)(await command.ExecuteScalarAsync())!).ShouldBeGreaterThan(0);
        (await http.GetFromJsonAsync<JsonElement>($"/api/features/{id}")).GetProperty("versions").GetArrayLength().ShouldBe(3);

        async Task<T?> ValueOf<T>(string sql)
        {
            await using var asking = await owner.Source.OpenConnectionAsync();
            await using var asked = new NpgsqlCommand(sql, asking);
            return (T?)await asked.ExecuteScalarAsync();
        }
    }

    [Theory]
    [InlineData("a byte in the middle")]
    [InlineData("a byte near the end of the dump")]
    [InlineData("the second half is missing")]
    [InlineData("no archive at all")]
    [InlineData("a dump from elsewhere")]
    [InlineData("a member more")]
    [InlineData("a member twice")]
    public async Task A_damaged_file_is_refused_before_anything_is_touched(string damage)
    {
        var file = this.Copy("damaged.zip");
        var bytes = await System.IO.File.ReadAllBytesAsync(file);
        switch (damage)
        {
            case "a byte in the middle":
                bytes[bytes.Length / 2] ^= 1;
                break;
            case "a byte near the end of the dump":
                bytes[^2000] ^= 1;
                break;
            case "the second half is missing":
                bytes = bytes[..(bytes.Length / 2)];
                break;
            case "a member more" or "a member twice":
                await using (var archive = await System.IO.Compression.ZipFile.OpenAsync(file, System.IO.Compression.ZipArchiveMode.Update, CancellationToken.None))
                {
                    await using var more = await archive.CreateEntry(damage == "a member twice" ? WriteBackup.DumpName : "readme.txt").OpenAsync();
                    await more.WriteAsync(Encoding.UTF8.GetBytes("của ai đó"));
                }
                bytes = await System.IO.File.ReadAllBytesAsync(file);
                break;
            case "no archive at all":
                bytes = Encoding.UTF8.GetBytes("không phải bản sao lưu");
                break;
            default:
                bytes = await this.Changed(file, WriteBackup.DumpName, _ => Encoding.UTF8.GetBytes("PGDMP of somebody else"));
                break;
        }
        await System.IO.File.WriteAllBytesAsync(file, bytes);
        await this.IsRefused(file, "damaged");
    }

    [Theory]
    [InlineData("\"format\": 2", "\"format\": 3")]
    [InlineData("\"001_schemas_and_roles\",", "\"001_schemas_and_roles\", \"999_from_the_future\",")]
    public async Task A_file_of_a_newer_version_is_refused_before_anything_is_touched(string from, string to)
    {
        var file = this.Copy("newer.zip");
        await System.IO.File.WriteAllBytesAsync(file, await this.Changed(file, WriteBackup.ManifestName, bytes =>
        {
            var text = Encoding.UTF8.GetString(bytes);
            text.ShouldContain(from);
            return Encoding.UTF8.GetBytes(text.Replace(from, to, StringComparison.Ordinal));
        }));
        await this.IsRefused(file, "newer");
    }

    [Fact]
    public async Task What_differs_from_the_manifest_is_named_and_a_database_with_data_or_a_file_that_exists_is_left_alone()
    {
        var (file, manifest) = (this.Copy("other.zip"), made.Manifest);
        (await Should.ThrowAsync<SetupException>(() => WriteBackup.RunAsync(file, Key, service.Database, service.OwnerDatabase, DateTimeOffset.UtcNow, CancellationToken.None))).Message.ShouldContain("exists");
        (await Should.ThrowAsync<SetupException>(() => RestoreBackup.RunAsync(file, Key, service.Database, service.OwnerDatabase, Migrator.Known(), CancellationToken.None))).Message.ShouldContain("holds data");
        byte[] changed = [];
        await System.IO.File.WriteAllBytesAsync(file, await this.Changed(file, WriteBackup.ManifestName, bytes =>
            changed = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(bytes).Replace(manifest.Tables["env.plan"].Hash, "1 1", StringComparison.Ordinal))));
        await System.IO.File.WriteAllBytesAsync(file, await this.Changed(file, WriteBackup.MarkName, _ => Encoding.ASCII.GetBytes(BackupKey.Mark(Key, changed))));
        var address = await this.EmptyDatabase();
        await using var owner = new OwnerDatabase(address, NullLoggerFactory.Instance);
        (await Should.ThrowAsync<SetupException>(() => RestoreBackup.RunAsync(file, Key, address, owner, Migrator.Known(), CancellationToken.None))).Message.ShouldContain("env.plan has 5 rows");
        // Nor is it served, now or after a start later: who was signed in as the backup was made would be so again.
        // Every command asks for it.
        (await Should.ThrowAsync<SetupException>(() => UnprovedRestore.RefuseAsync(owner, CancellationToken.None))).Message.ShouldContain("was cut off or is not what the backup says");
    }

    /// <summary>A restore that left nothing leaves no mark either, or a start into the empty database would be the last.</summary>
    [Fact]
    public async Task A_restore_that_left_nothing_leaves_an_empty_database_as_it_was()
    {
        var address = await this.EmptyDatabase();
        await using var owner = new OwnerDatabase(address, NullLoggerFactory.Instance);
        // As of one that was killed before pg_restore committed.
        await UnprovedRestore.BeginAsync(owner, CancellationToken.None);
        await UnprovedRestore.RefuseAsync(owner, CancellationToken.None);
        (await Marked()).ShouldBeFalse();

        // And of one that pg_restore refused.
        var file = this.File("refused.zip");
        await WriteBackup.RunAsync(file, Key, service.Database, service.OwnerDatabase, DateTimeOffset.UtcNow, CancellationToken.None);
        await using (var connection = await owner.Source.OpenConnectionAsync())
        await using (var planted = new NpgsqlCommand("create schema plans", connection))
        {
            await planted.ExecuteNonQueryAsync();
        }
        (await Should.ThrowAsync<SetupException>(() => RestoreBackup.RunAsync(file, Key, address, owner, Migrator.Known(), CancellationToken.None))).Message.ShouldContain("pg_restore");
        (await Marked()).ShouldBeFalse();

        async Task<bool> Marked()
        {
            await using var connection = await owner.Source.OpenConnectionAsync();
            await using var asked = new NpgsqlCommand($"select to_regclass('{UnprovedRestore.Table}') is not null", connection);
            return (bool)(await asked.ExecuteScalarAsync())!;
        }
    }

    [Theory]
    [InlineData("another dump, and a manifest that fits it", "was changed after it was made")]
    [InlineData("one row more in the manifest", "was changed after it was made")]
    [InlineData("without the mark", "bears no mark of a key")]
    [InlineData("of an older form, which had no mark", "was changed after it was made")]
    [InlineData("by another installation", "another installation made it")]
    public async Task A_file_that_was_changed_and_made_consistent_again_is_refused_before_it_is_unpacked(string change, string word)
    {
        var (file, manifest) = (this.Copy("changed.zip"), made.Manifest);
        if (change == "by another installation")
        {
            System.IO.File.Delete(file);
            await WriteBackup.RunAsync(file, System.Security.Cryptography.RandomNumberGenerator.GetBytes(32), service.Database, service.OwnerDatabase, DateTimeOffset.UtcNow, CancellationToken.None);
        }
        byte[] dump = [];
        if (change.StartsWith("another dump", StringComparison.Ordinal))
        {
            await System.IO.File.WriteAllBytesAsync(file, await this.Changed(file, WriteBackup.DumpName, bytes => dump = [.. bytes, 0]));
        }
        await System.IO.File.WriteAllBytesAsync(file, change switch
        {
            "without the mark" => await this.Changed(file, WriteBackup.MarkName, _ => null),
            "by another installation" => await System.IO.File.ReadAllBytesAsync(file),
            _ => await this.Changed(file, WriteBackup.ManifestName, bytes => JsonSerializer.SerializeToUtf8Bytes(change switch
            {
                "one row more in the manifest" => manifest with { Tables = manifest.Tables.ToDictionary(table => table.Key, table => table.Value with { Rows = table.Value.Rows + 1 }) },
                "of an older form, which had no mark" => manifest with { Format = 1 },
                _ => manifest with { DumpBytes = dump.Length, DumpSha256 = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(dump)) },
            }, Manifest.Json)),
        });
        await this.IsRefused(file, word);
    }

    [Fact]
    public async Task Names_that_somebody_planted_beside_a_backup_are_neither_written_to_nor_followed()
    {
        var (file, victim) = (this.File("planted.zip"), this.File("victim"));
        await System.IO.File.WriteAllTextAsync(victim, "của người khác");
        foreach (var planted in new[] { ".partial", ".dump.partial", ".dump", ".tmp" })
        {
            System.IO.File.CreateSymbolicLink(file + planted, victim);
        }
        await WriteBackup.RunAsync(file, Key, service.Database, service.OwnerDatabase, DateTimeOffset.UtcNow, CancellationToken.None);

        (await System.IO.File.ReadAllTextAsync(victim)).ShouldBe("của người khác");
        Directory.GetDirectories(folder, ".*").ShouldBeEmpty();
        Directory.GetFiles(folder).Length.ShouldBe(6);
    }

    [Fact]
    public void A_key_is_made_once_for_its_owner_alone_and_a_file_that_holds_none_is_refused()
    {
        var file = this.File("key");
        var key = BackupKey.ReadOrMake(file);

        key.Length.ShouldBe(32);
        BackupKey.ReadOrMake(file).ShouldBe(key);
        System.IO.File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        System.IO.File.WriteAllText(file, "no key");
        Should.Throw<SetupException>(() => BackupKey.ReadOrMake(file)).Message.ShouldContain("holds no key");
        Should.Throw<SetupException>(() => BackupKey.Read(this.File("nowhere"))).Message.ShouldContain("cannot be read");
    }

    async Task IsRefused(string file, string word)
    {
        var address = await this.EmptyDatabase();
        await using var owner = new OwnerDatabase(address, NullLoggerFactory.Instance);
        var refused = await Should.ThrowAsync<SetupException>(() => RestoreBackup.RunAsync(file, Key, address, owner, Migrator.Known(), CancellationToken.None));
        refused.Message.ShouldContain(word);
        refused.Message.ShouldContain("Nothing was touched.");
        await using var command = owner.Source.CreateCommand("select count(*) from pg_namespace where nspname in ('env', 'published', 'account')");
        (await command.ExecuteScalarAsync()).ShouldBe(0L);
    }

    /// <summary>The archive with one member changed, or left out where the change gives nothing.</summary>
    async Task<byte[]> Changed(string file, string member, Func<byte[], byte[]?> change)
    {
        var target = new MemoryStream();
        await using (var source = await ZipFile.OpenReadAsync(file))
        {
            using var archive = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true);
            foreach (var entry in source.Entries)
            {
                await using var from = await entry.OpenAsync();
                var bytes = new MemoryStream();
                await from.CopyToAsync(bytes);
                if ((entry.FullName == member ? change(bytes.ToArray()) : bytes.ToArray()) is { } content)
                {
                    await using var to = archive.CreateEntry(entry.FullName).Open();
                    await to.WriteAsync(content);
                }
            }
        }
        return target.ToArray();
    }

    string File(string file) => Path.Combine(folder, $"{Guid.NewGuid():n}-{file}");

    /// <summary>The test's own copy of a whole backup.</summary>
    string Copy(string file)
    {
        var copy = this.File(file);
        System.IO.File.Copy(made.File, copy);
        return copy;
    }

    async Task<DatabaseAddress> EmptyDatabase()
    {
        await service.Cluster.Administrate($"create database {name} owner envgis template {made.Empty} strategy file_copy");
        var given = service.Database;
        return new(In(given.Owner), In(given.Writer!), In(given.Reader!), null, In(given.Accounts!), In(given.Member!));
    }

    string In(string connection) => new NpgsqlConnectionStringBuilder(connection) { Database = name, Pooling = false }.ConnectionString;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public async ValueTask DisposeAsync()
    {
        Directory.Delete(folder, recursive: true);
        await service.Cluster.Drop(name);
    }
}
