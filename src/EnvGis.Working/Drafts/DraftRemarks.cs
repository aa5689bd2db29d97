using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using Dapper;
using EnvGis.Access;
using EnvGis.Audit;
using EnvGis.Database;
using EnvGis.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace EnvGis.Drafts;

/// <summary>What those who see a draft say of it: of the whole, of a feature or of a place. A remark is kept with the outline that it was made on, and stays when that is gone.</summary>
static class DraftRemarks
{
    const int MostRemarks = 1_000;

    public static readonly Parameter RemarkId = new("remark", "Số của ý kiến", "Number of the remark") { Required = true, Example = "1" };

    /// <param name="Feature">The feature of the draft that it is about; null of the whole.</param>
    /// <param name="At">Longitude, latitude; null of what has no one place.</param>
    /// <param name="Answers">The remark that it answers.</param>
    public sealed record Request(
        [property: Required, JsonConverter(typeof(PlainLines)), StringLength(4000)] string Text, int? Feature, [property: Numbers(2)] double[]? At, long? Answers);

    public sealed record List(IReadOnlyList<Remark> Remarks);

    /// <param name="Outdated">Whether its feature was changed since.</param>
    /// <param name="Done">That what it asks for is done, and by whom; null while it is open.</param>
    /// <param name="Outline">Of its feature, as it was when this was said; null of one that was not drawn then, and where it is what stands.</param>
    public sealed record Remark(
        long Id, int? Feature, [property: Numbers(2)] double[]? At, long? Answers, string Text, string By, DateTime MadeAt, bool Outdated, Doing? Done,
        [property: FormOf(typeof(DraftAnswers.Outline))] JsonElement? Outline);

    public sealed record Doing(string By, DateTime At);

    public static async Task<Results<Ok<List>, Refusal>> Read(string id, HttpContext context, Caller caller, WorkingDatabase database, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        if (await DraftSight.FindAsync(connection, id, caller, cancellationToken) is not { } draft)
        {
            return Problems.UnknownDraft(id);
        }
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(await ListAsync(connection, draft, caller, cancellationToken));
    }

