using System.Globalization;
using System.Text.Json;
using Dapper;
using EnvGis.Access;
using EnvGis.Http;
using EnvGis.Layers;
using EnvGis.Spatial.Documents;
using EnvGis.Spatial.Siting;
using EnvGis.Spatial.Vn2000;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.AspNetCore.Http.HttpResults;
using NetTopologySuite.Geometries;
using Npgsql;

namespace EnvGis.Siting;

/// <summary>States zones, clauses and decisions; it permits nothing. The same question about the same day, as known at the same moment, has the same answer and the same code.</summary>
static class CheckSite
{
    /// <param name="At">The day, as yyyy-MM-dd.</param>
    /// <param name="Known">The moment as of whose knowledge it is told; asked again with it, the answer is the same.</param>
    /// <param name="Public">Whether it is what everybody sees; else it holds places that only this caller sees, and so does its code.</param>
    /// <param name="Place">Where the site lies.</param>
    /// <param name="Zones">Every zone that holds it or may, every one as near as asked, and the nearest of each layer; by verdict, then by distance.</param>
    /// <param name="Unlocated">Zones of the commune that nobody has located: whether the site lies in them cannot be told.</param>
    /// <param name="Nearby">Places by which zones are checked, as near as asked; the nearest first.</param>
    /// <param name="NearbyUnlocated">The same of the commune, that nobody has located.</param>
    /// <param name="Complete">False where there are more than are told: of a layer at most 200.</param>
    /// <param name="Notice">What the answer is not.</param>
    /// <param name="Code">SHA-256 of question and answer, 64 small hexadecimal letters.</param>
    public sealed record Answer(
        SiteAnswers.Site Site, string At, DateTime Known, bool Public, Where? Place, IReadOnlyList<Zone> Zones, IReadOnlyList<Zone> Unlocated, int WithinM, IReadOnlyList<NearPlace> Nearby,
        IReadOnlyList<NearPlace> NearbyUnlocated, bool Complete, Text Notice, string Code);

    /// <param name="Approximate">Whether it is told by the nearest centre, no boundary being loaded there.</param>
    /// <param name="Communes">Of a drawn site all that it meets, where boundaries are loaded.</param>
    public sealed record Where(IReadOnlyList<Commune> Communes, string ProvinceCode, string Province, bool Approximate);

    public sealed record Commune(string Code, string Name);

    /// <param name="State">What the layer's own status says, in the words of all layers: a proposed zone binds nobody. Null where the layer has none.</param>
    /// <param name="Law">The clause by which it is such a zone.</param>
    /// <param name="Decision">By which it is in force; null where the record names none.</param>
    /// <param name="Since">First day in force, yyyy-MM-dd; null of one that no calendar takes.</param>
    /// <param name="Until">Last day; null while no end is set.</param>
    /// <param name="Finding">Null of one that is not located.</param>
    public sealed record Zone(
        long Id, string Code, string Layer, Text LayerTitle, Text Name, bool Demonstration, [property: WordOf(Vocabularies.State)] string? State, Law? Law, Decision? Decision,
        string? Since, string? Until, SiteAnswers.Finding? Finding);

    /// <param name="Point">The code of the layer's clause, such as 2b; null where it has none.</param>
    /// <param name="Title">What that says.</param>
    public sealed record Law(string Document, string? Clause, string? Point, Text? Title);

    /// <param name="Id">See /api/decisions; null of one that only the place's own attributes name.</param>
    /// <param name="IssuedOn">As yyyy-MM-dd.</param>
    public sealed record Decision(long? Id, string? Number, string? IssuedOn, string? Issuer);

    /// <param name="DistanceM">Geodesic, 0 where they meet; null of one that is not located.</param>
    /// <param name="AccuracyM">Of its position.</param>
    public sealed record NearPlace(
        long Id, string Code, string Layer, Text LayerTitle, Text Name, bool Demonstration, [property: WordOf(Vocabularies.State)] string? State, double? DistanceM, double? AccuracyM);

    static readonly Text Notice = new("Kết quả tra cứu chỉ nêu các vùng, điều khoản và quyết định đã ghi nhận; không phải là giấy phép và không thay thế ý kiến của cơ quan có thẩm quyền.",
        "This states the zones, clauses and decisions on record; it is no permit and does not replace the opinion of the competent authority.");

    public static async Task<Results<Ok<Answer>, Refusal>> Handle(HttpContext context, Sight sight, CancellationToken cancellationToken)
    {
        var query = QueryParameters.Of(context.Request);
        return await AnswerAsync(AskedSite.Read(query), query, context, sight, cancellationToken);
    }

    public static async Task<Results<Ok<Answer>, Refusal>> HandleDrawn(AskedSite.Request request, HttpContext context, Sight sight, CancellationToken cancellationToken)
    {
        var query = QueryParameters.Of(context.Request);
        var (site, refused) = AskedSite.Read(query, request.Site!.Value);
        return refused is not null ? refused : await AnswerAsync(site, query, context, sight, cancellationToken);
    }

