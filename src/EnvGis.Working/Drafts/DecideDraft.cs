using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dapper;
using EnvGis.Access;
using EnvGis.Audit;
using EnvGis.Database;
using EnvGis.Http;
using EnvGis.Spatial.Annex;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace EnvGis.Drafts;

/// <summary>
/// The provincial committee's decision, by which alone a draft comes into force: rehearsed on the real tables, then recorded with all that it changes in one transaction. What is not as it was
/// approved is
/// not put in force.
/// </summary>
static class DecideDraft
{
    const int MostDocumentBytes = 30 << 20;

    /// <summary>Further ahead a year is mistyped more often than meant.</summary>
    const int YearsWithoutQuestion = 10;

    /// <summary>A scan of that many bytes as Base64, and the form around it.</summary>
    public const int MostMegabytes = 41;

    /// <param name="Number">As signed, such as <c>525/QĐ-UBND</c>.</param>
    /// <param name="EffectiveTo">The last day, where the decision itself says so.</param>
    /// <param name="Document">The signed document as Base64, kept byte for byte.</param>
    /// <param name="Sure">That a first day more than 10 years after the signing is meant.</param>
    public record Request(
        [property: JsonConverter(typeof(PlainLine)), StringLength(100)] string? Number, DateOnly? IssuedOn, [property: JsonConverter(typeof(PlainLine)), StringLength(200)] string? Issuer,
        [property: JsonConverter(typeof(PlainLine)), StringLength(200)] string? Signatory, [property: JsonConverter(typeof(PlainLine)), StringLength(500)] string? Title, DateOnly? EffectiveFrom,
        DateOnly? EffectiveTo, [property: JsonConverter(typeof(PlainLine)), StringLength(200)] string? DocumentName, string? Document, bool? Sure = null);

    /// <param name="Features">Of the draft, in its order; those that were added have an id now.</param>
    public sealed record Decided(long Decision, IReadOnlyList<long> Features);

    /// <param name="Hash">Of the content that was rehearsed: what is to be approved.</param>
    /// <param name="FirstDay">The first day on which it is seen.</param>
    public sealed record Rehearsed(string Hash, DateOnly FirstDay, IReadOnlyList<Seen> Features);

    /// <summary>What readers will see of a feature on the first day.</summary>
    /// <param name="AreaM2">On the ellipsoid; null of one that ends.</param>
    /// <param name="WasM2">The same of what is in force; null of one that is added.</param>
    /// <param name="Extent">West, south, east, north in degrees.</param>
    /// <param name="Told">What the outbox will tell of it: insert, update, delete.</param>
    public sealed record Seen(int Number, long? Feature, string Layer, string Change, string Name, double? AreaM2, double? WasM2, [property: Numbers(4)] double[]? Extent, IReadOnlyList<string>? Told);

