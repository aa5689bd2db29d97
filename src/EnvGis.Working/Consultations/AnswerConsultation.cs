using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
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

/// <summary>
/// Who acts for a commune sees what a draft would do in it, and answers by the day that was given. They see that part and nothing else of the draft: neither who drafts nor what lies elsewhere.
/// Acting for a commune is a grant that names it: a grant for the whole province is none.
/// </summary>
static class AnswerConsultation
{
    const int PageSize = 50, MostDocumentBytes = 10 << 20;

    /// <param name="Text">Needed of whoever does not simply agree.</param>
    /// <param name="Document">The commune's document, as Base64, with its file's name.</param>
    public sealed record Request(
        [property: Required, OneOf("agree", "agree-with-remarks", "disagree")] string Verdict, [property: JsonConverter(typeof(PlainLines)), StringLength(4000)] string? Text,
        [property: JsonConverter(typeof(PlainLine)), StringLength(200)] string? DocumentName, string? Document);

    /// <param name="Next">Address of the page after this; null on the last.</param>
    public sealed record Page(IReadOnlyList<Summary> Consultations, string? Next);

    /// <param name="Title">Of the draft.</param>
    /// <param name="Verdict">As it was answered; null while it is not.</param>
    /// <param name="IsOpen">Whether it may still be answered.</param>
    public sealed record Summary(
        long Id, string Title, string Commune, string CommuneName, DateOnly DueOn, [property: OneOf("agree", "agree-with-remarks", "disagree")] string? Verdict, bool IsOpen);

    /// <param name="Outdated">Whether what lies in the commune is another by now than what it was asked about.</param>
    /// <param name="AskedAgain">The later consultation, in which it was asked anew; null where it was not.</param>
    /// <param name="Document">What the commune sent with its answer.</param>
    /// <param name="Zones">What lies in the commune, as it was when it was asked.</param>
    public sealed record Details(
        Summary Summary, string? Asks, bool Outdated, long? AskedAgain, string? Text, string? AnsweredBy, DateTime? AnsweredAt, AskCommunes.Attached? Document, IReadOnlyList<Zone> Zones);

    /// <param name="AreaM2">On the ellipsoid, of the whole zone.</param>
    /// <param name="Since">What became of it since it was asked about: nothing, it is another by now, or it is none of the commune's any more; null of what was asked before that was
    /// kept, and shown as the draft has it now.</param>
    /// <param name="Geometry">In WGS 84, longitude first.</param>
    public sealed record Zone(
        int Number, string Layer, [property: OneOf("add", "change", "retire", "locate")] string Change, string Name, double? AreaM2, [property: OneOf("same", "changed", "gone")] string? Since,
        [property: FormOf(typeof(DraftAnswers.Outline))] JsonElement? Geometry);