    /// <summary>The same on paper.</summary>
    public static async Task<Results<FileContentHttpResult, Refusal>> HandleSheet(HttpContext context, Sight sight, Caller caller, LongAnswers places, CancellationToken cancellationToken)
    {
        if (!places.TryTake(caller, out var place, out var full))
        {
            return full;
        }
        using var taken = place;
        if (!SystemFonts.AreThere)
        {
            return Problems.NoFont();
        }
        var query = QueryParameters.Of(context.Request);
        var answered = await AnswerAsync(AskedSite.Read(query), query, context, sight, cancellationToken);
        return answered.Result switch
        {
            Ok<Answer> { Value: { } answer } => TypedResults.File(
                SiteSheet.Of(SheetWords.Of(CallerLanguage.Of(context.Request)), answer, AddressOf(answer, context.Request)), "application/pdf", $"tra-cuu-{answer.At}-{answer.Code[..8]}.pdf"),
            Refusal refused => refused,
            _ => throw new InvalidOperationException("An answer is one or the other."),
        };
    }

    /// <summary>Of the page, with the question as it was asked, its day and its moment: opened again it tells whether the code is the same.</summary>
    static string AddressOf(Answer answer, HttpRequest request)
    {
        var asked = new QueryBuilder();
        foreach (var name in (string[])["q", "lon", "lat", "site", "accuracy", "within"])
        {
            if (request.Query[name] is [{ Length: > 0 } value])
            {
                asked.Add(name, value);
            }
        }
        asked.Add("at", answer.At);
        asked.Add("known", answer.Known.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture));
        return $"{Link.Root(request)}/check/{answer.Code}{asked.ToQueryString()}";
    }

    static async Task<Results<Ok<Answer>, Refusal>> AnswerAsync(AskedSite? asked, QueryParameters query, HttpContext context, Sight sight, CancellationToken cancellationToken)
    {
        var (day, moment, within) = (query.Day("at") ?? query.Today, query.Moment("known"), query.Whole("within") ?? AskedSite.WithinByDefault);
        await using var connection = await sight.Database.Source.OpenConnectionAsync(cancellationToken);
        // The database's clock, by which versions are recorded.
        var now = await connection.ExecuteScalarAsync<DateTime>(new CommandDefinition("select clock_timestamp()", cancellationToken: cancellationToken));
        if (moment is { } asOf && asOf.UtcDateTime > now)
        {
            query.Refuse("known", query["known"]!, "thời điểm này chưa tới", "that moment is still to come");
        }
        if (query.IsRefused(out var refusal) || asked is not { } site)
        {
            return refusal!;
        }
        var known = moment?.UtcDateTime ?? now;
        var around = new ZonesAround(connection, site, day, known, cancellationToken);
        var zoneLayers = sight.Layers.All.Where(layer => layer.ChangesByDecision).ToList();
        // A layer of zones says itself which places it is checked against.
        var nearLayers = zoneLayers.SelectMany(layer => layer.CheckedAgainst ?? []).Distinct().Select(sight.Layers.Find).OfType<Layer>().ToList();
        var (found, cut) = await around.ZonesAsync([.. zoneLayers.Select(layer => layer.Id)], within, moment is null && day == query.Today);
        var (near, isCut) = await around.SitesAsync([.. nearLayers.Select(layer => layer.Id)], within);
        var centre = site.Shape is Point point ? point : (Point)site.Shape.InteriorPoint;
        var place = await PlaceAsync(connection, site, centre, day, cancellationToken);
        var unlocated = place is null ? [] : await around.UnlocatedAsync([.. zoneLayers.Concat(nearLayers).Select(layer => layer.Id)], [.. place.Value.Where.Communes.Select(one => one.Code)]);
        var areas = await AreasAsync(connection, [.. found.Select(one => one.Finding!.Common), site.Shape], cancellationToken);
        var local = place?.Epsg is { } epsg && Vn2000Zone.Find(epsg) is { } provincial ? provincial : Vn2000Zone.NearestTo(centre.X);
        var isPoint = site.Shape.Dimension == Dimension.Point;
        var zones = found.Select((one, at) => Of(sight.Layers.Find(one.Row.Layer)!, one.Row, SiteAnswers.Of(one.Finding!, site, one.DatumM, one.Geometry!, one.Table, local,
            isPoint ? null : one.Finding!.Seems == SiteVerdict.Inside ? areas[^1] : areas[at] ?? 0))).ToList();
        var isZone = zoneLayers.Select(layer => layer.Id).ToHashSet();
        var answer = new Answer(SiteAnswers.Of(site, centre, isPoint ? null : areas[^1]), Day(day)!, known, sight.IsPublic, place?.Where, zones,
            [.. unlocated.Where(row => isZone.Contains(row.Layer)).Select(row => Of(sight.Layers.Find(row.Layer)!, row, null))], within,
            [.. near.Select(one => Near(sight.Layers.Find(one.Row.Layer)!, one.Row, Math.Round(one.Metres, 2)))],
            [.. unlocated.Where(row => !isZone.Contains(row.Layer)).Select(row => Near(sight.Layers.Find(row.Layer)!, row, null))],
            cut.Count == 0 && !isCut && unlocated.Count <= ZonesAround.MostOfLayer, Notice, "");
        context.Response.Headers.CacheControl = "no-cache";
        return TypedResults.Ok(answer with { Code = CheckCode.Of(site, answer) });
    }

    static Zone Of(Layer layer, ZonesAround.Row row, SiteAnswers.Finding? finding)
    {
        using var attributes = JsonDocument.Parse(row.Attributes);
        return new(row.Id, row.Code, layer.Id, layer.Title, new(row.NameVi, row.NameEn), row.Demonstration, row.State, LawOf(layer, Text("clause")),
            row.Decision is not null ? new(row.Decision, row.Number, Day(row.IssuedOn), row.Issuer)
                : Text("decision_number") is not null || Text("decision_date") is not null ? new(null, Text("decision_number"), Text("decision_date"), Text("decision_issuer")) : null,
            Day(row.Since), Day(row.Until), finding);

        string? Text(string name) => attributes.RootElement.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text ? text : null;
    }

    /// <summary>As the layer's file cites it: the attribute's own source, with the point that the place falls under.</summary>
    static Law? LawOf(Layer layer, string? point)
    {
        var attribute = layer.Attribute("clause");
        if (attribute?.Source is { ValueKind: JsonValueKind.Object } source && source.TryGetProperty("document", out var document))
        {
            return new(document.GetString()!, source.TryGetProperty("clause", out var clause) ? clause.GetString() : null, point, point is null ? null : attribute.LabelOf(point));
        }
        return layer.LegalBasis is [var basis, ..] ? new(basis.Document, basis.Clause, point, null) : null;
    }

    static NearPlace Near(Layer layer, ZonesAround.Row row, double? metres) =>
        new(row.Id, row.Code, layer.Id, layer.Title, new(row.NameVi, row.NameEn), row.Demonstration, row.State, metres, row.AccuracyM);

    static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Square metres on the ellipsoid, as of published areas.</summary>
    static async Task<IReadOnlyList<double?>> AreasAsync(NpgsqlConnection connection, IReadOnlyList<Geometry?> shapes, CancellationToken cancellationToken) =>
        (await connection.QueryAsync<double?>(new CommandDefinition(
            "select round(published.area_m2(st_geomfromwkb(s.wkb, 4326))::numeric, 1)::double precision from unnest(@wkbs) with ordinality s (wkb, place) order by s.place",
            new { wkbs = shapes.Select(shape => shape?.AsBinary()).ToArray() }, cancellationToken: cancellationToken))).AsList();

    // Where boundaries are loaded they say in which communes a site lies; else the nearest centre does, as far as that commune reaches.
    const string PlaceSql = """
        with met as (
            select m.code, false as approximate, m.share as order_by from published.communes_of(st_geomfromwkb(@site, 4326)) m
            where not st_touches(st_geomfromwkb(@site, 4326), (select b.geom from published.boundary b where b.level = 'commune' and b.code = m.code limit 1))),
        nearest as (
            select n.code, true as approximate, 0::double precision as order_by from (
                select c.code, c.radius_m, st_distance(c.centre::geography, st_geomfromwkb(@centre, 4326)::geography) as metres
                from (select * from published.commune c where c.valid_from <= @day::date and (c.valid_to is null or c.valid_to > @day::date)
                      order by c.centre <-> st_geomfromwkb(@centre, 4326) limit 12) c) n
            where not exists (select from met) and n.metres <= 5000 + least(n.radius_m, 60000)
              and not exists (select from published.boundary y where y.level = 'commune' and y.code = n.code)
            order by n.metres limit 1)
        select c.code, published.full_name(c.kind, c.name) as Name, p.code as ProvinceCode, p.name as Province, m.approximate, p.epsg
        from (select * from met union all select * from nearest) m
        join published.commune c on c.code = m.code and c.valid_from <= @day::date and (c.valid_to is null or c.valid_to > @day::date)
        join published.province p on p.code = c.province_code and p.valid_from <= @day::date and (p.valid_to is null or p.valid_to > @day::date)
        order by m.order_by desc, c.code
        """;

    static async Task<(Where Where, int? Epsg)?> PlaceAsync(NpgsqlConnection connection, AskedSite site, Point centre, DateOnly day, CancellationToken cancellationToken)
    {
        var rows = (await connection.QueryAsync<PlaceRow>(new CommandDefinition(
            PlaceSql, new { site = site.Shape.AsBinary(), centre = centre.AsBinary(), day = Day(day) }, cancellationToken: cancellationToken))).AsList();
        return rows.Count == 0 ? null
            : (new([.. rows.Select(row => new Commune(row.Code, row.Name))], rows[0].ProvinceCode, rows[0].Province, rows[0].Approximate), rows[0].Epsg);
    }

    sealed record PlaceRow(string Code, string Name, string ProvinceCode, string Province, bool Approximate, int? Epsg);
}
