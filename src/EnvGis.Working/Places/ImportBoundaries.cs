using System.Globalization;
using Dapper;
using EnvGis.Access;
using EnvGis.Audit;
using EnvGis.Database;
using EnvGis.Sandbox;
using EnvGis.Spatial.Numbers;
using Npgsql;

namespace EnvGis.Places;

/// <summary>Replaces the boundaries of one level by those of a file. GDAL reads the file in its own process and streams EPSG:4326 to us.</summary>
public static class ImportBoundaries
{
    /// <param name="Level">province or commune.</param>
    /// <param name="Epsg">Of the file's coordinates; null to believe the file.</param>
    public sealed record Request(string File, string Level, string CodeColumn, string NameColumn, string? Source, int? Epsg);

    /// <param name="Repaired">Codes whose geometry was not valid as given.</param>
    public sealed record Imported(int Boundaries, int Units, IReadOnlyList<string> Repaired, string Level)
    {
        public IEnumerable<string> Lines
        {
            get
            {
                yield return string.Create(CultureInfo.InvariantCulture, $"Loaded the boundaries of {Boundaries} of {Units} units of level {Level}.");
                if (Repaired.Count > 0)
                {
                    yield return $"Repaired {Repaired.Count} that crossed or touched themselves; look at them: {Short(Repaired)}.";
                }
            }
        }
    }

    const string GivenSql = "create temporary table given_boundary (code text not null, name text not null, geojson text) on commit drop";

    /// <exception cref="SetupException">The file cannot be used; the message says why and what to do. Nothing is changed then.</exception>
    public static async Task<Imported> RunAsync(OwnerDatabase database, Request request, CancellationToken cancellationToken)
    {
        var file = new GdalFile(request.File, request.Epsg);
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(GivenSql, transaction: transaction, cancellationToken: cancellationToken));
        await CopyAsync(request, file, connection, cancellationToken);

