using System.Text.Json;
using Dapper;
using Npgsql;

namespace EnvGis.Backups;

/// <summary>What a backup holds, table by table, so that what comes out of it can be proved equal to what went in.</summary>
/// <param name="Format">Of the file; this program reads <see cref="Known"/> and earlier ones.</param>
/// <param name="Migrations">All that the database had seen, in order.</param>
/// <param name="Tables">By schema and name.</param>
/// <param name="Layers">All versions of each layer's features.</param>
/// <param name="ReferenceSystems">The rows of spatial_ref_sys that are ours: the extension's own dump leaves out those that it ships in other words.</param>
sealed record Manifest(
    int Format, DateTimeOffset MadeAt, string PostgreSql, IReadOnlyList<string> Migrations, IReadOnlyDictionary<string, Content> Tables,
    IReadOnlyDictionary<string, Content> Layers, IReadOnlyList<ReferenceSystem> ReferenceSystems, long DumpBytes, string DumpSha256)
{
    public const int Known = 2;

    public static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    /// <summary>The names of tables and layers that differ, each with what it has and what it should have; empty when all are equal.</summary>
    public IReadOnlyList<string> Differences(IReadOnlyDictionary<string, Content> tables, IReadOnlyDictionary<string, Content> layers) =>
        [.. Compare("", Tables, tables), .. Compare("layer ", Layers, layers)];

    static IEnumerable<string> Compare(string kind, IReadOnlyDictionary<string, Content> expected, IReadOnlyDictionary<string, Content> found) =>
        expected.Keys.Union(found.Keys).Order(StringComparer.Ordinal).Where(name => expected.GetValueOrDefault(name) != found.GetValueOrDefault(name))
            .Select(name => $"{kind}{name} has {found.GetValueOrDefault(name)?.Rows.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "no"} rows, the backup {expected.GetValueOrDefault(name)?.Rows.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "none"}");
}

/// <param name="Hash">128 bits over all rows, whatever their order.</param>
sealed record Content(long Rows, string Hash);

sealed record ReferenceSystem(int Srid, string Srtext, string Proj4text);

/// <summary>Counts and hashes, computed by the database as the rows go by.</summary>
static class ContentQuery
{
    // As text a row must not depend on who asks.
    const string Settings = "set local timezone = 'UTC'; set local datestyle = 'ISO, YMD'; set local intervalstyle = 'iso_8601'; set local bytea_output = 'hex'; set local extra_float_digits = 1";

    const string TablesSql = """
        select format('%I.%I', n.nspname, c.relname) from pg_class c join pg_namespace n on n.oid = c.relnamespace
        where c.relkind = 'r' and c.relpersistence = 'p' and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
          and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
        order by 1
        """;

    // Sums of both halves of every row's MD5: order does not matter, and a row that is altered, missing or there twice changes them.
    const string Hashed = """
        count(*), coalesce(sum(('x' || substr(m.h, 1, 16))::bit(64)::bigint::numeric), 0)::text || ' ' || coalesce(sum(('x' || substr(m.h, 17, 16))::bit(64)::bigint::numeric), 0)::text
        """;

    public static async Task<(Dictionary<string, Content> Tables, Dictionary<string, Content> Layers)> ReadAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await connection.ExecuteAsync(new CommandDefinition(Settings, cancellationToken: cancellationToken));
        var tables = new Dictionary<string, Content>(StringComparer.Ordinal);
        // Names come from the catalogue, quoted by it.
        foreach (var table in await connection.QueryAsync<string>(new CommandDefinition(TablesSql, cancellationToken: cancellationToken)))
        {
            tables[table] = await connection.QuerySingleAsync<Content>(new CommandDefinition(
                $"select c.rows, c.hash from (select {Hashed} from {table} t cross join lateral (select md5(t::text) as h) m) c (rows, hash)",
                commandTimeout: 0, cancellationToken: cancellationToken));
        }
        var layers = new Dictionary<string, Content>(StringComparer.Ordinal);
        if (tables.ContainsKey("env.feature_version"))
        {
            foreach (var (layer, rows, hash) in await connection.QueryAsync<(string, long, string)>(new CommandDefinition(
                $"select t.layer, {Hashed} from env.feature_version t cross join lateral (select md5(t::text) as h) m group by t.layer", commandTimeout: 0, cancellationToken: cancellationToken)))
            {
                layers[layer] = new(rows, hash);
            }
        }
        return (tables, layers);
    }
}
