using System.Globalization;
using Dapper;
using EnvGis.Access;
using EnvGis.Audit;
using EnvGis.Database;
using EnvGis.Sandbox;
using EnvGis.Http;
using Npgsql;

namespace EnvGis.Basemap;

/// <summary>Replaces what the map draws under the features of one kind (rivers, lakes, roads, places) by what a department's file holds.</summary>
public static class ImportBaseLayer
{
    public static readonly string[] Kinds = [.. Vocabularies.CodesOf(Vocabularies.BaseKind)];

    /// <param name="Kind">One of <see cref="Kinds"/>.</param>
    /// <param name="NameColumn">Null for features without names.</param>
    /// <param name="Source">Where the file comes from, as shown to people; the file's name when null.</param>
    /// <param name="Epsg">Of the file's coordinates; null to believe the file.</param>
    public sealed record Request(string File, string Kind, string? NameColumn, string? Source, int? Epsg);

    /// <param name="Rows">Of the file, those without geometry included.</param>
    /// <param name="Parts">Simple lines, areas or points that they became.</param>
    public sealed record Imported(string Kind, int Rows, int Parts, int Named, int WithoutGeometry, int Repaired)
    {
        public IEnumerable<string> Lines
        {
            get
            {
                yield return string.Create(CultureInfo.InvariantCulture,
                    $"Loaded {Rows - WithoutGeometry} rows of kind {Kind} as {Parts} parts, {Named} of them with a name. Pages show them at their next start.");
                if (WithoutGeometry > 0)
                {
                    yield return string.Create(CultureInfo.InvariantCulture, $"Left out {WithoutGeometry} rows without geometry.");
                }
                if (Repaired > 0)
                {
                    yield return string.Create(CultureInfo.InvariantCulture, $"Repaired {Repaired} areas that crossed or touched themselves.");
                }
            }
        }
    }

    const string GivenSql = """
        create temporary table given_base (number integer not null, name text, geojson text) on commit drop;
        create temporary table read_base (number integer not null, name text, geom geometry, repaired boolean not null) on commit drop
        """;

    // Each geometry is parsed and judged once.
    const string ReadSql = """
        insert into read_base (number, name, geom, repaired)
        select b.number, b.name, case when broken then st_makevalid(g.geom) else g.geom end, broken
        from given_base b
        cross join lateral (select st_force2d(st_geomfromgeojson(b.geojson)) as geom offset 0) g
        cross join lateral (select st_dimension(g.geom) = 2 and not st_isvalid(g.geom) as broken offset 0) v
        where b.geojson is not null
        """;

    // Pieces of one named line are joined, so that a name stands once along it and its length counts as a whole.
    const string WriteSql = """
        with part as (
            select name, (st_dump(geom)).geom from read_base where st_dimension(geom) <> 1 or name is null
            union all
            select name, (st_dump(st_linemerge(st_collect(geom)))).geom
            from (select name, (st_dump(geom)).geom from read_base where st_dimension(geom) = 1 and name is not null) piece group by name),
        measured as (
            select name, geom, case st_dimension(geom) when 2 then sqrt(st_area(geom::geography)) when 1 then st_length(geom::geography) else 0 end as own_m
            from part where not st_isempty(geom) and st_dimension(geom) = any(@dimensions) and (st_dimension(geom) = 0 or st_isvalid(geom))),
        reaching as (
            select name, geom,
                   case when name is not null and st_dimension(geom) = 1 then sum(own_m) over (partition by name, st_dimension(geom)) else own_m end as reach_m,
                   st_dimension(geom) as dimension
            from measured where own_m > 0 or st_dimension(geom) = 0)
        insert into env.base_feature (kind, name, geom, reach_m, from_zoom)
        select @Kind, name, geom, reach_m,
               -- A line is drawn from the zoom at which it is about 40 pixels long, an area from about 3 across; 156 543 m is a pixel at zoom 0.
               case dimension when 0 then 9
                   else greatest(5, least(14, ceil(ln(case dimension when 1 then 40 else 3 end * 156543.0 / reach_m) / ln(2.0)))) end
        from reaching
        """;

