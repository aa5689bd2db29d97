using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using Dapper;
using EnvGis.Database;
using Npgsql;

namespace EnvGis.Places;

/// <summary>Replaces the boundaries of one level by those of a file. GDAL reads the file in its own process and streams EPSG:4326 to us.</summary>
static class ImportBoundaries
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
        if (!File.Exists(request.File) && !Directory.Exists(request.File))
        {
            throw new SetupException($"There is no file {request.File}.");
        }
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await connection.ExecuteAsync(new CommandDefinition(GivenSql, transaction: transaction, cancellationToken: cancellationToken));
        await CopyAsync(request, connection, cancellationToken);

        var known = request.Level == "commune"
            ? "select code from env.commune where valid_to is null"
            : "select code from env.province where valid_to is null";
        var unknown = await ListAsync($"select distinct code from given_boundary where code not in ({known}) order by code");
        if (unknown.Count > 0)
        {
            throw new SetupException($"The column {request.CodeColumn} has {unknown.Count} code(s) that are no {request.Level} of today: {Short(unknown)}.");
        }
        var shapeless = await ListAsync("""
            select distinct code from given_boundary
            where geojson is null or geometrytype(st_geomfromgeojson(geojson)) not in ('POLYGON', 'MULTIPOLYGON') order by code
            """);
        if (shapeless.Count > 0)
        {
            throw new SetupException($"These units have no polygon in the file: {Short(shapeless)}.");
        }
        var outside = await ListAsync("""
            select distinct code from given_boundary cross join lateral (select st_geomfromgeojson(geojson) as geom) g
            where st_xmin(geom) < 95 or st_xmax(geom) > 125 or st_ymin(geom) < 0 or st_ymax(geom) > 30 order by code
            """);
        if (outside.Count > 0)
        {
            throw new SetupException($"These units lie far outside Việt Nam, so the coordinate system is not what the file says; give it with --srs: {Short(outside)}.");
        }
        await connection.ExecuteAsync(new CommandDefinition("""
            create temporary table repaired_boundary on commit drop as
            select b.code, b.name, not st_isvalid(g.geom) as repaired,
                   st_multi(st_collectionextract(case when st_isvalid(g.geom) then g.geom else st_makevalid(g.geom) end, 3)) as geom
            from given_boundary b cross join lateral (select st_force2d(st_geomfromgeojson(b.geojson)) as geom offset 0) g
            """, transaction: transaction, cancellationToken: cancellationToken));
        var empty = await ListAsync("select code from repaired_boundary group by code having bool_and(st_isempty(geom)) order by code");
        if (empty.Count > 0)
        {
            throw new SetupException($"The polygons of these units have no area: {Short(empty)}.");
        }
        var repaired = await ListAsync("select distinct code from repaired_boundary where repaired order by code");
        await connection.ExecuteAsync(new CommandDefinition(
            "delete from env.boundary where level = @Level", request, transaction, cancellationToken: cancellationToken));
        var loaded = await connection.ExecuteAsync(new CommandDefinition("""
            insert into env.boundary (level, code, name, geom, source)
            select @Level, code, min(name), case when count(*) = 1 then (array_agg(geom))[1] else st_multi(st_union(geom)) end, @source
            from repaired_boundary group by code
            """, new { request.Level, source = request.Source ?? Path.GetFileName(request.File) }, transaction, cancellationToken: cancellationToken));
        var units = await connection.ExecuteScalarAsync<int>(new CommandDefinition(
            $"select count(*) from ({known}) units", transaction: transaction, cancellationToken: cancellationToken));
        await transaction.CommitAsync(cancellationToken);
        return new(loaded, units, repaired, request.Level);

        async Task<IReadOnlyList<string>> ListAsync(string sql) =>
            (await connection.QueryAsync<string>(new CommandDefinition(sql, transaction: transaction, cancellationToken: cancellationToken))).AsList();
    }

    static async Task CopyAsync(Request request, NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        using var ogr2ogr = Start(request);
        var complaints = ogr2ogr.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            var rows = 0;
            await using (var copy = await connection.BeginBinaryImportAsync("copy given_boundary (code, name, geojson) from stdin (format binary)", cancellationToken))
            {
                while (await ogr2ogr.StandardOutput.ReadLineAsync(cancellationToken) is { } line)
                {
                    if (line.Length == 0)
                    {
                        continue;
                    }
                    rows++;
                    var (code, name, geometry) = Read(line, rows, request);
                    await copy.StartRowAsync(cancellationToken);
                    await copy.WriteAsync(code, NpgsqlTypes.NpgsqlDbType.Text, cancellationToken);
                    await copy.WriteAsync(name, NpgsqlTypes.NpgsqlDbType.Text, cancellationToken);
                    await (geometry is null ? copy.WriteNullAsync(cancellationToken)
                        : copy.WriteAsync(geometry, NpgsqlTypes.NpgsqlDbType.Text, cancellationToken));
                }
                await copy.CompleteAsync(cancellationToken);
            }
            await ogr2ogr.WaitForExitAsync(cancellationToken);
            var said = await complaints;
            if (ogr2ogr.ExitCode != 0)
            {
                throw new SetupException(Explain(said, request));
            }
            if (rows == 0)
            {
                throw new SetupException($"{request.File} holds no rows.");
            }
        }
        finally
        {
            if (!ogr2ogr.HasExited)
            {
                ogr2ogr.Kill(entireProcessTree: true);
            }
        }
    }

    static Process Start(Request request)
    {
        var start = new ProcessStartInfo("ogr2ogr")
        {
            RedirectStandardOutput = true, RedirectStandardError = true, StandardOutputEncoding = Encoding.UTF8, StandardErrorEncoding = Encoding.UTF8,
        };
        var path = Path.GetFullPath(request.File);
        foreach (var argument in new[]
        {
            "-f", "GeoJSONSeq", "/vsistdout/", path.EndsWith(".zip", StringComparison.OrdinalIgnoreCase) ? "/vsizip/" + path : path,
            "-t_srs", "EPSG:4326", "-dim", "XY", "-lco", "COORDINATE_PRECISION=8",
        })
        {
            start.ArgumentList.Add(argument);
        }
        if (request.Epsg is { } epsg)
        {
            start.ArgumentList.Add("-s_srs");
            start.ArgumentList.Add(string.Create(CultureInfo.InvariantCulture, $"EPSG:{epsg}"));
        }
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception missing)
        {
            throw new SetupException("ogr2ogr is not installed, and it is what reads the file; install it with: apt-get install gdal-bin", missing);
        }
    }

    static (string Code, string Name, string? Geometry) Read(string line, int row, Request request)
    {
        using var feature = JsonDocument.Parse(line);
        var properties = feature.RootElement.GetProperty("properties");
        var geometry = feature.RootElement.GetProperty("geometry");
        var code = Cell(request.CodeColumn);
        // A column of numbers has lost its leading zeros.
        code = code.All(char.IsAsciiDigit) ? code.PadLeft(request.Level == "commune" ? 5 : 2, '0') : code;
        return (code, Cell(request.NameColumn), geometry.ValueKind == JsonValueKind.Object ? geometry.GetRawText() : null);

        string Cell(string column)
        {
            if (!properties.TryGetProperty(column, out var value))
            {
                var there = string.Join(", ", properties.EnumerateObject().Select(property => property.Name));
                throw new SetupException($"The file has no column {column}; it has {(there.Length == 0 ? "none" : there)}.");
            }
            var text = value.ValueKind == JsonValueKind.Null ? "" : value.ToString().Trim().Normalize(NormalizationForm.FormC);
            return text.Length > 0 ? text : throw new SetupException(string.Create(CultureInfo.InvariantCulture, $"Row {row} has nothing in the column {column}."));
        }
    }

    static string Explain(string complaints, Request request)
    {
        if (complaints.Contains("-s_srs", StringComparison.Ordinal))
        {
            return $"{request.File} does not say its coordinate system; give it with --srs, for example --srs 9213 for VN-2000, 106°30', 3°.";
        }
        if (complaints.Contains("not support", StringComparison.OrdinalIgnoreCase) && complaints.Contains("layer", StringComparison.OrdinalIgnoreCase))
        {
            return $"{request.File} holds several layers; save the one with the boundaries as a file of its own.";
        }
        if (complaints.Contains("Unable to open", StringComparison.Ordinal))
        {
            return $"GDAL cannot read {request.File}: it is damaged, or of a kind that GDAL does not know.";
        }
        var first = complaints.Split('\n').Select(line => line.Trim()).FirstOrDefault(line => line.StartsWith("ERROR", StringComparison.Ordinal));
        return $"GDAL cannot read {request.File}: {first ?? complaints.Trim().Split('\n')[0]}";
    }

    static string Short(IReadOnlyList<string> codes) => codes.Count <= 20 ? string.Join(", ", codes) : string.Join(", ", codes.Take(20)) + ", …";
}
