using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Dapper;
using EnvGis.Access;
using EnvGis.Database;
using EnvGis.Drafts;
using EnvGis.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EnvGis.Recipes;

/// <summary>What a recipe would make, by the same way as the operation that keeps it; nothing is written.</summary>
static class TryRecipe
{
    /// <param name="Layer">Of the zone to be.</param>
    /// <param name="Feature">The zone in force that would be built anew; null of a new one.</param>
    public sealed record Request([property: Required] string Layer, long? Feature, [property: Required] RecipeForm Recipe);

    /// <param name="Shape">On the draft's lattice.</param>
    /// <param name="Geometry">In WGS 84, longitude first.</param>
    /// <param name="AreaM2">Of the grid, on the printed numbers.</param>
    /// <param name="GroundM2">On the ellipsoid.</param>
    public sealed record Made(
        [property: FormOf(typeof(DraftAnswers.AnnexForm))] JsonElement Shape, [property: FormOf(typeof(DraftAnswers.Outline))] JsonElement Geometry, double AreaM2, double GroundM2, double PerimeterM,
        int Parts, RecipeAnswers.Told Recipe, IReadOnlyList<Note> Notes);

    /// <param name="Code">What it is about: distance, document, reach, dropped, clipped, subtracted, accuracy, beyond.</param>
    public sealed record Note([property: OneOf("distance", "document", "reach", "dropped", "clipped", "subtracted", "accuracy", "beyond")] string Code, Text Text);

    public static async Task<Results<Ok<Made>, Refusal>> Handle(
        string id, Request request, HttpContext context, Caller caller, WorkingDatabase database, LongAnswers places, CancellationToken cancellationToken)
    {
        var (gathered, unfit) = await GatherAsync(id, request, caller, database, cancellationToken);
        if (gathered is null)
        {
            return unfit!;
        }
        if (!places.TryTake(caller, out var place, out var full))
        {
            return full;
        }
        DraftRecipe.Built? built;
        using (place)
        {
            (built, var refusal) = await DraftRecipe.BuildAsync(gathered, cancellationToken);
            if (built is null)
            {
                return refusal!;
            }
        }
        var geometry = built.Shape.ToWgs84();
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        var ground = await connection.ExecuteScalarAsync<double>(new CommandDefinition(
            "select env.area_m2(st_geomfromwkb(@wkb, 4326))", new { wkb = geometry.AsBinary() }, cancellationToken: cancellationToken));
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new Made(DraftShape.ElementOf(built.Shape), DraftShape.GeoJsonOf(geometry), built.Shape.AreaM2, ground, built.Shape.PerimeterM, built.Shape.Parts.Length,
            await DraftRecipe.ToldAsync(connection, built.Kept, caller, cancellationToken), [.. RecipeWords.NotesOf(built.Kept)]));
    }

    static async Task<(DraftRecipe.Gathered? Gathered, Refusal? Refusal)> GatherAsync(string id, Request request, Caller caller, WorkingDatabase database, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        if (await DraftSight.FindAsync(connection, id, caller, cancellationToken) is not { } draft)
        {
            return (null, Problems.UnknownDraft(id));
        }
        if (!DraftSight.SeesLayer(caller, draft.Province, request.Layer)
            || !await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
                "select exists (select from env.layer where id = @Layer)", new { request.Layer }, cancellationToken: cancellationToken)))
        {
            return (null, Problems.UnknownLayer(request.Layer));
        }
        var aim = new DraftRecipe.Aim(draft.Province, DraftShape.LatticeOf(draft.Epsg, draft.Decimals), request.Layer, request.Feature, draft.Id);
        return await DraftRecipe.GatherAsync(connection, aim, caller, request.Recipe, cancellationToken);
    }
}
