using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Text.Json.Serialization;
using Dapper;
using EnvGis.Access;
using EnvGis.Audit;
using EnvGis.Database;
using EnvGis.Http;
using EnvGis.Spatial.Vn2000;
using Microsoft.AspNetCore.Http.HttpResults;
using Npgsql;

namespace EnvGis.Drafts;

/// <summary>A planner begins a draft: a named set of changes, with the lattice on which all its corners will lie.</summary>
static class BeginDraft
{
    /// <summary>A zone whose meridian is farther than this from the province's own was mistaken for another: a zone of 6° ends at half of that.</summary>
    const double FarDegrees = 3;

    /// <param name="Epsg">The zone of VN-2000 of the annex to be; that of the province's maps when left out.</param>
    /// <param name="Decimals">Of a metre, as the annex will print them: 2 (when left out) or 3.</param>
    /// <param name="Corrects">The decision whose misprint it puts right; null of others.</param>
    public sealed record Request(
        [property: JsonConverter(typeof(PlainLine)), Required, StringLength(300)] string Title, [property: JsonConverter(typeof(PlainLines)), StringLength(2000)] string? Purpose,
        [property: Required] string Province, int? Epsg, int? Decimals, long? Corrects);

    public static async Task<Results<Created<DraftAnswers.Details>, Refusal>> Handle(
        Request request, Caller caller, WorkingDatabase database, AuditTrail audit, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(request.Title))
        {
            return Problems.BadField("title", "bắt buộc phải có", "it is required");
        }
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        if (await ZoneAsync(connection, request.Province, cancellationToken) is not { } province)
        {
            return Problems.BadField("province", "cần mã tỉnh, hai chữ số, ví dụ 44", "it takes the code of a province, two digits, such as 44");
        }
        if (!DraftSight.May(caller, Act.Draft, request.Province))
        {
            await audit.AppendAsync(caller.Actor, "begin-draft", null, new { request.Province }, Concern.Areas([new Scope([request.Province], null, null)]), cancellationToken,
                "refused");
            return Problems.OutsideYourProvinces();
        }
        try
        {
            await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
            var (draft, refusal) = await OpenAsync(connection, request, province, caller, cancellationToken);
            if (draft is null)
            {
                return refusal!;
            }
            // Read before it is done: what is answered with a fault has not been done.
            var answer = await ReadDrafts.DetailsAsync(connection, draft, caller, cancellationToken);
            await transaction.CommitAsync(cancellationToken);
            return TypedResults.Created($"/api/drafts/{draft.Id.ToString(CultureInfo.InvariantCulture)}", answer);
        }
        catch (PostgresException refused) when (DraftRefusals.Of(refused) is { } known)
        {
            return known;
        }
        catch (PostgresException unknown) when (unknown.SqlState == PostgresErrorCodes.ForeignKeyViolation)
        {
            return Problems.UnknownDecision(request.Corrects!.Value.ToString(CultureInfo.InvariantCulture));
        }
    }

    /// <summary>The same in the transaction of who calls, for a caller who may.</summary>
    public static async Task<(Draft? Draft, Refusal? Refusal)> OpenAsync(NpgsqlConnection connection, Request request, Caller caller, CancellationToken cancellationToken) =>
        await ZoneAsync(connection, request.Province, cancellationToken) is { } province ? await OpenAsync(connection, request, province, caller, cancellationToken)
            : (null, Problems.BadField("province", "cần mã tỉnh, hai chữ số, ví dụ 44", "it takes the code of a province, two digits, such as 44"));

    static async Task<(Draft? Draft, Refusal? Refusal)> OpenAsync(NpgsqlConnection connection, Request request, Zone province, Caller caller, CancellationToken cancellationToken)
    {
        if ((request.Epsg ?? province.Epsg) is not { } epsg)
        {
            return (null, Problems.BadField("epsg", "cần mã EPSG của múi chiếu, ví dụ 9217; danh sách ở /api/crs", "it takes the EPSG code of the zone, such as 9217; they are listed at /api/crs"));
        }
        if (Vn2000Zone.Find(epsg) is not { } zone)
        {
            return (null, Vn2000Zone.IsDeprecated(epsg) ? Problems.WithdrawnZone(epsg) : Problems.UnknownZone(epsg.ToString(CultureInfo.InvariantCulture)));
        }
        if (province.Epsg is { } usual && Vn2000Zone.Find(usual) is { } own
            && Math.Abs(zone.CentralMeridian.DecimalDegrees - own.CentralMeridian.DecimalDegrees) > FarDegrees)
        {
            return (null, Problems.FarZone(province.Name, zone.CentralMeridian.ToString(), own.CentralMeridian.ToString()));
        }
        if (request.Decimals is not (null or 2 or 3))
        {
            return (null, Problems.BadField("decimals", "số chữ số thập phân là 2 hoặc 3", "the decimals are 2 or 3"));
        }
        var id = await connection.ExecuteScalarAsync<long>(new CommandDefinition("""
            insert into env.draft (title, purpose, province_code, epsg, decimals, corrects, made_by, made_by_person)
            values (@Title, nullif(@Purpose, ''), @Province, @epsg, @decimals, @Corrects, @Author, @PersonId) returning id
            """, new { request.Title, request.Purpose, request.Province, epsg, decimals = request.Decimals ?? 2, request.Corrects, caller.Author, caller.PersonId },
            cancellationToken: cancellationToken));
        var draft = (await DraftSight.FindAsync(connection, id.ToString(CultureInfo.InvariantCulture), caller, cancellationToken))!;
        await AuditTrail.AppendAsync(connection, caller.Actor, "begin-draft", draft.Subject, new { after = new { draft.Province, draft.Epsg, draft.Decimals } }, draft.Concern,
            cancellationToken);
        return (draft, null);
    }

    static Task<Zone?> ZoneAsync(NpgsqlConnection connection, string province, CancellationToken cancellationToken) => connection.QuerySingleOrDefaultAsync<Zone?>(new CommandDefinition(
        "select epsg, name from env.province where code = @province and valid_to is null", new { province }, cancellationToken: cancellationToken));

    sealed record Zone(int? Epsg, string Name);
}
