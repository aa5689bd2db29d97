using System.Globalization;
using System.Text.Json;
using Dapper;
using EnvGis.Access;
using EnvGis.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.WebUtilities;

namespace EnvGis.Decisions;

/// <summary>The decisions by which places are in force: who decided what, when, since when, and the signed document as it was given.</summary>
public static class DecisionEndpoints
{
    const int PageSize = 50;

    static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    static readonly Parameter DecisionId = new("id", "Số của quyết định trong hệ thống", "Number of the decision in the service") { Required = true, Example = "1" };

    /// <param name="IssuedOn">As yyyy-MM-dd.</param>
    /// <param name="EffectiveTo">The last day, where the decision itself says so; null of others.</param>
    /// <param name="Features">How many places it changed.</param>
    public sealed record Summary(long Id, string Number, DateOnly IssuedOn, string Issuer, string? Signatory, string Title, DateOnly EffectiveFrom, DateOnly? EffectiveTo, int Features);

    /// <param name="Next">Address of the page after this; null on the last.</param>
    public sealed record Page(IReadOnlyList<Summary> Decisions, string? Next);

    /// <param name="ContentHash">Of what was approved and decided; null of one that was registered later.</param>
    /// <param name="Document">Null where no scan was kept.</param>
    public sealed record Details(Summary Decision, string? ContentHash, DateTime RecordedAt, SignedDocument? Document, IReadOnlyList<Decided> Features);

    /// <param name="Hash">SHA-256 of its bytes, in small hexadecimal letters.</param>
    /// <param name="Href">Where its bytes are.</param>
    public sealed record SignedDocument(string Name, string Hash, string Href);

    /// <param name="Reason">Of a correction: what was misprinted.</param>
    /// <param name="Name">As the decision has it; null of one whose versions of it are all replaced or ended.</param>
    /// <param name="From">The first day of its version by this decision; null where it has none.</param>
    /// <param name="To">The last day of that, and of a place that it ends the last day on which that was in force; null while no end is set. Of one that another decision replaced from its own first
    /// day the day before that: it was in force on none.</param>
    public sealed record Decided(
        long Id, string Code, string Layer, [property: OneOf("add", "change", "retire", "locate", "correction", "registered")] string Change, string? Reason, string? Name, DateOnly? From,
            DateOnly? To, double? AreaM2);

    /// <summary>Shapes to look at, right to about a metre; what is decided stands in the coordinate table of each place.</summary>
    public sealed record Outlines([property: OneOf("FeatureCollection")] string Type, IReadOnlyList<Outline> Features);

    public sealed record Outline([property: OneOf("Feature")] string Type, [property: FormOf(typeof(Shape))] JsonElement Geometry, Outlined Properties);

    public sealed record Shape([property: OneOf("Point", "LineString", "Polygon", "MultiPoint", "MultiLineString", "MultiPolygon")] string Type, IReadOnlyList<JsonElement> Coordinates);

    /// <param name="Change">A place that it ends is drawn as it was.</param>
    public sealed record Outlined(
        long Id, string Layer, [property: OneOf("add", "change", "retire", "locate", "correction", "registered")] string Change, string Name);

    const string Columns = """
        d.id, d.number, d.issued_on as IssuedOn, d.issuer, d.signatory, d.title, d.effective_from as EffectiveFrom, d.effective_to as EffectiveTo,
        (select count(*)::integer from decision_feature f where f.decision_id = d.id) as Features
        """;

    public static void MapDecisions(this IEndpointRouteBuilder routes)
    {
        routes.MapMethods("/api/decisions", Reading, ListAsync).WithName("decisions").AllowAnonymous()
            .Says("Các quyết định, mới nhất trước", "The decisions, the newest first").Reads(Parameter.After).Writes(typeof(Page));
        routes.MapMethods("/api/decisions/{id}", Reading, FindAsync).WithName("decision").AllowAnonymous()
            .Says("Một quyết định với những nơi nó thay đổi", "A decision with the places that it changed").Takes(DecisionId).Writes(typeof(Details));
        routes.MapMethods("/api/decisions/{id}/outlines", Reading, OutlinesAsync).WithName("decisionOutlines").AllowAnonymous()
            .Says("Hình của những nơi nó thay đổi, dạng GeoJSON", "The shapes of the places that it changed, as GeoJSON").Takes(DecisionId).Writes(typeof(Outlines));
        routes.MapMethods("/api/decisions/{id}/document", Reading, DocumentAsync).WithName("decisionDocument").AllowAnonymous()
            .Says("Bản chụp đã ký, đúng từng byte", "The signed document, byte for byte").Takes(DecisionId).Sends("application/octet-stream", "Tệp như đã nhận", "The file as it was given");
    }

    static async Task<Results<Ok<Page>, Refusal>> ListAsync(HttpRequest request, Sight sight, CancellationToken cancellationToken)
    {
        var query = QueryParameters.Of(request);
        var after = query.Cursor("after", text => TryId(text, out var id) ? new Place(id) : null)?.Id;
        if (query.IsRefused(out var refusal))
        {
            return refusal;
        }
        await using var connection = await sight.Database.Source.OpenConnectionAsync(cancellationToken);
        var rows = (await connection.QueryAsync<Summary>(new CommandDefinition(
            $"select {Columns} from decision d where @after::bigint is null or d.id < @after order by d.id desc limit {PageSize + 1}", new { after }, cancellationToken: cancellationToken))).AsList();
        var next = rows.Count > PageSize ? QueryHelpers.AddQueryString("/api/decisions", "after", rows[PageSize - 1].Id.ToString(CultureInfo.InvariantCulture)) : null;
        return TypedResults.Ok(new Page([.. rows.Take(PageSize)], next));
    }

