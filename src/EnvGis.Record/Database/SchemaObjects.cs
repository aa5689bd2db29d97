using System.Security.Cryptography;
using System.Text;
using Dapper;
using Npgsql;

namespace EnvGis.Database;

/// <summary>
/// Views, functions and triggers, whose running text is in one file each: <c>Database/Schema/SCHEMA/NAME.sql</c>. A file is edited where it stands and written into the
/// database whenever its text is another than the one written last; numbered migrations are for tables, columns and data (decision 30).
/// </summary>
public static class SchemaObjects
{
    /// <summary>One file's objects as <c>create or replace</c>, with their grants and triggers.</summary>
    /// <param name="Name">As in <c>order.txt</c>, for example <c>env/publish</c>.</param>
    public sealed record SchemaObject(string Name, string Sql)
    {
        /// <summary>SHA-256, in small hexadecimal letters.</summary>
        public string Hash => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(this.Sql)));
    }

    const string Folder = "Schema/";

    /// <summary>In the order in which they can be made: a view after what it reads.</summary>
    public static IReadOnlyList<SchemaObject> All { get; } = [.. Read("order.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries)
        .Select(name => new SchemaObject(name, ForEach(Read(name + ".sql"))))];

    /// <summary>Whether the database has another text of one of them than this program. Before the migration that keeps the texts' hashes, it has.</summary>
    public static async Task<bool> AnyDiffersAsync(NpgsqlDataSource owner, CancellationToken cancellationToken)
    {
        await using var connection = await owner.OpenConnectionAsync(cancellationToken);
        return await connection.ExecuteScalarAsync<bool>(new CommandDefinition("select to_regclass('env.schema_object') is null", cancellationToken: cancellationToken))
            || (await DifferingAsync(connection, cancellationToken)).Count > 0;
    }

    /// <summary>Writes those whose text differs, all of them or none.</summary>
    /// <returns>How many.</returns>
    /// <exception cref="PostgresException">The login may not write one of them.</exception>
    public static async Task<int> WriteAsync(NpgsqlDataSource owner, CancellationToken cancellationToken)
    {
        await using var connection = await owner.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        // Of several programs that start at once, the first writes.
        await connection.ExecuteAsync(new CommandDefinition("lock table env.schema_object in exclusive mode", cancellationToken: cancellationToken));
        // What a function's body names may come later in the order.
        await connection.ExecuteAsync(new CommandDefinition("set local check_function_bodies = off", cancellationToken: cancellationToken));
        var differing = await DifferingAsync(connection, cancellationToken);
        foreach (var one in differing)
        {
            // A view that many rows depend on is replaced when those who read it have finished, however long that takes.
            await connection.ExecuteAsync(new CommandDefinition(one.Sql, commandTimeout: 0, cancellationToken: cancellationToken));
            await connection.ExecuteAsync(new CommandDefinition(
                "insert into env.schema_object (name, hash) values (@Name, @Hash) on conflict (name) do update set hash = excluded.hash, written_at = now()", one,
                cancellationToken: cancellationToken));
        }
        await connection.ExecuteAsync(new CommandDefinition(
            "delete from env.schema_object where name <> all (@names)", new { names = All.Select(one => one.Name).ToArray() }, cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
        return differing.Count;
    }

    static async Task<IReadOnlyList<SchemaObject>> DifferingAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var written = (await connection.QueryAsync<(string Name, string Hash)>(new CommandDefinition("select name, hash from env.schema_object", cancellationToken: cancellationToken)))
            .ToDictionary(row => row.Name, row => row.Hash, StringComparer.Ordinal);
        return [.. All.Where(one => written.GetValueOrDefault(one.Name) != one.Hash)];
    }

    /// <summary>
    /// A file of <c>each/</c> stands once for several schemas: its first line, <c>-- For each: side = public and rows = published; side = restricted and …</c>, says what
    /// stands for <c>{side}</c> and <c>{rows}</c> each time.
    /// </summary>
    static string ForEach(string sql)
    {
        const string start = "-- For each: ";
        if (!sql.StartsWith(start, StringComparison.Ordinal))
        {
            return sql;
        }
        var end = sql.IndexOf('\n', StringComparison.Ordinal);
        return string.Concat(sql[start.Length..end].Split("; ").Select(one => one.Split(" and ").Select(pair => pair.Split(" = "))
            .Aggregate(sql[(end + 1)..], (text, pair) => text.Replace($"{{{pair[0]}}}", pair[1], StringComparison.Ordinal))));
    }

    static string Read(string file)
    {
        using var stream = typeof(SchemaObjects).Assembly.GetManifestResourceStream(Folder + file) ?? throw new InvalidOperationException($"{Folder}{file} is not embedded.");
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
