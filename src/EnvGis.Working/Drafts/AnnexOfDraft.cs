using System.Globalization;
using System.Text.Json;
using Dapper;
using EnvGis.Access;
using EnvGis.Database;
using EnvGis.Http;
using EnvGis.Spatial.Annex;
using EnvGis.Spatial.Documents;
using Microsoft.AspNetCore.Http.HttpResults;
using NetTopologySuite.IO;

namespace EnvGis.Drafts;

/// <summary>The annex that a draft would have, for whoever sees the draft: to be read, printed and put before the one who signs. Number and day stay open until they are decided.</summary>
static class AnnexOfDraft
{
    public static readonly Parameter OfFeature = new("feature", "Số của một đối tượng trong bản dự thảo; bỏ trống là tất cả", "Number of one feature in the draft; all of them when left out", "integer")
    {
        Kind = ParameterKind.Whole, Least = 1, Most = int.MaxValue,
    };

    sealed record Row(int Number, string Layer, string Name, string Shape);

    // What is ended has no annex.
    const string Sql = """
        select f.number, f.layer, f.name_vi as Name, f.shape::text as Shape from env.draft_feature f
        where f.draft_id = @draft and (@number::integer is null or f.number = @number) and not f.dropped and f.change <> 'retire' and f.shape is not null order by f.number
        """;

    const string AroundSql = """
        select b.name, st_asbinary(b.geom) from env.boundary b
        where b.level = 'commune' and b.geom && st_makeenvelope(@west, @south, @east, @north, 4326) order by b.code limit 300
        """;

    public static async Task<Results<FileContentHttpResult, Refusal>> Handle(
        string id, string format, HttpContext context, Caller caller, WorkingDatabase database, LongAnswers places, CancellationToken cancellationToken)
    {
        var query = QueryParameters.Of(context.Request);
        var (number, _) = (query.Whole(OfFeature.Name), query.Boolean(AnnexFile.RepeatFirst.Name));
        if (query.IsRefused(out var refused))
        {
            return refused;
        }
        if (!AnnexFile.Has(format))
        {
            return Problems.UnknownAnnexFormat(format);
        }
        if (!places.TryTake(caller, out var place, out refused))
        {
            return refused;
        }
        using var taken = place;
        Draft? draft;
        List<Row> rows;
        await using (var connection = await database.Source.OpenConnectionAsync(cancellationToken))
        {
            draft = await DraftSight.FindAsync(connection, id, caller, cancellationToken);
            if (draft is null)
            {
                return Problems.UnknownDraft(id);
            }
            rows = [.. (await connection.QueryAsync<Row>(new CommandDefinition(Sql, new { draft = draft.Id, number }, cancellationToken: cancellationToken)))
                .Where(row => DraftSight.SeesLayer(caller, draft.Province, row.Layer))];
        }
        if (rows.Count == 0)
        {
            return Problems.NothingDrawn(id);
        }
        context.Response.Headers.CacheControl = "no-store";
        var zones = rows.Select(row => AnnexFile.Table(row.Name, AnnexShape.Read(JsonElement.Parse(row.Shape)), query)).ToArray();
        var annex = new AnnexDocument(rows.Count == 1 ? $"Tọa độ khu vực {rows[0].Name}" : $"Tọa độ các khu vực: {draft.Title}", null, [.. zones], AnnexFile.Verification(context.Request));
        var name = string.Create(CultureInfo.InvariantCulture, $"draft-{draft.Id}{(number is null ? "" : $"-{number}")}-annex-EPSG{draft.Epsg}");
        return await AnnexFile.AnswerAsync(format, annex, name, AroundAsync, cancellationToken);

        async Task<IReadOnlyList<MapPlace>> AroundAsync(IReadOnlyList<Spatial.Crs.Extent> sheets)
        {
            await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
            var found = await connection.QueryAsync<(string Name, byte[] Wkb)>(new CommandDefinition(AroundSql, new
            {
                west = sheets.Min(sheet => sheet.West), south = sheets.Min(sheet => sheet.South), east = sheets.Max(sheet => sheet.East), north = sheets.Max(sheet => sheet.North),
            }, cancellationToken: cancellationToken));
            var reader = new WKBReader();
            return [.. found.Select(one => new MapPlace(one.Name, reader.Read(one.Wkb)))];
        }
    }
}
