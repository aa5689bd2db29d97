using System.Text.Json;
using Dapper;
using EnvGis.Access;
using EnvGis.Database;
using EnvGis.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EnvGis.Drafts;

/// <summary>What a map of a draft shows: its own features beside what they were, and the zones in force around them with every corner, to draw along.</summary>
static class LookAround
{
    const int MostNeighbours = 200;

    public static readonly Parameter Box = Parameter.Bbox with { Required = true };

    public sealed record Neighbours(IReadOnlyList<Neighbour> Zones, bool IsAll);

    /// <param name="Id">Of the feature in force.</param>
    /// <param name="Shape">On the draft's lattice.</param>
    /// <param name="Exact">Whether these corners are its annex's own; else they are its points brought to the nearest of the lattice.</param>
    public sealed record Neighbour(long Id, string Layer, string Name, [property: FormOf(typeof(DraftAnswers.AnnexForm))] JsonElement Shape, bool Exact);

    /// <summary>A FeatureCollection (RFC 7946).</summary>
    public sealed record Outlines(string Type, IReadOnlyList<OutlineFeature> Features);

    public sealed record OutlineFeature(string Type, [property: FormOf(typeof(DraftAnswers.Outline))] JsonElement Geometry, OutlineProperties Properties);

    /// <param name="Role">draft: as it is drawn; in-force: what it was when it was taken in.</param>
    public sealed record OutlineProperties(int Number, long? Id, string Layer, [property: OneOf("add", "change", "retire", "locate")] string Change, string Name, [property: OneOf("draft", "in-force")] string Role);

    public static async Task<Results<Ok<Neighbours>, Refusal>> ListNeighbours(string id, HttpContext context, Caller caller, WorkingDatabase database, CancellationToken cancellationToken)
    {
        var query = QueryParameters.Of(context.Request);
        var box = query.Box("bbox");
        if (query.IsRefused(out var refusal) || box is null)
        {
            return refusal!;
        }
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        if (await DraftSight.FindAsync(connection, id, caller, cancellationToken) is not { } draft)
        {
            return Problems.UnknownDraft(id);
        }
        var zones = await Surroundings.ZonesAsync(connection, draft, caller, "select st_geomfromwkb(b, 4326) from unnest(@boxes) b", new(new { boxes = box.Select(one => one.AsBinary()).ToArray() }),
            MostNeighbours + 1, cancellationToken);
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new Neighbours(
            [.. zones.Take(MostNeighbours).Select(zone => new Neighbour(zone.Id, zone.Layer, zone.Name, JsonElement.Parse(zone.Shape.Json), zone.Exact))], zones.Count <= MostNeighbours));
    }

    public static async Task<Results<Ok<Outlines>, Refusal>> ListOutlines(string id, HttpContext context, Caller caller, WorkingDatabase database, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        if (await DraftSight.FindAsync(connection, id, caller, cancellationToken) is not { } draft)
        {
            return Problems.UnknownDraft(id);
        }
        // 9 decimals are a tenth of a millimetre: this is to be looked at.
        var rows = await connection.QueryAsync<(int Number, long? Feature, string Layer, string Change, string Name, string Role, string Geometry)>(new CommandDefinition("""
            select f.number, f.feature_id, f.layer, f.change, f.name_vi, 'in-force', st_asgeojson(v.geom, 9)
            from env.draft_feature f join env.feature_version v on v.id = f.base_version
            where f.draft_id = @Id and not f.dropped and v.geom is not null
            union all
            select f.number, f.feature_id, f.layer, f.change, f.name_vi, 'draft', st_asgeojson(f.geom, 9)
            from env.draft_feature f where f.draft_id = @Id and not f.dropped and f.geom is not null and f.change <> 'retire'
            order by 1, 6 desc
            """, new { draft.Id }, cancellationToken: cancellationToken));
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new Outlines("FeatureCollection", [.. rows.Where(row => DraftSight.SeesLayer(caller, draft.Province, row.Layer))
            .Select(row => new OutlineFeature("Feature", JsonElement.Parse(row.Geometry), new(row.Number, row.Feature, row.Layer, row.Change, row.Name, row.Role)))]));
    }
}
