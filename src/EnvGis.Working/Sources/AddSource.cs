using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json.Serialization;
using Dapper;
using EnvGis.Access;
using EnvGis.Audit;
using EnvGis.Database;
using EnvGis.Drafts;
using EnvGis.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace EnvGis.Sources;

/// <summary>A coordinate table or file is given to a draft. It is kept whatever is in it, since what could not be read is looked at too; zones come of it by the draft's own operations.</summary>
static class AddSource
{
    /// <summary>Of the request: a file as Base64.</summary>
    public const int MostMegabytes = 30;

    const int MostBytes = 20 << 20, MostSources = 100;

    /// <param name="Name">What the file is called; of what was pasted, any name.</param>
    /// <param name="File">Its bytes as Base64; what was pasted as UTF-8.</param>
    public sealed record Request([property: Required, JsonConverter(typeof(PlainLine)), StringLength(200)] string Name, [property: Required] string File);

    public static async Task<Results<Created<ReadSource.Details>, Ok<ReadSource.Details>, Refusal>> Handle(
        string id, Request request, HttpContext context, Caller caller, WorkingDatabase database, LongAnswers places, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(request.Name))
        {
            return Problems.BadField("name", "bắt buộc phải có", "it is required");
        }
        var content = new byte[request.File.Length / 4 * 3 + 3];
        if (request.File.Length > MostBytes / 3 * 4 + 4 || !Convert.TryFromBase64String(request.File, content, out var length) || length is 0 or > MostBytes)
        {
            return Problems.BadField("file", $"cần nội dung tệp ở dạng Base64, nhiều nhất {MostBytes >> 20} MB", $"it takes the file's content as Base64, {MostBytes >> 20} MB at the most");
        }
        content = content[..length];
        Draft? draft;
        int next;
        await using (var connection = await database.Source.OpenConnectionAsync(cancellationToken))
        {
            draft = await DraftSight.FindAsync(connection, id, caller, cancellationToken);
            if (draft is null)
            {
                return Problems.UnknownDraft(id);
            }
            (next, _) = await NumberAsync(connection, draft, content, cancellationToken);
        }
        if (!places.TryTake(caller, out var place, out var full))
        {
            return full;
        }
        using var taken = place;
        // Before the draft is kept from others: a large file takes its time. Where somebody else's came first, it is read again by its own number.
        while (true)
        {
            var meaning = await ReadSource.MeaningAsync(database, draft, next, request.Name, content, null, caller, cancellationToken);
            var (answer, number) = await KeepAsync(id, request, content, next, meaning, context, caller, database, cancellationToken);
            if (answer is not null)
            {
                return answer;
            }
            next = number;
        }
    }

    /// <returns>The number that it had in the draft already, or would have; and whether it is there.</returns>
    static async Task<(int Number, bool IsKnown)> NumberAsync(NpgsqlConnection connection, Draft draft, byte[] content, CancellationToken cancellationToken)
    {
        var known = await connection.QuerySingleOrDefaultAsync<int?>(new CommandDefinition(
            "select number from env.draft_source where draft_id = @Id and hash = sha256(@content)", new { draft.Id, content }, cancellationToken: cancellationToken));
        return known is { } number ? (number, true) : (1 + await connection.ExecuteScalarAsync<int>(new CommandDefinition(
            "select coalesce(max(number), 0) from env.draft_source where draft_id = @Id", new { draft.Id }, cancellationToken: cancellationToken)), false);
    }

    /// <returns>The answer; without one the number by which it has to be read.</returns>
    static async Task<(Results<Created<ReadSource.Details>, Ok<ReadSource.Details>, Refusal>? Answer, int Number)> KeepAsync(
        string id, Request request, byte[] content, int next, ReadSource.Meaning meaning, HttpContext context, Caller caller, WorkingDatabase database, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await DraftSight.FindAsync(connection, id, caller, cancellationToken, keep: true) is not { } draft)
        {
            return (Problems.UnknownDraft(id), next);
        }
        if (!DraftSight.May(caller, Act.Draft, draft.Province))
        {
            return (Problems.NotAllowed(), next);
        }
        if (!draft.TakesChanges)
        {
            var (vi, en) = await connection.QuerySingleAsync<(string, string)>(new CommandDefinition(
                "select title_vi, title_en from env.draft_state where state = @State", new { draft.State }, cancellationToken: cancellationToken));
            return (Problems.DraftTakesNoChanges(vi, en), next);
        }
        var (number, isKnown) = await NumberAsync(connection, draft, content, cancellationToken);
        if (number > MostSources)
        {
            return (Problems.BadField("file", $"một bản dự thảo có nhiều nhất {MostSources} bảng và tệp", $"{MostSources} tables and files are the most of a draft"), next);
        }
        if (number != next)
        {
            return (null, number);
        }
        if (!isKnown)
        {
            try
            {
                await connection.ExecuteAsync(new CommandDefinition("""
                    insert into env.draft_source (draft_id, number, name, content, author, person_id) values (@Id, @number, @Name, @content, @Author, @PersonId)
                    """, new { draft.Id, number, request.Name, content, caller.Author, caller.PersonId }, cancellationToken: cancellationToken));
            }
            catch (PostgresException refused) when (DraftRefusals.Of(refused) is { } said)
            {
                return (said, next);
            }
            await AuditTrail.AppendAsync(connection, caller.Actor, "add-draft-source", draft.Subject, new { number, request.Name, bytes = content.Length }, draft.Concern, cancellationToken);
        }
        // Told before it is done: what is answered with a fault has not been done.
        var answer = meaning.Of((await ReadSource.SourcesAsync(connection, draft, number, cancellationToken)).Single());
        await transaction.CommitAsync(cancellationToken);
        context.Response.Headers.CacheControl = "no-store";
        return (isKnown ? TypedResults.Ok(answer) : TypedResults.Created(string.Create(CultureInfo.InvariantCulture, $"/api/drafts/{draft.Id}/sources/{number}"), answer), number);
    }
}
