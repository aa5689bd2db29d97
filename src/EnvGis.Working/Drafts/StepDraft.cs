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

/// <summary>A draft goes to another state: submitted, taken up, returned, rejected, approved, recalled, withdrawn. Which steps there are is the table env.draft_step's; who may take one is told
/// here.</summary>
static class StepDraft
{
    /// <param name="To">The state that it is to be in.</param>
    /// <param name="Note">Why; needed to return, reject and withdraw.</param>
    /// <param name="Hash">Of the draft as it was seen; needed to approve, of which an approval is.</param>
    public sealed record Request(
        [property: Required] string To, [property: JsonConverter(typeof(PlainLines)), StringLength(4000)] string? Note, string? Hash);

    /// <summary>Who takes a step, by the act's word in env.draft_step; null of what no caller does by itself.</summary>
    public static Act? ActOf(string step) => step switch
    {
        "submit" or "recall" or "withdraw" => Act.Draft,
        "take-up" or "return" or "reject" or "approve" => Act.Review,
        _ => null,
    };

    /// <summary>A step that there is not, in the words of the states.</summary>
    public static async Task<Refusal> NoSuchStepAsync(NpgsqlConnection connection, Draft draft, string goal, CancellationToken cancellationToken)
    {
        var titles = (await connection.QueryAsync<(string State, string Vi, string En)>(new CommandDefinition(
            "select state, title_vi, title_en from env.draft_state", cancellationToken: cancellationToken))).ToDictionary(row => row.State, row => new Text(row.Vi, row.En), StringComparer.Ordinal);
        var (from, to) = (titles[draft.State], titles.GetValueOrDefault(goal) ?? new(goal, goal));
        return Problems.NoSuchStep(from.Vi, from.En, to.Vi, to.En);
    }

    /// <summary>That the draft is not to be changed in its state, in the words of that.</summary>
    public static async Task<Refusal> TakesNoChangesAsync(NpgsqlConnection connection, Draft draft, CancellationToken cancellationToken)
    {
        var (vi, en) = await connection.QuerySingleAsync<(string, string)>(new CommandDefinition(
            "select title_vi, title_en from env.draft_state where state = @State", new { draft.State }, cancellationToken: cancellationToken));
        return Problems.DraftTakesNoChanges(vi, en);
    }

    public static async Task<Results<Ok<DraftAnswers.Details>, Refusal>> Handle(
        string id, Request request, Caller caller, WorkingDatabase database, AuditTrail audit, CancellationToken cancellationToken)
    {
        byte[]? seen = null;
        if (request.Hash is { } hash)
        {
            if (hash.Length != 64 || !hash.All(char.IsAsciiHexDigit))
            {
                return BadHash();
            }
            seen = Convert.FromHexString(hash);
        }
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        // Kept from here on: nobody changes it between what is checked and the step.
        if (await DraftSight.FindAsync(connection, id, caller, cancellationToken, keep: true) is not { } draft)
        {
            return Problems.UnknownDraft(id);
        }
        var word = await connection.ExecuteScalarAsync<string?>(new CommandDefinition(
            "select act from env.draft_step where from_state = @State and to_state = @To", new { draft.State, request.To }, cancellationToken: cancellationToken));
        if (word is null || ActOf(word) is not { } act)
        {
            return await NoSuchStepAsync(connection, draft, request.To, cancellationToken);
        }
        if (!await DraftSight.MayWholeAsync(connection, caller, act, draft, cancellationToken))
        {
            await transaction.RollbackAsync(cancellationToken);
            await audit.AppendAsync(caller.Actor, $"{word}-draft", draft.Subject, null, draft.Concern, cancellationToken, "refused");
            return Problems.NotAllowed();
        }
        if (word is "return" or "reject" or "withdraw" && string.IsNullOrWhiteSpace(request.Note))
        {
            return Problems.BadField("note", "hãy ghi lý do, tối đa 4000 ký tự", "give the reason, 4000 characters at most");
        }
        if (word == "approve" && seen is null)
        {
            return BadHash();
        }
        // Asked of who approves too: what stands around it may be another than when it was submitted, and they may see more.
        if (word is "submit" or "approve" && await CheckDraft.StopsAsync(connection, draft, caller, cancellationToken) is { } stopped)
        {
            return stopped;
        }
        // What was moved beneath the service would be refused at the decision; who approves is to hear of it now.
        if (word is "submit" or "approve" && await DecideDraft.UnderivedAsync(connection, draft, cancellationToken) is { } underived)
        {
            return underived;
        }
        try
        {
            await connection.ExecuteAsync(new CommandDefinition("select set_config('envgis.author', @Author, true)", new { caller.Author }, transaction, cancellationToken: cancellationToken));
            await connection.ExecuteScalarAsync<string?>(new CommandDefinition("select env.step_draft(@Id, @To, @seen, nullif(@Note, ''), @PersonId)",
                new { draft.Id, request.To, seen, request.Note, caller.PersonId }, transaction, cancellationToken: cancellationToken));
            // Read before it is done: what is answered with a fault has not been done.
            var answer = await ReadDrafts.DetailsAsync(connection, (await DraftSight.FindAsync(connection, id, caller, cancellationToken))!, caller, cancellationToken);
            // What was said with it stands in the draft's own acts, for those who see drafts.
            await AuditTrail.AppendAsync(connection, caller.Actor, $"{word}-draft", draft.Subject, new { from = draft.State, to = request.To, hash = answer.Hash }, draft.Concern, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return TypedResults.Ok(answer);
        }
        catch (PostgresException refused) when (DraftRefusals.Of(refused) is { } known)
        {
            return known;
        }
    }

    static Refusal BadHash() => Problems.BadField("hash", "cần mã băm của bản dự thảo đã xem", "it takes the hash of the draft that was seen, from its field hash");
}