    /// <exception cref="SetupException">The file cannot be used; the message says why and what to do. Nothing is changed then.</exception>
    public static async Task<Imported> RunAsync(OwnerDatabase database, Request request, CancellationToken cancellationToken)
    {
        var file = new GdalFile(request.File, request.Epsg);
        int[] dimensions = request.Kind switch { "river" => [1, 2], "lake" => [2], "road" => [1], _ => [0] };
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await RunSql(GivenSql);
        var rows = await CopyAsync(request, file, connection, cancellationToken);
        await RunSql(ReadSql);

        var read = await connection.QuerySingleAsync<Read>(new CommandDefinition("""
            select count(*)::integer as count, (count(*) filter (where repaired))::integer as repaired,
                   (min(number) filter (where not coalesce(st_dimension(geom) = any(@dimensions), false)))::integer as other_row,
                   (count(*) filter (where not coalesce(st_dimension(geom) = any(@dimensions), false)))::integer as others,
                   (min(number) filter (where st_xmin(geom) < 95 or st_xmax(geom) > 125 or st_ymin(geom) < 0 or st_ymax(geom) > 30))::integer as outside_row
            from read_base
            """, new { dimensions }, transaction, cancellationToken: cancellationToken));
        if (read.count == 0)
        {
            throw new SetupException($"Không dòng nào của {request.File} có hình.", $"No row of {request.File} has a geometry.");
        }
        if (read.other_row is { } other)
        {
            throw new SetupException(string.Create(CultureInfo.InvariantCulture,
                $"Lớp {request.Kind} cần {Shapes(request.Kind).Vi}; {read.others} dòng của tệp là hình khác, đầu tiên là dòng {other}."), string.Create(CultureInfo.InvariantCulture,
                $"A {request.Kind} is {Shapes(request.Kind).En}; {read.others} row(s) of the file are something else, the first is row {other}."));
        }
        if (read.outside_row is { } outside)
        {
            throw new SetupException(string.Create(CultureInfo.InvariantCulture,
                $"Dòng {outside} nằm xa ngoài Việt Nam, nên hệ tọa độ không như tệp khai; hãy cho biết bằng --srs."), string.Create(CultureInfo.InvariantCulture,
                $"Row {outside} lies far outside Việt Nam, so the coordinate system is not what the file says; give it with --srs."));
        }

        await RunSql("delete from env.base_feature where kind = @Kind");
        await connection.ExecuteAsync(new CommandDefinition("""
            insert into env.base_source (kind, source) values (@Kind, @source)
            on conflict (kind) do update set source = excluded.source, loaded_at = now()
            """, new { request.Kind, source = request.Source ?? file.Name }, transaction, cancellationToken: cancellationToken));
        var parts = await connection.ExecuteAsync(new CommandDefinition(WriteSql, new { request.Kind, dimensions }, transaction, cancellationToken: cancellationToken));
        if (parts == 0)
        {
            throw new SetupException($"Không có gì trong {request.File} có chiều dài hay diện tích.", $"Nothing in {request.File} has a length or an area.");
        }
        var named = await connection.ExecuteScalarAsync<int>(new CommandDefinition(
            "select count(*) from env.base_feature where kind = @Kind and name is not null", request, transaction, cancellationToken: cancellationToken));
        await AuditTrail.AppendAsync(connection, Actor.CommandLine, "import-basemap", request.Kind, new { file = file.Name, parts }, Concern.Country, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return new(request.Kind, rows, parts, named, rows - read.count, read.repaired);

        Task RunSql(string sql) => connection.ExecuteAsync(new CommandDefinition(sql, request, transaction, cancellationToken: cancellationToken));
    }

    /// <returns>How many parts there were.</returns>
    public static async Task<int> RemoveAsync(OwnerDatabase database, string kind, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        var removed = await connection.ExecuteAsync(new CommandDefinition(
            "delete from env.base_feature where kind = @kind", new { kind }, transaction, cancellationToken: cancellationToken));
        await AuditTrail.AppendAsync(connection, Actor.CommandLine, "remove-basemap", kind, new { parts = removed }, Concern.Country, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return removed;
    }

    static async Task<int> CopyAsync(Request request, GdalFile file, NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var rows = 0;
        // A format may leave a column out of the rows that have no value in it, so only the end tells whether the file has none.
        var columns = new List<string>();
        await using var copy = await connection.BeginBinaryImportAsync("copy given_base (number, name, geojson) from stdin (format binary)", cancellationToken);
        await foreach (var row in file.ReadAsync(cancellationToken))
        {
            rows++;
            var name = request.NameColumn is null ? null : row.Cell(request.NameColumn);
            columns.AddRange(row.Columns.Except(columns).ToList());
            await copy.StartRowAsync(cancellationToken);
            await copy.WriteAsync(row.Number, NpgsqlTypes.NpgsqlDbType.Integer, cancellationToken);
            await TextAsync(name is { Length: > 300 } ? name[..300] : name);
            await TextAsync(row.Geometry);
        }
        if (request.NameColumn is { } column && !columns.Contains(column))
        {
            throw GdalFile.MissingColumn(column, columns);
        }
        await copy.CompleteAsync(cancellationToken);
        return rows;

        Task TextAsync(string? text) =>
            text is null ? copy.WriteNullAsync(cancellationToken) : copy.WriteAsync(text, NpgsqlTypes.NpgsqlDbType.Text, cancellationToken);
    }

    static (string Vi, string En) Shapes(string kind) => kind switch
    {
        "river" => ("đường hoặc vùng", "lines or areas"),
        "lake" => ("vùng", "areas"),
        "road" => ("đường", "lines"),
        _ => ("điểm", "points"),
    };

    sealed record Read(int count, int repaired, int? other_row, int others, int? outside_row);
}
