using Npgsql;

namespace EnvGis.Database;

/// <summary>
/// What a server loads from files of its own: the procedural language and the extensions. A package that is upgraded or removed beneath a running server breaks them for
/// new sessions, while those that have loaded them go on.
/// </summary>
public static class ServerParts
{
    // One function of each, by the names that every role may call: PostGIS, unaccent, pg_trgm, btree_gist, PL/pgSQL.
    const string Sql = """
        select public.st_x(public.st_point(1, 2)), public.unaccent('ă'), public.similarity('a', 'b'), public.int4_dist(1, 2);
        do $$ begin perform 1; end $$
        """;

    /// <summary>Tries each in a session that has loaded nothing yet.</summary>
    /// <param name="fresh">Gives such sessions, see <see cref="Connections.Alone"/>.</param>
    /// <exception cref="PostgresException">One cannot be used; see <see cref="Broken"/>.</exception>
    public static async Task TryAsync(NpgsqlDataSource fresh, CancellationToken cancellationToken)
    {
        await using var connection = await fresh.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(Sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Whether a right was taken from the service's login, or a part of the schema from the database: what it asks is the program's own, so no caller's words are the cause.</summary>
    public static bool Altered(PostgresException fault) =>
        fault.SqlState is PostgresErrorCodes.InsufficientPrivilege or PostgresErrorCodes.UndefinedTable or PostgresErrorCodes.UndefinedColumn or PostgresErrorCodes.UndefinedFunction
            or PostgresErrorCodes.UndefinedObject or PostgresErrorCodes.InvalidSchemaName
            // A column of another type, a key that is gone, a function or a column that is there twice.
            or PostgresErrorCodes.DatatypeMismatch or PostgresErrorCodes.InvalidColumnReference or PostgresErrorCodes.AmbiguousColumn or PostgresErrorCodes.AmbiguousFunction
            or PostgresErrorCodes.WrongObjectType
        || fault.SqlState == PostgresErrorCodes.FeatureNotSupported && fault.Routine == "RevalidateCachedQuery";

    /// <summary>Whether the server failed by its own files, not by what it was asked: a library that is gone or fits another build, or data that cannot be read.</summary>
    public static bool Broken(PostgresException fault) =>
        fault.SqlState is PostgresErrorCodes.UndefinedFile or PostgresErrorCodes.IoError or PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted
        // Said by the server's own code, in whatever language its sentences are.
        || fault.Routine is "internal_load_library" or "load_external_function" or "incompatible_module_error" or "expand_dynamic_library_name" or "check_library"
        || fault.SqlState == PostgresErrorCodes.InternalError && fault.MessageText.Contains("librar", StringComparison.OrdinalIgnoreCase);
}