    public static async Task<Results<Ok<List>, Refusal>> Say(string id, Request request, Caller caller, WorkingDatabase database, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(request.Text))
        {
            return Problems.BadField("text", "hãy viết ý kiến, tối đa 4000 ký tự", "write the remark, 4000 characters at most");
        }
        if (request.At is not (null or [_, _]))
        {
            return Problems.BadField("at", "cần kinh độ và vĩ độ", "it takes longitude and latitude");
        }
        if (request.At is [var lon, var lat] && !VietnamBox.Holds(lon, lat))
        {
            return Problems.BadField("at", "vị trí nằm ngoài Việt Nam; hãy gửi kinh độ trước, vĩ độ sau", "the position lies outside Vietnam; send the longitude first, then the latitude");
        }
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await DraftSight.FindAsync(connection, id, caller, cancellationToken, keep: true) is not { } draft)
        {
            return Problems.UnknownDraft(id);
        }
        if (request.Feature is { } number && await ReadDrafts.FeatureAsync(connection, draft, number, caller, cancellationToken) is null)
        {
            return Problems.UnknownDraftFeature(number.ToString(CultureInfo.InvariantCulture));
        }
        if (request.Answers is { } answered && await FindAsync(connection, draft, answered, caller, cancellationToken) is null)
        {
            return Problems.UnknownRemark(answered.ToString(CultureInfo.InvariantCulture));
        }
        if (await connection.ExecuteScalarAsync<int>(new CommandDefinition("select count(*)::integer from env.draft_remark where draft_id = @Id", new { draft.Id },
            cancellationToken: cancellationToken)) >= MostRemarks)
        {
            return Problems.BadField("text", $"một bản dự thảo có nhiều nhất {MostRemarks} ý kiến", $"{MostRemarks} remarks are the most of a draft");
        }
        await connection.ExecuteAsync(new CommandDefinition("""
            insert into env.draft_remark (draft_id, feature_number, at, of_geom, of_revision, answers, text, author, person_id)
            select @Id, @Feature, case when @east::double precision is not null then st_setsrid(st_makepoint(@east, @north), 4326) end, f.geom, f.revision, @Answers, @Text, @Author, @PersonId
            from (select 1) one left join env.draft_feature f on f.draft_id = @Id and f.number = @Feature
            """, new { draft.Id, request.Feature, east = request.At?[0], north = request.At?[1], request.Answers, request.Text, caller.Author, caller.PersonId },
            cancellationToken: cancellationToken));
        await AuditTrail.AppendAsync(connection, caller.Actor, "say-of-draft", draft.Subject, null, draft.Concern, cancellationToken);
        var answer = await ListAsync(connection, draft, caller, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(answer);
    }

    /// <summary>What a remark asks for is done; said twice it was said once.</summary>
    public static async Task<Results<Ok<List>, Refusal>> Close(string id, string remark, Caller caller, WorkingDatabase database, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        if (await DraftSight.FindAsync(connection, id, caller, cancellationToken, keep: true) is not { } draft)
        {
            return Problems.UnknownDraft(id);
        }
        if (!long.TryParse(remark, NumberStyles.None, CultureInfo.InvariantCulture, out var one) || await FindAsync(connection, draft, one, caller, cancellationToken) is not { } found)
        {
            return Problems.UnknownRemark(remark);
        }
        if (await connection.ExecuteAsync(new CommandDefinition(
            "insert into env.draft_remark_done (remark_id, author, person_id) values (@found, @Author, @PersonId) on conflict do nothing", new { found, caller.Author, caller.PersonId },
            cancellationToken: cancellationToken)) > 0)
        {
            await AuditTrail.AppendAsync(connection, caller.Actor, "close-remark", draft.Subject, null, draft.Concern, cancellationToken);
        }
        var answer = await ListAsync(connection, draft, caller, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return TypedResults.Ok(answer);
    }

    /// <summary>The remark's number, when it is there for the caller.</summary>
    static async Task<long?> FindAsync(NpgsqlConnection connection, Draft draft, long remark, Caller caller, CancellationToken cancellationToken)
    {
        var (found, layer) = await connection.QuerySingleOrDefaultAsync<(long?, string?)>(new CommandDefinition("""
            select r.id, f.layer from env.draft_remark r left join env.draft_feature f on f.draft_id = r.draft_id and f.number = r.feature_number where r.draft_id = @Id and r.id = @remark
            """, new { draft.Id, remark }, cancellationToken: cancellationToken));
        return found is not null && (layer is null || DraftSight.SeesLayer(caller, draft.Province, layer)) ? found : null;
    }

    static async Task<List> ListAsync(NpgsqlConnection connection, Draft draft, Caller caller, CancellationToken cancellationToken)
    {
        var rows = await connection.QueryAsync<Row>(new CommandDefinition("""
            select r.id, r.feature_number as Feature, f.layer, st_x(r.at) as Longitude, st_y(r.at) as Latitude, r.answers, r.text, r.author, r.made_at as MadeAt,
                coalesce(f.revision <> r.of_revision, false) as Outdated, d.author as DoneBy, d.made_at as DoneAt,
                case when f.revision <> r.of_revision then st_asgeojson(r.of_geom, 9) end as Outline
            from env.draft_remark r
            left join env.draft_feature f on f.draft_id = r.draft_id and f.number = r.feature_number
            left join env.draft_remark_done d on d.remark_id = r.id
            where r.draft_id = @Id
            order by r.id
            """, new { draft.Id }, cancellationToken: cancellationToken));
        return new([.. rows.Where(row => row.Layer is null || DraftSight.SeesLayer(caller, draft.Province, row.Layer)).Select(row => new Remark(row.Id, row.Feature,
            row is { Longitude: { } east, Latitude: { } north } ? [east, north] : null, row.Answers, row.Text, row.Author, row.MadeAt, row.Outdated,
            row.DoneAt is { } at ? new(row.DoneBy!, at) : null, row.Outline is { } outline ? JsonElement.Parse(outline) : null))]);
    }

    sealed record Row(
        long Id, int? Feature, string? Layer, double? Longitude, double? Latitude, long? Answers, string Text, string Author, DateTime MadeAt, bool Outdated, string? DoneBy,
        DateTime? DoneAt, string? Outline);
}