        var known = request.Level == "commune"
            ? "select code from env.commune where valid_to is null"
            : "select code from env.province where valid_to is null";
        var unknown = await ListAsync($"select distinct code from given_boundary where code not in ({known}) order by code");
        if (unknown.Count > 0)
        {
            throw new SetupException($"Cột {request.CodeColumn} có {unknown.Count} mã không phải mã {(request.Level == "commune" ? "xã, phường" : "tỉnh, thành phố")} hiện nay: {Short(unknown)}.",
                $"The column {request.CodeColumn} has {unknown.Count} code(s) that are no {request.Level} of today: {Short(unknown)}.");
        }
        var shapeless = await ListAsync("""
            select distinct code from given_boundary
            where geojson is null or geometrytype(st_geomfromgeojson(geojson)) not in ('POLYGON', 'MULTIPOLYGON') order by code
            """);
        if (shapeless.Count > 0)
        {
            throw new SetupException($"Các đơn vị này không có vùng nào trong tệp: {Short(shapeless)}.", $"These units have no polygon in the file: {Short(shapeless)}.");
        }
        var outside = await ListAsync("""
            select distinct code from given_boundary cross join lateral (select st_geomfromgeojson(geojson) as geom) g
            where st_xmin(geom) < 95 or st_xmax(geom) > 125 or st_ymin(geom) < 0 or st_ymax(geom) > 30 order by code
            """);
        if (outside.Count > 0)
        {
            throw new SetupException($"Các đơn vị này nằm xa ngoài Việt Nam, nên hệ tọa độ không như tệp khai; hãy cho biết bằng --srs: {Short(outside)}.",
                $"These units lie far outside Việt Nam, so the coordinate system is not what the file says; give it with --srs: {Short(outside)}.");
        }
        await connection.ExecuteAsync(new CommandDefinition("""
            create temporary table repaired_boundary on commit drop as
            select b.code, b.name, not st_isvalid(g.geom) as repaired,
                   st_multi(st_collectionextract(coalesce(r.repaired, g.geom), 3)) as geom,
                   coalesce(abs(r.area_after - r.area_before) > 0.001 * greatest(r.area_before, r.area_after), false) as changed
            from given_boundary b cross join lateral (select st_force2d(st_geomfromgeojson(b.geojson)) as geom offset 0) g
            left join lateral env.repair(g.geom) r on not st_isvalid(g.geom)
            """, transaction: transaction, cancellationToken: cancellationToken));
        var empty = await ListAsync("select code from repaired_boundary group by code having bool_and(st_isempty(geom)) order by code");
        if (empty.Count > 0)
        {
            throw new SetupException($"Vùng của các đơn vị này không có diện tích: {Short(empty)}.", $"The polygons of these units have no area: {Short(empty)}.");
        }
        // A boundary decides what lies in a unit: one that could be read in two ways is mended by whoever drew it.
        var changed = await ListAsync("select distinct code from repaired_boundary where changed order by code");
        if (changed.Count > 0)
        {
            throw new SetupException($"Vùng của các đơn vị này tự cắt hoặc tự chồng nên sửa sẽ làm đổi diện tích; hãy sửa trước: {Short(changed)}.",
                $"The polygons of these units cross or cover themselves so that a repair would change their area; mend them first: {Short(changed)}.");
        }
        var repaired = await ListAsync("select distinct code from repaired_boundary where repaired order by code");
        await connection.ExecuteAsync(new CommandDefinition(
            "delete from env.boundary where level = @Level", request, transaction, cancellationToken: cancellationToken));
        var loaded = await connection.ExecuteAsync(new CommandDefinition("""
            insert into env.boundary (level, code, name, geom, source)
            select @Level, code, min(name), case when count(*) = 1 then (array_agg(geom))[1] else st_multi(st_union(geom)) end, @source
            from repaired_boundary group by code
            """, new { request.Level, source = request.Source ?? file.Name }, transaction, cancellationToken: cancellationToken));
        var units = await connection.ExecuteScalarAsync<int>(new CommandDefinition(
            $"select count(*) from ({known}) units", transaction: transaction, cancellationToken: cancellationToken));
        await AuditTrail.AppendAsync(connection, Actor.CommandLine, "import-boundaries", request.Level, new { file = file.Name, units = loaded }, Concern.Country, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new(loaded, units, repaired, request.Level);

        async Task<IReadOnlyList<string>> ListAsync(string sql) =>
            (await connection.QueryAsync<string>(new CommandDefinition(sql, transaction: transaction, cancellationToken: cancellationToken))).AsList();
    }

    static async Task CopyAsync(Request request, GdalFile file, NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var copy = await connection.BeginBinaryImportAsync("copy given_boundary (code, name, geojson) from stdin (format binary)", cancellationToken);
        await foreach (var row in file.ReadAsync(cancellationToken))
        {
            // A column of numbers has lost its leading zeros, and may have got a fraction.
            var code = NumberText.WithoutZeroFraction(Cell(row, request.CodeColumn));
            code = code.All(char.IsAsciiDigit) ? code.PadLeft(request.Level == "commune" ? 5 : 2, '0') : code;
            var name = Cell(row, request.NameColumn);
            await copy.StartRowAsync(cancellationToken);
            await copy.WriteAsync(code, NpgsqlTypes.NpgsqlDbType.Text, cancellationToken);
            await copy.WriteAsync(name, NpgsqlTypes.NpgsqlDbType.Text, cancellationToken);
            await (row.Geometry is null ? copy.WriteNullAsync(cancellationToken)
                : copy.WriteAsync(row.Geometry, NpgsqlTypes.NpgsqlDbType.Text, cancellationToken));
        }
        await copy.CompleteAsync(cancellationToken);

        static string Cell(GdalFile.Row row, string column) => row.Cell(column) ?? throw (!row.Columns.Contains(column)
            ? GdalFile.MissingColumn(column, row.Columns)
            : new SetupException(string.Create(CultureInfo.InvariantCulture, $"Dòng {row.Number} không có gì ở cột {column}."),
                string.Create(CultureInfo.InvariantCulture, $"Row {row.Number} has nothing in the column {column}.")));
    }

    static string Short(IReadOnlyList<string> codes) => codes.Count <= 20 ? string.Join(", ", codes) : string.Join(", ", codes.Take(20)) + ", …";
}
