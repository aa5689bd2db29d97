using Npgsql;
using NpgsqlTypes;

namespace EnvGis.Database;

/// <summary>
/// What each role of the service may do in the database, as <c>Schema/rights.txt</c> lists it: a line for each role and object. The list is what a fresh
/// database says of itself (a test compares), and by
/// it a running service finds what somebody has taken away since.
/// </summary>
static class Rights
{
    /// <param name="Role">public is everybody.</param>
    /// <param name="Kind">schema, relation, column or routine.</param>
    /// <param name="Object">By schema and name; a routine with the types of its arguments, a column behind its relation.</param>
    public sealed record Right(string Role, string Kind, string Object, string Privilege)
    {
        /// <summary>The statement that gives it back.</summary>
        public string Grant => this.Kind switch
        {
            "schema" => $"grant {this.Privilege} on schema {this.Object} to {this.Role}",
            "routine" => $"grant {this.Privilege} on routine {this.Object} to {this.Role}",
            "column" => $"grant {this.Privilege} ({this.Object[(this.Object.LastIndexOf('.') + 1)..]}) on {this.Object[..this.Object.LastIndexOf('.')]} to {this.Role}",
            _ => $"grant {this.Privilege} on {this.Object} to {this.Role}",
        };
    }

    static readonly Lazy<IReadOnlyList<Right>> Listed = new(Read);

    /// <summary>All that the program needs.</summary>
    public static IReadOnlyList<Right> Needed => Listed.Value;

    // By the catalogue's names: a function that looks a name up needs a right on its schema itself. Partitions have rights of their own where they are named.
    const string Objects = """
        with object as (
            select 'schema' as kind, n.nspname::text as name, n.oid, 0::smallint as attribute from pg_namespace n where n.nspname = any (@schemas)
            union all
            select 'relation', n.nspname || '.' || c.relname, c.oid, 0::smallint from pg_class c join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = any (@schemas) and c.relkind in ('r', 'p', 'v', 'm', 'S', 'f')
            union all
            select 'column', n.nspname || '.' || c.relname || '.' || a.attname, c.oid, a.attnum::smallint
                from pg_attribute a join pg_class c on c.oid = a.attrelid join pg_namespace n on n.oid = c.relnamespace
            where n.nspname = any (@schemas) and a.attacl is not null and not a.attisdropped
            union all
            select 'routine', n.nspname || '.' || p.proname || '(' || oidvectortypes(p.proargtypes) || ')', p.oid, 0::smallint
                from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname = any (@schemas)
        )
        """;

    const string MissingSql = $"""
        {Objects}
        select r.role, r.kind, r.name, r.privilege from unnest(@roles, @kinds, @names, @privileges) r (role, kind, name, privilege) left join object o using (kind, name)
        where o.oid is null or not case r.kind
            when 'schema' then has_schema_privilege(r.role, o.oid, r.privilege)
            when 'routine' then has_function_privilege(r.role, o.oid, r.privilege)
            when 'column' then has_column_privilege(r.role, o.oid, o.attribute, r.privilege)
            else case when (select c.relkind from pg_class c where c.oid = o.oid) = 'S' then has_sequence_privilege(r.role, o.oid, r.privilege)
                else has_table_privilege(r.role, o.oid, r.privilege) end end
        """;

    /// <summary>Those of the service.</summary>
    public static readonly string[] Schemas = ["account", "audit", "env", "member", "plans", "published", "restricted", "staging"];

    /// <returns>What the database does not grant, the objects that it lacks among it; empty when all is there.</returns>
    public static async Task<IReadOnlyList<Right>> MissingAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(MissingSql, connection);
        Add(command, "schemas", Schemas);
        Add(command, "roles", [.. Needed.Select(one => one.Role)]);
        Add(command, "kinds", [.. Needed.Select(one => one.Kind)]);
        Add(command, "names", [.. Needed.Select(one => one.Object)]);
        Add(command, "privileges", [.. Needed.Select(one => one.Privilege)]);
        return await RightsAsync(command, cancellationToken);
    }

    const string GivenSql = $"""
        {Objects}
        select case given.grantee when 0 then 'public' else given.grantee::regrole::text end, o.kind, o.name, given.privilege_type
        from object o cross join lateral aclexplode(case o.kind
            when 'schema' then (select nspacl from pg_namespace where oid = o.oid)
            when 'routine' then (select coalesce(proacl, acldefault('f', proowner)) from pg_proc where oid = o.oid)
            when 'column' then (select attacl from pg_attribute where attrelid = o.oid and attnum = o.attribute)
            else (select relacl from pg_class where oid = o.oid) end) given
        where given.grantee = 0 or given.grantee::regrole::text = any (@roles)
        order by 1, 2, 3, 4
        """;

    /// <summary>The list as it is written, of what a database grants the roles of the service now.</summary>
    public static async Task<string> ListAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(GivenSql, connection);
        Add(command, "schemas", Schemas);
        Add(command, "roles", ["envgis_accounts", "envgis_member", "envgis_reader", "envgis_writer"]);
        return string.Concat((await RightsAsync(command, cancellationToken)).GroupBy(one => (one.Role, one.Kind, one.Object))
            .OrderBy(one => $"{one.Key.Role} {one.Key.Kind} {one.Key.Object}", StringComparer.Ordinal)
            .Select(one => $"{one.Key.Role} {one.Key.Kind} {string.Join(",", one.Select(right => right.Privilege.ToLowerInvariant()))} {one.Key.Object}\n"));
    }

    static IReadOnlyList<Right> Read()
    {
        using var text = new StreamReader(typeof(SchemaObjects).Assembly.GetManifestResourceStream("Schema/rights.txt")!);
        var rights = new List<Right>();
        while (text.ReadLine() is { } line)
        {
            var parts = line.Split(' ', 4);
            rights.AddRange(parts[2].Split(',').Select(privilege => new Right(parts[0], parts[1], parts[3], privilege)));
        }
        return rights;
    }

    static async Task<IReadOnlyList<Right>> RightsAsync(NpgsqlCommand command, CancellationToken cancellationToken)
    {
        var rights = new List<Right>();
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            rights.Add(new(rows.GetString(0), rows.GetString(1), rows.GetString(2), rows.GetString(3)));
        }
        return rights;
    }

    static void Add(NpgsqlCommand command, string name, string[] values) => command.Parameters.Add(new(name, NpgsqlDbType.Array | NpgsqlDbType.Text) { Value = values });
}