    public static async Task<Results<Ok<Rehearsed>, Refusal>> Rehearse(string id, Request request, Caller caller, WorkingDatabase database, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        if (await DraftSight.FindAsync(connection, id, caller, cancellationToken) is not { } draft)
        {
            return Problems.UnknownDraft(id);
        }
        var (given, _, refusal) = await GivenAsync(connection, request, draft, rehearsed: true, cancellationToken);
        if (given is null)
        {
            return refusal!;
        }
        try
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            if (await UnderivedAsync(connection, draft, cancellationToken) is { } underived)
            {
                return underived;
            }
            var seen = await connection.ExecuteScalarAsync<string>(new CommandDefinition("select env.rehearse(@Id, @given::jsonb)::text", new { draft.Id, given }, transaction,
                cancellationToken: cancellationToken));
            await AuditTrail.AskAgainAsync(connection, caller.Actor, cancellationToken);
            await transaction.RollbackAsync(cancellationToken);
            if (JsonElement.Parse(seen!).TryGetProperty("refused", out var why))
            {
                return Worded(why);
            }
            if (draft.State == "approved" && await StopsAsync(connection, draft, given, caller, cancellationToken) is { } stopped)
            {
                return stopped;
            }
            var told = JsonSerializer.Deserialize<Rehearsed>(seen!, JsonSerializerOptions.Web)!;
            return TypedResults.Ok(told with { Features = [.. told.Features.Where(one => DraftSight.SeesLayer(caller, draft.Province, one.Layer))] });
        }
        catch (PostgresException fault) when (DraftRefusals.Of(fault) is { } known)
        {
            return known;
        }
    }

    public static async Task<Results<Created<Decided>, Refusal>> Handle(
        string id, Request request, Caller caller, WorkingDatabase database, AuditTrail audit, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        if (await DraftSight.FindAsync(connection, id, caller, cancellationToken) is not { } draft)
        {
            return Problems.UnknownDraft(id);
        }
        if (!await DraftSight.MayWholeAsync(connection, caller, Act.Decide, draft, cancellationToken))
        {
            await audit.AppendAsync(caller.Actor, Act.Decide.Word(), draft.Subject, null, draft.Concern, cancellationToken, "refused");
            return Problems.NotAllowed();
        }
        if (draft.State != "approved")
        {
            return await StepDraft.NoSuchStepAsync(connection, draft, "in_force", cancellationToken);
        }
        var (given, document, refusal) = await GivenAsync(connection, request, draft, rehearsed: false, cancellationToken);
        if (given is null)
        {
            return refusal!;
        }
        try
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            await connection.ExecuteAsync(new CommandDefinition("select set_config('envgis.author', @Author, true)", new { caller.Author }, transaction, cancellationToken: cancellationToken));
            // Kept from here on: nobody changes it between this look and the decision.
            if (await DraftSight.FindAsync(connection, id, caller, cancellationToken, keep: true) is not { } now)
            {
                return Problems.UnknownDraft(id);
            }
            if (await UnderivedAsync(connection, now, cancellationToken) is { } underived)
            {
                return underived;
            }
            // Another decision may have been made since the approval.
            if (await StopsAsync(connection, now, given, caller, cancellationToken) is { } stopped)
            {
                return stopped;
            }
            var (made, features, refused) = await connection.QuerySingleAsync<(long? Decision, long[]? Features, string? Refused)>(new CommandDefinition(
                "select decision_id, features, refused::text from env.try_decide(@Id, @given::jsonb, @document, @PersonId)", new { now.Id, given, document, caller.PersonId }, transaction,
                cancellationToken: cancellationToken));
            if (refused is not null)
            {
                return Worded(JsonElement.Parse(refused));
            }
            var decision = made!.Value;
            await AuditTrail.AppendAsync(connection, caller.Actor, Act.Decide.Word(), now.Subject,
                new { decision, request.Number, request.IssuedOn, request.Issuer, request.EffectiveFrom, request.EffectiveTo, hash = now.Approved, features }, now.Concern, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return TypedResults.Created($"/api/decisions/{decision.ToString(CultureInfo.InvariantCulture)}", new Decided(decision, features!));
        }
        catch (PostgresException fault) when (DraftRefusals.Of(fault) is { } known)
        {
            return known;
        }
    }

    /// <summary>
    /// The decision as env.make_decision takes it, and its scan. A rehearsal asks the same of what is given as the decision does; only what is still open is left out there, and stands for itself.
    /// </summary>
    static async Task<(string? Given, byte[]? Document, Refusal? Refusal)> GivenAsync(
        NpgsqlConnection connection, Request request, Draft draft, bool rehearsed, CancellationToken cancellationToken)
    {
        var today = await connection.ExecuteScalarAsync<DateOnly>(new CommandDefinition("select env.today()", cancellationToken: cancellationToken));
        var number = request.Number ?? (rehearsed ? "…" : null);
        var issuer = request.Issuer ?? (rehearsed ? "…" : null);
        var from = request.EffectiveFrom ?? (rehearsed ? today : null);
        var issuedOn = request.IssuedOn ?? (rehearsed ? from < today ? from : today : null);
        Refusal? wrong = draft.Corrects is not null ? null
            : string.IsNullOrWhiteSpace(number) ? Required("number") : issuedOn is null ? Required("issuedOn")
            : string.IsNullOrWhiteSpace(issuer) ? Required("issuer") : from is null ? Required("effectiveFrom")
            : issuedOn is not { Year: >= 1900 and < 2200 } || issuedOn > today ? Problems.BadField("issuedOn", "ngày ký không thể ở tương lai hoặc trước năm 1900",
                "it is neither in the future nor before 1900")
            : from is { Year: >= 2200 } || request.EffectiveTo is { Year: >= 2200 }
            ? Problems.BadField(from is { Year: >= 2200 } ? "effectiveFrom" : "effectiveTo", "ngày quá xa; hãy kiểm tra năm, hoặc bỏ trống ngày cuối khi chưa biết",
                "the day is too far ahead; check its year, or leave the last day out")
            : from < issuedOn ? Problems.BadField("effectiveFrom", "ngày có hiệu lực không thể trước ngày ký",
                "it takes effect on the day it is signed or later")
            : request.IssuedOn is { } signed && from > signed.AddYears(YearsWithoutQuestion) && request.Sure != true ? Problems.FarAhead(from.Value)
            : request.EffectiveTo < from ? Problems.BadField("effectiveTo", "ngày cuối không thể trước ngày có hiệu lực",
                "its last day is not before its first") : null;
        if (wrong is not null)
        {
            return (null, null, wrong);
        }
        byte[]? document = null;
        if (request.Document is { Length: > 0 } text)
        {
            document = new byte[text.Length];
            if (text.Length > MostDocumentBytes / 3 * 4 || !Convert.TryFromBase64String(text, document, out var length) || length == 0)
            {
                return (null, null, Problems.BadField("document", $"cần nội dung tệp ở dạng Base64, nhiều nhất {MostDocumentBytes >> 20} MB",
                    $"it takes the file's content as Base64, {MostDocumentBytes >> 20} MB at the most"));
            }
            document = document[..length];
        }
        if (document is null != Blank(request.DocumentName) is null)
        {
            return (null, null, Problems.BadField("documentName", "bản chụp cần cả nội dung và tên tệp", "a scan takes both its content and its file's name"));
        }
        return (JsonSerializer.Serialize(new
        {
            number, issuedOn, issuer, signatory = Blank(request.Signatory), title = Blank(request.Title) ?? draft.Title, effectiveFrom = from, request.EffectiveTo,
                documentName = rehearsed ? null : Blank(request.DocumentName),
        }, JsonSerializerOptions.Web), document, null);

        static Refusal Required(string field) => Problems.BadField(field, "bắt buộc phải có", "it is required");
    }

    /// <summary>What stands in the draft's table but is not what the service makes of the corners, as after a change by SQL.</summary>
    public static async Task<Refusal?> UnderivedAsync(NpgsqlConnection connection, Draft draft, CancellationToken cancellationToken)
    {
        var lattice = DraftShape.LatticeOf(draft.Epsg, draft.Decimals);
        foreach (var (number, shape, wkb, version, recipe) in (await connection.QueryAsync<(int, string?, byte[]?, long?, string?)>(new CommandDefinition(
            "select number, shape::text, st_asbinary(geom), base_version, recipe::text from env.draft_feature where draft_id = @Id and not dropped and (change <> 'retire' or shape is not null) order by number", new { draft.Id },
                cancellationToken: cancellationToken))).AsList())
        {
            if (shape is null || wkb is null)
            {
                return Problems.NotDrawn(number);
            }
            var before = version is { } stood ? await ReadDrafts.StoodAsync(connection, stood, lattice, cancellationToken) : null;
            if (!DraftShape.IsDerived(shape, wkb, before))
            {
                return Problems.NotDerived(number);
            }
            // What was taken in and not built anew is what its recipe made, on whatever lattice that was.
            if (KeptRecipe.Read(recipe) is { } kept && kept.Lattice == lattice && kept.Content != AnnexShape.Read(JsonElement.Parse(shape)).ContentHash())
            {
                return Problems.NotOfItsRecipe(number);
            }
        }
        return null;
    }

    /// <summary>What the checks find of the days on which it would be in force. A correction stays on the days of what it corrects; it was checked when it was approved.</summary>
    static async Task<Refusal?> StopsAsync(NpgsqlConnection connection, Draft draft, string given, Caller caller, CancellationToken cancellationToken) =>
        draft.Corrects is null && JsonSerializer.Deserialize<Day>(given, JsonSerializerOptions.Web) is { EffectiveFrom: { } from } days
            ? await CheckDraft.StopsDecisionAsync(connection, draft, caller, from, days.EffectiveTo, cancellationToken) : null;

    sealed record Day(DateOnly? EffectiveFrom, DateOnly? EffectiveTo);

    static Refusal Worded(JsonElement refused)
    {
        var why = DatabaseRefusal.Read(refused.GetRawText());
        return DraftRefusals.Of(why) ?? throw new InvalidOperationException($"The database refused a decision as {why.Refusal}.");
    }

    static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