    public static async Task<Results<Ok<Page>, Refusal>> List(HttpContext context, Caller caller, WorkingDatabase database, CancellationToken cancellationToken)
    {
        var query = QueryParameters.Of(context.Request);
        var after = query.Cursor("after", text => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? new Place(number) : null)?.Id;
        if (query.IsRefused(out var refusal))
        {
            return refusal;
        }
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition($"{Sql} and (@after::bigint is null or c.id < @after) order by c.id desc limit {PageSize + 1}",
            new { communes = Communes(caller), after, id = (long?)null }, cancellationToken: cancellationToken))).AsList();
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new Page([.. rows.Take(PageSize).Select(row => row.Answer())],
            rows.Count > PageSize ? string.Create(CultureInfo.InvariantCulture, $"/api/consultations?after={rows[PageSize - 1].Id}") : null));
    }

    public static async Task<Results<Ok<Details>, Refusal>> Find(string consultation, HttpContext context, Caller caller, WorkingDatabase database, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        if (await FindAsync(connection, consultation, caller, cancellationToken) is not { } row)
        {
            return Problems.UnknownConsultation(consultation);
        }
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(await DetailsAsync(connection, row, caller, cancellationToken));
    }

    public static async Task<Results<Ok<Details>, Refusal>> Handle(string consultation, Request request, Caller caller, WorkingDatabase database, CancellationToken cancellationToken)
    {
        if (request.Verdict is not ("agree" or "agree-with-remarks" or "disagree"))
        {
            return Problems.BadField("verdict", "chọn đồng ý, đồng ý có ý kiến hoặc không đồng ý (agree, agree-with-remarks, disagree)", "use agree, agree-with-remarks or disagree");
        }
        if (request.Verdict != "agree" && string.IsNullOrWhiteSpace(request.Text))
        {
            return Problems.BadField("text", "hãy ghi ý kiến, tối đa 4000 ký tự", "say what you think of it, 4000 characters at most");
        }
        byte[]? document = null;
        if (request.Document is { Length: > 0 } given)
        {
            document = new byte[given.Length];
            if (given.Length > MostDocumentBytes / 3 * 4 + 4 || !Convert.TryFromBase64String(given, document, out var length) || length is 0 or > MostDocumentBytes)
            {
                return Problems.BadField("document", $"cần nội dung tệp ở dạng Base64, nhiều nhất {MostDocumentBytes >> 20} MB",
                    $"it takes the file's content as Base64, {MostDocumentBytes >> 20} MB at the most");
            }
            document = document[..length];
        }
        if (document is null != string.IsNullOrWhiteSpace(request.DocumentName))
        {
            return Problems.BadField("documentName", "văn bản kèm theo cần cả nội dung và tên tệp", "a document takes both its content and its file's name");
        }
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await FindAsync(connection, consultation, caller, cancellationToken) is not { } row)
        {
            return Problems.UnknownConsultation(consultation);
        }
        if (row.Verdict is not null)
        {
            return Problems.AnsweredAlready();
        }
        if (!row.IsOpen)
        {
            return Problems.ConsultationIsOver();
        }
        // Of two who answer at once the first did.
        if (await connection.ExecuteAsync(new CommandDefinition("""
            insert into env.draft_consultation_answer (consultation_id, verdict, text, document, document_name, author, person_id)
            values (@Id, @Verdict, nullif(@Text, ''), @document, @DocumentName, @Author, @PersonId) on conflict do nothing
            """, new { row.Id, request.Verdict, request.Text, document, DocumentName = document is null ? null : request.DocumentName, caller.Author, caller.PersonId },
            cancellationToken: cancellationToken)) == 0)
        {
            return Problems.AnsweredAlready();
        }
        await AuditTrail.AppendAsync(connection, caller.Actor, "answer-consultation", string.Create(CultureInfo.InvariantCulture, $"consultation {row.Id}"), new { request.Verdict },
            Concern.Areas([new Scope([row.Province], [row.Commune], null)]), cancellationToken);
        var answer = await DetailsAsync(connection, (await FindAsync(connection, consultation, caller, cancellationToken))!, caller, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(answer);
    }

    /// <summary>What the commune sent with its answer, for who acts for it.</summary>
    public static async Task<IResult> Document(string consultation, HttpContext context, Caller caller, WorkingDatabase database, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        if (await FindAsync(connection, consultation, caller, cancellationToken) is not { } row)
        {
            return Problems.UnknownConsultation(consultation);
        }
        if (row.DocumentName is not { } name)
        {
            return Problems.NoAnswerDocument(consultation);
        }
        var document = await connection.QuerySingleAsync<byte[]>(new CommandDefinition(
            "select document from env.draft_consultation_answer where consultation_id = @Id", new { row.Id }, cancellationToken: cancellationToken));
        context.Response.Headers.CacheControl = "no-store";
        // Whatever it is, it is handed over to be kept, never opened where it came from.
        return TypedResults.File(document, "application/octet-stream", name);
    }

    /// <summary>The communes that the caller acts for: those that a grant names.</summary>
    static string[] Communes(Caller caller) => [.. caller.Grants.Where(grant => Capabilities.Allows(grant.Role, Act.AnswerConsultation))
        .SelectMany(grant => grant.Scope.Communes ?? []).Distinct(StringComparer.Ordinal)];

    static async Task<Row?> FindAsync(NpgsqlConnection connection, string consultation, Caller caller, CancellationToken cancellationToken) =>
        long.TryParse(consultation, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
            ? await connection.QuerySingleOrDefaultAsync<Row>(new CommandDefinition($"{Sql} and c.id = @id", new { communes = Communes(caller), id }, cancellationToken: cancellationToken)) : null;

    static async Task<Details> DetailsAsync(NpgsqlConnection connection, Row row, Caller caller, CancellationToken cancellationToken)
    {
        // What it was asked about; what was drawn since is asked about in a round of its own.
        var zones = await connection.QueryAsync<(int Number, string Layer, string Change, string Name, double? AreaM2, string? Since, string? Geometry)>(new CommandDefinition("""
            select z.number, z.layer, z.change, z.name_vi, env.area_m2(z.geom), z.since, st_asgeojson(z.geom, 9)
            from (
                select p.number, p.layer, p.change, p.name_vi, p.geom,
                    case when n.number is null then 'gone'
                        when (n.layer, n.change, n.name_vi, st_asbinary(n.geom)) is distinct from (p.layer, p.change, p.name_vi, st_asbinary(p.geom)) then 'changed' else 'same' end as since
                from env.draft_consultation_part p
                left join env.part_in_commune(@Draft, @CommuneId) n on n.number = p.number
                where p.consultation_id = @Id and @KeepsPart
                union all
                select n.number, n.layer, n.change, n.name_vi, n.geom, null from env.part_in_commune(@Draft, @CommuneId) n where not @KeepsPart) z
            order by z.number
            """, new { row.Id, row.CommuneId, row.Draft, row.KeepsPart }, cancellationToken: cancellationToken));
        var outdated = await connection.ExecuteScalarAsync<bool>(new CommandDefinition(
            "select env.is_outdated(c) from env.draft_consultation c where c.id = @Id", new { row.Id }, cancellationToken: cancellationToken));
        return new(row.Answer(), row.Asks, outdated, row.AskedAgain, row.Text, row.AnsweredBy, row.AnsweredAt,
            row.DocumentName is { } name ? new(name, row.DocumentHash!, string.Create(CultureInfo.InvariantCulture, $"/api/consultations/{row.Id}/document")) : null,
            [.. zones.Where(zone => caller.Grants.Any(grant => Capabilities.Allows(grant.Role, Act.AnswerConsultation) && grant.Scope.Holds(zone.Layer, row.Province, row.Commune)))
                .Select(zone => new Zone(zone.Number, zone.Layer, zone.Change, zone.Name, zone.AreaM2, zone.Since, zone.Geometry is { } geometry ? JsonElement.Parse(geometry) : null))]);
    }

    const string Sql = """
        select c.id, c.draft_id as Draft, d.title, k.id as CommuneId, k.code as Commune, k.name as CommuneName, k.province_code as Province, c.due_on as DueOn, c.asks,
            a.verdict, a.text, a.author as AnsweredBy, a.made_at as AnsweredAt, a.document_name as DocumentName, encode(a.document_hash, 'hex') as DocumentHash, c.keeps_part as KeepsPart,
            n.id as AskedAgain, a.consultation_id is null and n.id is null and c.due_on >= env.today() and d.state in ('draft', 'submitted', 'in_review', 'returned') as IsOpen
        from env.draft_consultation c
        join env.draft d on d.id = c.draft_id
        join env.commune k on k.id = c.commune_id
        left join env.draft_consultation_answer a on a.consultation_id = c.id
        left join lateral (select max(n.id) as id from env.draft_consultation n where n.draft_id = c.draft_id and n.commune_id = c.commune_id and n.id > c.id) n on true
        where k.code = any (@communes) and k.valid_to is null
        """;

    sealed record Row(
        long Id, long Draft, string Title, int CommuneId, string Commune, string CommuneName, string Province, DateOnly DueOn, string? Asks, string? Verdict, string? Text,
        string? AnsweredBy, DateTime? AnsweredAt, string? DocumentName, string? DocumentHash, bool KeepsPart, long? AskedAgain, bool IsOpen)
    {
        public Summary Answer() => new(this.Id, this.Title, this.Commune, this.CommuneName, this.DueOn, this.Verdict, this.IsOpen);
    }

    /// <summary>Where a page ended.</summary>
    sealed record Place(long Id);
}
