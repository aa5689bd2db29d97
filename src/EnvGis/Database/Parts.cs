using Npgsql;
using NpgsqlTypes;

namespace EnvGis.Database;

/// <summary>
/// What the tables and views of the schema consist of, as <c>Schema/parts.txt</c> lists it: columns with their types, triggers that are switched on, constraints; a line for each kind and relation.
/// Like <see cref="Rights"/>, the list is what a fresh database says of itself, and by it a running service finds what somebody has altered since.
/// </summary>
static class Parts
{
    /// <param name="Kind">column, trigger or constraint.</param>
    /// <param name="Name">Of a column with its type behind a colon.</param>
    public sealed record Part(string Kind, string Relation, string Name)
    {
        /// <summary>What it is, for who is to put it back.</summary>
        public (string Vi, string En) Told =>
            ($"{this.Kind switch { "column" => "cột", "trigger" => "trigger", _ => "ràng buộc" }} {this.Name} của {this.Relation}", $"{this.Kind} {this.Name} of {this.Relation}");
    }

    static readonly Lazy<IReadOnlyList<Part>> Listed = new(Read);

    /// <summary>All that the program needs.</summary>
    public static IReadOnlyList<Part> Needed => Listed.Value;

    // By the catalogue's names, as Rights does. A type of an extension is named without its schema, whatever the session's path.
    // From version 18 of PostgreSQL on a column that takes no null has a constraint of its own.
    const string PartsSql = """
        with relation as (
            select c.oid, n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = any (@schemas) and c.relkind in ('r', 'p', 'v', 'm')
        ), part as (
            select 'column' as kind, r.name as relation, a.attname || ':' || replace(replace(format_type(a.atttypid, null), 'public.', ''), ' ', '_') as name
                from pg_attribute a join relation r on r.oid = a.attrelid where a.attnum > 0 and not a.attisdropped
            union all
            select 'trigger', r.name, t.tgname from pg_trigger t join relation r on r.oid = t.tgrelid where not t.tgisinternal and t.tgenabled in ('O', 'A')
            union all
            select 'constraint', r.name, k.conname from pg_constraint k join relation r on r.oid = k.conrelid where k.contype <> 'n'
        )
        """;

    const string MissingSql = $"""
        {PartsSql}
        select n.kind, n.relation, n.name from unnest(@kinds, @relations, @names) with ordinality n (kind, relation, name, place)
        where not exists (select from part p where p.kind = n.kind and p.relation = n.relation and p.name = n.name) order by n.place
        """;

    /// <returns>What the database does not have, or has otherwise; empty when all is there.</returns>
    public static async Task<IReadOnlyList<Part>> MissingAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(MissingSql, connection);
        Add(command, "schemas", Rights.Schemas);
        Add(command, "kinds", [.. Needed.Select(one => one.Kind)]);
        Add(command, "relations", [.. Needed.Select(one => one.Relation)]);
        Add(command, "names", [.. Needed.Select(one => one.Name)]);
        return await PartsAsync(command, cancellationToken);
    }

    /// <summary>The list as it is written, of what a database consists of now.</summary>
    public static async Task<string> ListAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand($"{PartsSql} select kind, relation, name from part", connection);
        Add(command, "schemas", Rights.Schemas);
        return string.Concat((await PartsAsync(command, cancellationToken)).GroupBy(one => (one.Kind, one.Relation))
            .OrderBy(one => $"{one.Key.Kind} {one.Key.Relation}", StringComparer.Ordinal)
            .Select(one => $"{one.Key.Kind} {one.Key.Relation} {string.Join(' ', one.Select(part => part.Name).Order(StringComparer.Ordinal))}\n"));
    }

    static IReadOnlyList<Part> Read()
    {
        using var text = new StreamReader(typeof(SchemaObjects).Assembly.GetManifestResourceStream("Schema/parts.txt")!);
        var parts = new List<Part>();
        while (text.ReadLine() is { } line)
        {
            var words = line.Split(' ');
            parts.AddRange(words.Skip(2).Select(name => new Part(words[0], words[1], name)));
        }
        return parts;
    }

    static async Task<IReadOnlyList<Part>> PartsAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        var parts = new List<Part>();
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            parts.Add(new(rows.GetString(0), rows.GetString(1), rows.GetString(2)));
        }
        return parts;
    }

    static void Add(NpgsqlCommand command, string name, string[] values) => command.Parameters.Add(new(name, NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = values });
}
