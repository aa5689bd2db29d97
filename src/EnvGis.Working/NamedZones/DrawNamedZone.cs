using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dapper;
using EnvGis.Access;
using EnvGis.Database;
using EnvGis.Drafts;
using EnvGis.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace EnvGis.NamedZones;

/// <summary>
/// Draws a zone from its members: those that are whole communes with a boundary become the recipe of a feature in a draft. One in force already is taken in, so that the decision changes it and
/// adds no second. What could not be drawn is told, and is drawn by hand or from its source.
/// </summary>
static class DrawNamedZone
{
    /// <summary>How far ahead a day may lie of which members are drawn: plans reach no farther.</summary>
    const int MostYears = 30;

    /// <param name="Draft">An open one of the zone's province; a new one is begun when left out.</param>
    /// <param name="Title">Of the new draft; the zone's name when left out.</param>
    /// <param name="Epsg">Of the new draft; that of the province's maps when left out.</param>
    /// <param name="Decimals">Of the new draft: 2 (when left out) or 3.</param>
    /// <param name="AccuracyM">Of the communes' boundaries, metres; 1,000 when left out, as where none is known.</param>
    /// <param name="AsOf">The day whose members are drawn, today or later; today when left out.</param>
    public sealed record Request(
        long? Draft, [property: JsonConverter(typeof(PlainLine)), StringLength(300)] string? Title, int? Epsg, int? Decimals, double? AccuracyM,
        DateOnly? AsOf);

    public static async Task<Results<Ok<NamedZoneAnswers.Drawn>, Refusal>> Handle(
        string id, Request request, HttpContext context, Caller caller, WorkingDatabase database, LongAnswers places, CancellationToken cancellationToken) =>
        await new RecipesOfAct(places, caller).DoAsync(async recipes => await OnceAsync(id, request, recipes, context, caller, database, cancellationToken), full => full, cancellationToken);

    static async Task<Results<Ok<NamedZoneAnswers.Drawn>, Refusal>> OnceAsync(
        string id, Request request, RecipesOfAct recipes, HttpContext context, Caller caller, WorkingDatabase database, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await ReadNamedZones.FindAsync(connection, id, caller, cancellationToken) is not { } zone)
        {
            return Problems.UnknownNamedZone(id);
        }
        if (!zone.MayChange)
        {
            return DraftSight.May(caller, Act.Draft, zone.Zone.Province) ? Problems.NotAllowed() : Problems.OutsideYourProvinces();
        }
        await SaveNamedZone.OneAtATimeAsync(connection, zone.Zone.Id, cancellationToken);
        zone = (await ReadNamedZones.FindAsync(connection, id, caller, cancellationToken))!;
        if (zone.Zone.Withdrawn)
        {
            return Problems.NothingToDraw("vùng đã được rút khỏi sổ", "the zone was withdrawn from the register");
        }
        if (zone.Zone is { Draft: { } held, Number: { } place })
        {
            return Problems.InDraftAlready(held, place);
        }
        var members = zone.Versions[0].Says.Members!;
        var drawable = zone.Members;
        if (request.AsOf is { } day)
        {
            if (await NamedZoneMembers.TodayAsync(connection, cancellationToken) is var today && (day < today || day > today.AddYears(MostYears)))
            {
                return Problems.BadField("asOf", $"cần ngày từ hôm nay đến {MostYears} năm sau", $"it takes a day from today to {MostYears} years ahead");
            }
            drawable = await NamedZoneMembers.DrawableAsync(connection, zone.Zone.Province, [.. members.Select(one => one!)], day, cancellationToken);
        }
        var codes = drawable.Where(one => one.Why is null).Select(one => members[one.Place - 1]!.Commune!).Distinct().ToList();
        if (codes.Count == 0)
        {
            return drawable.Count == 0 ? Problems.NothingToDraw("quy hoạch không nêu thành phần nào của vùng", "the plan names no member of the zone")
                : Problems.NothingToDraw("không có xã trọn vẹn nào đã nạp ranh giới và đang áp dụng", "there is no whole commune that counts today and whose boundary is loaded");
        }
        try
        {
            var (draft, refusal) = request.Draft is { } open ? await OpenAsync(connection, open, zone.Zone.Province, caller, cancellationToken)
                : await BeginDraft.OpenAsync(connection,
                    new(string.IsNullOrWhiteSpace(request.Title) ? zone.Zone.Name.Vi : request.Title, null, zone.Zone.Province, request.Epsg, request.Decimals, null), caller, cancellationToken);
            if (draft is null)
            {
                return refusal!;
            }
            // Without the province's boundary whole communes of it stay within it all the same.
            var clip = await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
                "select exists (select from env.boundary where level = 'province' and code = @Province)", new { zone.Zone.Province }, cancellationToken: cancellationToken));
            var recipe = new RecipeForm(zone.Zone.Clause, null, [.. codes.Select(code => new RecipeForm.Member(code, 0))], null, clip, null, request.AccuracyM, null);
            var (number, wrong) = await ChangeDraft.DoAsync(connection, draft, caller, Of(zone.Zone, recipe), recipes, cancellationToken);
            if (wrong is not null)
            {
                return wrong;
            }
            await connection.ExecuteAsync(new CommandDefinition("""
                insert into env.named_zone_drawing (draft_id, feature_number, zone_id, version, author, person_id) values (@Draft, @number, @Zone, @Version, @Author, @PersonId)
                """, new { Draft = draft.Id, number, Zone = zone.Zone.Id, zone.Zone.Version, caller.Author, caller.PersonId }, cancellationToken: cancellationToken));
            await transaction.CommitAsync(cancellationToken);
            context.Response.Headers.CacheControl = "no-store";
            return TypedResults.Ok(new NamedZoneAnswers.Drawn(draft.Id, number, drawable));
        }
        catch (PostgresException refused) when (DraftRefusals.Of(refused) is { } known)
        {
            return known;
        }
    }

    // The clause comes with the recipe. What else the layer wants to be told is filled in in the draft, by who knows it.
    static ChangeDraft.Change Of(NamedZoneAnswers.Summary zone, RecipeForm recipe) => zone.Feature is { } feature
        ? new("take", null, feature, null, null, null, null, null, null, recipe, null, null)
        : new("add", null, null, zone.Layer, new(zone.Name.Vi, zone.Name.En), new Dictionary<string, JsonElement>(), null, null, null, recipe, null, null);

    static async Task<(Draft? Draft, Refusal? Refusal)> OpenAsync(NpgsqlConnection connection, long id, string province, Caller caller, CancellationToken cancellationToken)
    {
        if (await DraftSight.FindAsync(connection, id.ToString(CultureInfo.InvariantCulture), caller, cancellationToken, keep: true) is not { } draft)
        {
            return (null, Problems.UnknownDraft(id.ToString(CultureInfo.InvariantCulture)));
        }
        return draft.Province != province ? (null, Problems.BadField("draft", "cần bản dự thảo của cùng tỉnh", "it takes a draft of the same province"))
            : draft.TakesChanges ? (draft, null) : (null, await StepDraft.TakesNoChangesAsync(connection, draft, cancellationToken));
    }
}
