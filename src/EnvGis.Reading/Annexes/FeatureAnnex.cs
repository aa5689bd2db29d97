using System.Globalization;
using Dapper;
using EnvGis.Access;
using EnvGis.Http;
using EnvGis.Spatial.Annex;
using EnvGis.Spatial.Crs;
using EnvGis.Spatial.Documents;
using Microsoft.AspNetCore.Http.HttpResults;
using NetTopologySuite.IO;

namespace EnvGis.Annexes;

/// <summary>The annex of a place in force, or of an older version, for whoever may see it.</summary>
static class FeatureAnnex
{
    sealed record Row(long Version, string Code, string Name, string? Document, int? Epsg, short? Decimals);

    const string Sql = """
        select v.version_id as Version, v.code, v.name_vi as Name, a.document, a.epsg, a.decimals
        from feature_version v left join legal_annex a on a.version_id = v.version_id
        where v.id = @number and v.valid @> coalesce(@day::date, published.today()) and v.recorded @> coalesce(@asOf, now())
        """;

    const string AroundSql = """
        select b.name, st_asbinary(b.geom) from published.boundary b
        where b.level = 'commune' and b.geom && st_makeenvelope(@west, @south, @east, @north, 4326) order by b.code limit 300
        """;

    public static async Task<Results<FileContentHttpResult, Refusal>> Handle(
        string id, string format, HttpContext context, Sight sight, Caller caller, LongAnswers places, CancellationToken cancellationToken)
    {
        var query = QueryParameters.Of(context.Request);
        var (day, asOf, repeats) = (query.OneDay("datetime"), query.Moment("asOf"), query.Boolean(AnnexFile.RepeatFirst.Name));
        if (query.IsRefused(out var refused))
        {
            return refused;
        }
        if (!AnnexFile.Has(format))
        {
            return Problems.UnknownAnnexFormat(format);
        }
        if (!long.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
        {
            return Problems.UnknownFeature(id);
        }
        if (!places.TryTake(caller, out var place, out refused))
        {
            return refused;
        }
        using var taken = place;
        AnnexShape? shape;
        Row? row;
        var onDay = day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        await using (var connection = await sight.Database.Source.OpenConnectionAsync(cancellationToken))
        {
            row = await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition(Sql, new { number, day = onDay, asOf = asOf?.UtcDateTime }, cancellationToken: cancellationToken));
            if (row is null)
            {
                var known = await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
                    "select exists (select from feature_version where id = @number)", new { number }, cancellationToken: cancellationToken));
                return known && (onDay ?? query["asOf"]) is { } when ? Problems.NotInForce(id, when) : known ? Problems.NoAnnex(id) : Problems.UnknownFeature(id);
            }
            shape = row.Epsg is { } epsg ? await StoredAnnex.ReadAsync(connection, row.Version, epsg, row.Decimals, cancellationToken) : null;
        }
        if (shape is null)
        {
            return Problems.NoAnnex(id);
        }
        context.Response.Headers.CacheControl = "no-cache";
        var annex = new AnnexDocument($"Tọa độ khu vực {row.Name}", $"Kèm theo {row.Document}", [new CoordinateTable(row.Name, shape, repeats ?? false)], AnnexFile.Verification(context.Request));
        return await AnnexFile.AnswerAsync(format, annex, $"{row.Code}-annex-EPSG{shape.Lattice.Zone.Code}", AroundAsync, cancellationToken);

        async Task<IReadOnlyList<MapPlace>> AroundAsync(IReadOnlyList<Extent> sheets)
        {
            await using var connection = await sight.Database.Source.OpenConnectionAsync(cancellationToken);
            var found = await connection.QueryAsync<(string Name, byte[] Wkb)>(new CommandDefinition(AroundSql, new
            {
                west = sheets.Min(sheet => sheet.West), south = sheets.Min(sheet => sheet.South), east = sheets.Max(sheet => sheet.East), north = sheets.Max(sheet => sheet.North),
            }, cancellationToken: cancellationToken));
            var reader = new WKBReader();
            return [.. found.Select(one => new MapPlace(one.Name, reader.Read(one.Wkb)))];
        }
    }
}
