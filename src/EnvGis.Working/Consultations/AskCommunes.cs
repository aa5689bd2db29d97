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

namespace EnvGis.Consultations;

/// <summary>Who drafts asks communes of the draft's province; who reviews reads what they said and who said nothing.</summary>
static class AskCommunes
{
    const int MostCommunes = 200;

    /// <param name="Communes">Their five-digit codes.</param>
    /// <param name="DueOn">The last day to answer on.</param>
    /// <param name="Asks">What is asked, where it is more than whether they agree.</param>
    /// <param name="Sure">That communes are asked in which no part of the draft lies.</param>
    public sealed record Request(
        [property: Required] IReadOnlyList<string> Communes, [property: Required] DateOnly? DueOn, [property: JsonConverter(typeof(PlainLines)), StringLength(4000)] string? Asks,
        bool? Sure = null);

    /// <param name="Silent">How many have not answered by their last day.</param>
    public sealed record Asked(IReadOnlyList<Consultation> Consultations, int Silent);

    /// <param name="Outdated">Whether the commune's part is another by now than the one that it was asked about: it may be asked anew.</param>
    /// <param name="IsSilent">Whether the last day has passed without an answer.</param>
    /// <param name="AskedAgain">Whether it was asked anew since, so that this round is over.</param>
    public sealed record Consultation(
        long Id, string Commune, string CommuneName, DateOnly DueOn, string? Asks, string By, DateTime At, bool Outdated, bool IsSilent, bool AskedAgain, Given? Answer);

    /// <param name="Document">What came with it, with the SHA-256 of its bytes; null of an answer without.</param>
    public sealed record Given([property: OneOf("agree", "agree-with-remarks", "disagree")] string Verdict, string? Text, string By, DateTime At, Attached? Document);

    public sealed record Attached(string Name, string Hash, string Address);

    public static async Task<Results<Ok<Asked>, Refusal>> List(string id, HttpContext context, Caller caller, WorkingDatabase database, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        if (await DraftSight.FindAsync(connection, id, caller, cancellationToken) is not { } draft)
        {
            return Problems.UnknownDraft(id);
        }
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(await ListAsync(connection, draft, cancellationToken));
    }

    public static async Task<Results<Ok<Asked>, Refusal>> Handle(string id, Request request, Caller caller, WorkingDatabase database, CancellationToken cancellationToken)
    {
        if (request.Communes is not { Count: >= 1 and <= MostCommunes })
        {
            return Problems.BadField("communes", $"cần từ 1 đến {MostCommunes} mã xã", $"it takes 1 to {MostCommunes} codes of communes");
        }
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await DraftSight.FindAsync(connection, id, caller, cancellationToken, keep: true) is not { } draft)
        {
            return Problems.UnknownDraft(id);
        }
        if (!await DraftSight.MayWholeAsync(connection, caller, Act.Draft, draft, cancellationToken))
        {
            return Problems.NotAllowed();
        }
        if (draft.State is not ("draft" or "submitted" or "in_review" or "returned"))
        {
            return Problems.ConsultationIsOver();
        }
        var today = await connection.ExecuteScalarAsync<DateOnly>(new CommandDefinition("select env.today()", cancellationToken: cancellationToken));
        if (request.DueOn is not { } due || due < today || due > today.AddYears(1))
        {
            return Problems.BadField("dueOn", "hạn trả lời cần từ hôm nay đến một năm tới", "the last day to answer is from today to a year from now");
        }
        var communes = (await connection.QueryAsync<(string Code, int Id, string Name, bool Open, bool Touched)>(new CommandDefinition("""
            select c.code, c.id, c.name, exists (
                select from env.draft_consultation o left join env.draft_consultation_answer a on a.consultation_id = o.id
                where o.draft_id = @Id and o.commune_id = c.id and a.consultation_id is null and o.due_on >= @today and not env.is_outdated(o)
                    and not exists (select from env.draft_consultation n where n.draft_id = o.draft_id and n.commune_id = o.commune_id and n.id > o.id)),
                exists (select from env.part_in_commune(@Id, c.id))
            from env.commune c where c.code = any (@codes) and c.province_code = @Province and c.valid_to is null
            """, new { draft.Id, draft.Province, today, codes = request.Communes.ToArray() }, cancellationToken: cancellationToken))).ToDictionary(one => one.Code, StringComparer.Ordinal);
        foreach (var code in request.Communes.Distinct(StringComparer.Ordinal))
        {
            if (!communes.TryGetValue(code, out var commune))
            {
                return Problems.NoSuchMember("communes", code, "không phải mã xã của tỉnh này", "it is no code of a commune in this province");
            }
            if (commune.Open)
            {
                return Problems.NoSuchMember("communes", code, "xã này đã được hỏi và còn hạn trả lời", "this commune was asked already and may still answer");
            }
        }
        // A commune that is asked sees its part alone: of one without any it would be asked about nothing.
        if (request.Sure != true && communes.Values.Where(one => !one.Touched).Select(one => one.Name).Order(StringComparer.Ordinal).ToArray() is { Length: > 0 } elsewhere)
        {
            return Problems.NoPartInCommune(string.Join(", ", elsewhere));
        }
        await connection.ExecuteAsync(new CommandDefinition("""
            with asked as (
                insert into env.draft_consultation (draft_id, commune_id, asks, due_on, hash, keeps_part, author, person_id)
                select @Id, c, nullif(@Asks, ''), @due, env.draft_hash(@Id), true, @Author, @PersonId from unnest(@communes) c order by c
                returning id, commune_id)
            insert into env.draft_consultation_part (consultation_id, number, layer, change, name_vi, geom)
            select a.id, p.number, p.layer, p.change, p.name_vi, p.geom from asked a cross join lateral env.part_in_commune(@Id, a.commune_id) p
            """, new { draft.Id, request.Asks, due, caller.Author, caller.PersonId, communes = communes.Values.Select(one => one.Id).ToArray() }, cancellationToken: cancellationToken));
        await AuditTrail.AppendAsync(connection, caller.Actor, "ask-communes", draft.Subject, new { communes = communes.Keys, due }, draft.Concern, cancellationToken);
        var answer = await ListAsync(connection, draft, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(answer);
    }