    static async Task<Results<Ok<Details>, Refusal>> FindAsync(string id, HttpRequest request, Sight sight, CancellationToken cancellationToken)
    {
        if (!TryId(id, out var number))
        {
            return Problems.UnknownDecision(id);
        }
        await using var connection = await sight.Database.Source.OpenConnectionAsync(cancellationToken);
        if (await connection.QuerySingleOrDefaultAsync<Summary>(new CommandDefinition($"select {Columns} from decision d where d.id = @number", new { number },
            cancellationToken: cancellationToken)) is not { } decision)
        {
            return Problems.UnknownDecision(id);
        }
        var (hash, recorded, name, documentHash) = await connection.QuerySingleAsync<(string?, DateTime, string?, string?)>(new CommandDefinition(
            "select encode(content_hash, 'hex'), recorded_at, document_name, encode(document_hash, 'hex') from decision where id = @number", new { number }, cancellationToken: cancellationToken));
        var features = await connection.QueryAsync<Decided>(new CommandDefinition("""
            select f.id, f.code, f.layer, f.change, f.reason, v.name_vi as Name, published.told_day(lower(v.valid)) as "From",
                coalesce(published.told_day(case when v.is_open then upper(v.valid) - 1 else lower(v.valid) - 1 end), e."To") as "To",
                published.area_m2(v.geom) as AreaM2
            from decision_feature f
            join decision d on d.id = f.decision_id
            left join lateral (
                select v.name_vi, v.valid, v.geom, upper_inf(v.recorded) as is_open from feature_version v where v.id = f.id and v.decision_id = f.decision_id
                order by upper_inf(v.recorded) desc, lower(v.recorded) desc,
                    lower(v.valid) desc limit 1) v on true
            left join lateral (
                select published.told_day(max(upper(b.valid)) - 1) as "To" from feature_version b
                where f.change = 'retire' and b.id = f.id and upper_inf(b.recorded) and upper(b.valid) <= d.effective_from) e on true
            where f.decision_id = @number
            order by f.told_at, f.id
            """, new { number }, cancellationToken: cancellationToken));
        return TypedResults.Ok(new Details(decision, hash, recorded, name is null ? null : new(name, documentHash!, $"/api/decisions/{number.ToString(CultureInfo.InvariantCulture)}/document"),
            [.. features]));
    }

    static async Task<Results<Ok<Outlines>, Refusal>> OutlinesAsync(string id, HttpRequest request, Sight sight, CancellationToken cancellationToken)
    {
        if (!TryId(id, out var number))
        {
            return Problems.UnknownDecision(id);
        }
        await using var connection = await sight.Database.Source.OpenConnectionAsync(cancellationToken);
        if (!await connection.ExecuteScalarAsync<bool>(new CommandDefinition("select exists (select from decision where id = @number)", new { number }, cancellationToken: cancellationToken)))
        {
            return Problems.UnknownDecision(id);
        }
        var rows = await connection.QueryAsync<(long Id, string Layer, string Change, string Name, string Geometry)>(new CommandDefinition("""
            select f.id, f.layer, f.change, v.name_vi, st_asgeojson(coalesce(st_simplifypreservetopology(v.geom, 0.00001), v.geom), 6)
            from decision_feature f
            join lateral (
                select v.name_vi, v.geom from feature_version v
                where v.id = f.id and v.geom is not null and (v.decision_id = f.decision_id or f.change = 'retire')
                order by v.decision_id is not distinct from f.decision_id desc, upper_inf(v.recorded) desc, lower(v.recorded) desc, lower(v.valid) desc limit 1) v on true
            where f.decision_id = @number
            order by f.told_at, f.id
            """, new { number }, cancellationToken: cancellationToken));
        return TypedResults.Ok(new Outlines("FeatureCollection", [.. rows.Select(row => new Outline("Feature", JsonElement.Parse(row.Geometry), new(row.Id, row.Layer, row.Change, row.Name)))]));
    }

    static async Task<Results<FileContentHttpResult, Refusal>> DocumentAsync(string id, HttpRequest request, Sight sight, CancellationToken cancellationToken)
    {
        if (!TryId(id, out var number))
        {
            return Problems.UnknownDecision(id);
        }
        await using var connection = await sight.Database.Source.OpenConnectionAsync(cancellationToken);
        return await connection.QuerySingleOrDefaultAsync<(byte[]? Bytes, string? Name)?>(new CommandDefinition(
            "select document, document_name from decision where id = @number", new { number }, cancellationToken: cancellationToken)) is not { } kept ? Problems.UnknownDecision(id)
            : kept.Bytes is null ? Problems.NoDocument(id)
            // Never shown in the page's own origin: what somebody uploaded is handed over, not opened.
            : TypedResults.File(kept.Bytes, "application/octet-stream", kept.Name);
    }

    /// <summary>Where a page ended.</summary>
    sealed record Place(long Id);

    static bool TryId(string text, out long id) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out id);
}
