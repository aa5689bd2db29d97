using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;
using Dapper;
using EnvGis.Access;
using EnvGis.Audit;
using EnvGis.Database;
using EnvGis.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace EnvGis.Drafts;

/// <summary>
/// What is wrong with a draft (<see cref="DraftChecks"/>). Errors stop a submission and an approval; a warning wants a reason, which the reviewer reads and which lasts as long as the shapes it was
/// given for.
/// </summary>
static class CheckDraft
{
    /// <param name="Errors">New ones, which stop a submission and an approval.</param>
    /// <param name="Warnings">New ones without a reason, which stop them too.</param>
    /// <param name="Found">None of a draft that is decided: it is not checked against itself.</param>
    public sealed record Findings(int Errors, int Warnings, IReadOnlyList<Finding> Found);

    /// <param name="Key">By which an acceptance names it.</param>
    /// <param name="State">new: by this draft; standing: in force so already; accepted: with its reason; pending: if another open draft came into force too, which stops nobody until that one is
    /// approved.</param>
    /// <param name="At">Longitude, latitude; null of what has no place.</param>
    /// <param name="Text">What is wrong, as a sentence.</param>
    /// <param name="Reason">Of one that was accepted, and who accepted it.</param>
    public sealed record Finding(
        string Code, [property: OneOf("error", "warning")] string Severity, [property: OneOf("new", "standing", "accepted", "pending")] string State, string Key, IReadOnlyList<Concerned> Features,
        [property: Numbers(2)] double[]? At, double? AreaM2, double? WidthM, string Pointer, Text Text, string? Reason, string? By);

    /// <param name="Number">In the draft; null of a zone in force beside it.</param>
    /// <param name="Id">In force; null of one that is added.</param>
    /// <param name="Draft">The other draft that holds it; null of one of this draft or in force.</param>
    /// <param name="From">The first day of one that is decided and not in force yet.</param>
    /// <param name="Until">The last day of one whose end is decided.</param>
    public sealed record Concerned(int? Number, long? Id, string Name, long? Draft, DateOnly? From, DateOnly? Until);

    /// <param name="Key">Of the finding.</param>
    public sealed record AcceptanceRequest([property: Required, StringLength(300)] string Key, [property: JsonConverter(typeof(PlainLines)), StringLength(2000)] string? Reason);

    public static async Task<Results<Ok<Findings>, Refusal>> List(string id, HttpContext context, Caller caller, WorkingDatabase database, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        if (await DraftSight.FindAsync(connection, id, caller, cancellationToken) is not { } draft)
        {
            return Problems.UnknownDraft(id);
        }
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(await OfAsync(connection, draft, caller, cancellationToken));
    }

    /// <summary>A warning is meant to be so: with a reason, for the shapes as they are now.</summary>
    public static async Task<Results<Ok<Findings>, Refusal>> Accept(
        string id, AcceptanceRequest request, Caller caller, WorkingDatabase database, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(request.Reason))
        {
            return Problems.BadField("reason", "hãy ghi lý do, tối đa 2000 ký tự", "give the reason, 2000 characters at most");
        }
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await DraftSight.FindAsync(connection, id, caller, cancellationToken, keep: true) is not { } draft)
        {
            return Problems.UnknownDraft(id);
        }
        if (!DraftSight.May(caller, Act.Draft, draft.Province))
        {
            return Problems.NotAllowed();
        }
        if (IsDecided(draft))
        {
            return await StepDraft.TakesNoChangesAsync(connection, draft, cancellationToken);
        }
        var looked = await DraftChecks.LookAsync(connection, draft, caller, cancellationToken);
        if (looked.Found.FirstOrDefault(one => one.Key == request.Key) is not { Severity: "warning" } finding)
        {
            return Problems.BadField("key", "không có cảnh báo này; lỗi thì phải sửa, không chấp nhận được", "there is no such warning; an error is to be mended, not accepted");
        }
        await connection.ExecuteAsync(new CommandDefinition("""
            insert into env.draft_acceptance (draft_id, key, of_shapes, reason, author, person_id) values (@Id, @Key, @shapes, @Reason, @Author, @PersonId)
            """, new { draft.Id, request.Key, shapes = looked.HashOf(finding), request.Reason, caller.Author, caller.PersonId }, transaction, cancellationToken: cancellationToken));
        await AuditTrail.AppendAsync(connection, caller.Actor, "accept-finding", draft.Subject, new { request.Key }, draft.Concern, cancellationToken);
        var answer = await OfAsync(connection, draft, caller, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(answer);
    }

    /// <summary>Whether it may be submitted; null when nothing is in the way.</summary>
    public static async Task<Refusal?> StopsAsync(NpgsqlConnection connection, Draft draft, Caller caller, CancellationToken cancellationToken) =>
        await OfAsync(connection, draft, caller, cancellationToken) is var findings && findings.Errors + findings.Warnings > 0 ? Problems.DraftHasFindings(findings.Errors, findings.Warnings) : null;

    /// <summary>Whether it may be decided: what would stop its approval as things stand now, asked of the days on which it is to be in force. What others draft stops no decision, and that its base is
    /// another says the database itself.</summary>
    public static async Task<Refusal?> StopsDecisionAsync(NpgsqlConnection connection, Draft draft, Caller caller, DateOnly from, DateOnly? to, CancellationToken cancellationToken)
    {
        var findings = await OfAsync(connection, draft, caller, cancellationToken, new(from, to));
        return findings.Found.FirstOrDefault(one => one.State == "new" && one.Code != "base-changed") is { } first ? Problems.FoundAtDecision(from, first.Text.Vi, first.Text.En) : null;
    }

    /// <summary>Whether it is what stands by now: beside that it would be found to be its own double.</summary>
    static bool IsDecided(Draft draft) => draft.State is "in_force" or "superseded";

    static async Task<Findings> OfAsync(NpgsqlConnection connection, Draft draft, Caller caller, CancellationToken cancellationToken, Surroundings.Days? decided = null)
    {
        if (IsDecided(draft))
        {
            return new(0, 0, []);
        }
        var looked = await DraftChecks.LookAsync(connection, draft, caller, cancellationToken, decided);
        var accepted = (await connection.QueryAsync<(string Key, byte[] Shapes, string Reason, string Author)>(new CommandDefinition(
            "select distinct on (key) key, of_shapes, reason, author from env.draft_acceptance where draft_id = @Id order by key, id desc", new { draft.Id }, cancellationToken: cancellationToken)))
            .ToDictionary(row => row.Key, StringComparer.Ordinal);
        var found = looked.Found.Select(one => one is { State: "new", Severity: "warning" } && accepted.TryGetValue(one.Key, out var given) && given.Shapes.AsSpan().SequenceEqual(looked.HashOf(one))
            ? one with { State = "accepted", Reason = given.Reason, By = given.Author } : one).ToList();
        // What a grant for some layers does not see is counted all the same: it stops them too.
        return new(found.Count(one => one is { State: "new", Severity: "error" }), found.Count(one => one is { State: "new", Severity: "warning" }),
            [.. found.Where(one => looked.LayersOf(one).All(layer => DraftSight.SeesLayer(caller, draft.Province, layer)))]);
    }
}