    public static async Task<IResult> Document(string id, string consultation, HttpContext context, Caller caller, WorkingDatabase database, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        if (await DraftSight.FindAsync(connection, id, caller, cancellationToken) is not { } draft)
        {
            return Problems.UnknownDraft(id);
        }
        if (!long.TryParse(consultation, NumberStyles.None, CultureInfo.InvariantCulture, out var one)
            || await connection.QuerySingleOrDefaultAsync<(byte[]? Document, string? Name)?>(new CommandDefinition("""
                select a.document, a.document_name from env.draft_consultation_answer a join env.draft_consultation c on c.id = a.consultation_id where c.id = @one and c.draft_id = @Id
                """, new { one, draft.Id }, cancellationToken: cancellationToken)) is not { Document: { } document } kept)
        {
            return Problems.NoAnswerDocument(consultation);
        }
        context.Response.Headers.CacheControl = "no-store";
        // Whatever it is, it is handed over to be kept, never opened where it came from.
        return TypedResults.File(document, "application/octet-stream", kept.Name);
    }

    static async Task<Asked> ListAsync(NpgsqlConnection connection, Draft draft, CancellationToken cancellationToken)
    {
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition("""
            select c.id, k.code as Commune, k.name as CommuneName, c.due_on as DueOn, c.asks, c.author, c.made_at as MadeAt, env.is_outdated(c) as Outdated,
                a.consultation_id is null and c.due_on < env.today() and n.id is null as IsSilent, n.id is not null as AskedAgain, a.verdict, a.text, a.author as AnsweredBy,
                a.made_at as AnsweredAt, a.document_name as DocumentName,
                encode(a.document_hash, 'hex') as DocumentHash
            from env.draft_consultation c
            join env.commune k on k.id = c.commune_id
            left join env.draft_consultation_answer a on a.consultation_id = c.id
            left join lateral (select n.id from env.draft_consultation n where n.draft_id = c.draft_id and n.commune_id = c.commune_id and n.id > c.id limit 1) n on true
            where c.draft_id = @Id
            order by c.id
            """, new { draft.Id }, cancellationToken: cancellationToken))).AsList();
        return new([.. rows.Select(row => new Consultation(row.Id, row.Commune, row.CommuneName, row.DueOn, row.Asks, row.Author, row.MadeAt, row.Outdated, row.IsSilent, row.AskedAgain,
            row.Verdict is { } verdict ? new(verdict, row.Text, row.AnsweredBy!, row.AnsweredAt!.Value, row.DocumentName is { } name
                ? new(name, row.DocumentHash!, string.Create(CultureInfo.InvariantCulture, $"/api/drafts/{draft.Id}/consultations/{row.Id}/document")) : null) : null))],
            rows.Count(row => row.IsSilent));
    }

    sealed record Row(
        long Id, string Commune, string CommuneName, DateOnly DueOn, string? Asks, string Author, DateTime MadeAt, bool Outdated, bool IsSilent, bool AskedAgain, string? Verdict,
        string? Text, string? AnsweredBy,
        DateTime? AnsweredAt, string? DocumentName, string? DocumentHash);
}
