using System.Text.Json;
using Dapper;
using EnvGis.Access;
using EnvGis.Database;
using EnvGis.Http;
using EnvGis.Spatial.Annex;
using EnvGis.Spatial.Siting;
using EnvGis.Spatial.Vn2000;
using Microsoft.AspNetCore.Http.HttpResults;
using NetTopologySuite.Geometries;
using Npgsql;

namespace EnvGis.Drafts;

/// <summary>What each open draft would mean for a site, were it decided as it is now: asked beside what is in force, by those alone who see the draft.</summary>
static class CheckDrafts
{
    const int MostFeatures = 200;

    /// <summary>From which a draft may still come into force.</summary>
    static readonly string[] Open = ["draft", "submitted", "in_review", "returned", "approved"];

    /// <param name="Complete">False where there are more than 200 that come near the site.</param>
    public sealed record Answer(SiteAnswers.Site Site, IReadOnlyList<Change> Changes, bool Complete);

    /// <param name="Kind">add, change, retire or locate.</param>
    /// <param name="Before">How the site lies to the place as it was taken into the draft; null of one that is added, and of one that nobody had located.</param>
    /// <param name="After">And as the draft has it; null of one that it retires.</param>
    /// <param name="Differs">Whether the verdict would be another.</param>
    public sealed record Change(
        long Draft, string Title, string Province, DraftAnswers.State State, int Number, long? Feature, string? Code, string Layer, Text LayerTitle, Text Name,
        [property: OneOf("add", "change", "retire", "locate")] string Kind, SiteAnswers.Finding? Before, SiteAnswers.Finding? After, bool Differs);

    const string Sql = """
        select d.id as Draft, d.title, d.province_code as Province, d.state, s.title_vi as StateVi, s.title_en as StateEn, f.number, f.feature_id as Feature, i.code, f.layer,
            l.definition #>> '{title,vi}' as LayerVi, l.definition #>> '{title,en}' as LayerEn, f.name_vi as NameVi, f.name_en as NameEn, f.change as Kind, f.accuracy_m as AccuracyM,
            st_asbinary(f.geom) as Wkb, f.shape::text as Shape, b.accuracy_m as BaseAccuracyM, st_asbinary(b.geom) as BaseWkb, a.shape::text as BaseShape
        from env.draft d
        join env.draft_state s on s.state = d.state
        join env.draft_feature f on f.draft_id = d.id and not f.dropped
        join env.layer l on l.id = f.layer
        left join env.feature i on i.id = f.feature_id
        left join env.feature_version b on b.id = f.base_version
        left join env.legal_annex a on a.version_id = coalesce(b.annex_of, b.id)
        cross join lateral (select st_expand(st_geomfromwkb(@site, 4326), @reach) as box) r
        where d.state = any (@Open) and (@provinces::text[] is null or d.province_code = any (@provinces))
            and (f.geom && r.box or b.geom && r.box or f.accuracy_m > 1000 or b.accuracy_m > 1000)
        order by d.id, f.number
        """;

    public static async Task<Results<Ok<Answer>, Refusal>> Handle(HttpContext context, Caller caller, WorkingDatabase database, CancellationToken cancellationToken)
    {
        var query = QueryParameters.Of(context.Request);
        return await AnswerAsync(AskedSite.Read(query), query, context, caller, database, cancellationToken);
    }

    public static async Task<Results<Ok<Answer>, Refusal>> HandleDrawn(
        AskedSite.Request request, HttpContext context, Caller caller, WorkingDatabase database, CancellationToken cancellationToken)
    {
        var query = QueryParameters.Of(context.Request);
        var (site, refused) = AskedSite.Read(query, request.Site!.Value);
        return refused is not null ? refused : await AnswerAsync(site, query, context, caller, database, cancellationToken);
    }

    static async Task<Results<Ok<Answer>, Refusal>> AnswerAsync(
        AskedSite? asked, QueryParameters query, HttpContext context, Caller caller, WorkingDatabase database, CancellationToken cancellationToken)
    {
        var within = query.Whole("within") ?? AskedSite.WithinByDefault;
        if (query.IsRefused(out var refusal) || asked is not { } site)
        {
            return refusal!;
        }
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        var rows = (await connection.QueryAsync<Row>(new CommandDefinition(Sql, new
        {
            Open, provinces = DraftSight.Provinces(caller), site = site.Shape.AsBinary(), reach = Math.Max(within, SiteAnswers.AlwaysM) / SiteAnswers.LeastMetresOfDegree,
        }, cancellationToken: cancellationToken))).Where(row => DraftSight.SeesLayer(caller, row.Province, row.Layer)).ToList();
        var told = new List<(Row Row, Side? Before, Side? After)>();
        foreach (var row in rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var before = SideOf(site, row.BaseWkb, row.BaseShape, row.BaseAccuracyM);
            var after = row.Kind == "retire" ? null : SideOf(site, row.Wkb, row.Shape, row.AccuracyM);
            if (Concerns(before) || Concerns(after))
            {
                told.Add((row, before, after));
            }
        }
        var shapes = told.Take(MostFeatures).SelectMany(one => (Geometry?[])[PartOf(one.Before, site), PartOf(one.After, site)]).Append(site.Shape).ToList();
        var areas = await AreasAsync(connection, shapes, cancellationToken);
        var isPoint = site.Shape.Dimension == Dimension.Point;
        var centre = site.Shape is Point point ? point : (Point)site.Shape.InteriorPoint;
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new Answer(SiteAnswers.Of(site, centre, isPoint ? null : areas[^1]),
            [.. told.Take(MostFeatures).Select((one, at) => new Change(
                one.Row.Draft, one.Row.Title, one.Row.Province, new(one.Row.State, new(one.Row.StateVi, one.Row.StateEn)), one.Row.Number, one.Row.Feature, one.Row.Code, one.Row.Layer,
                new(one.Row.LayerVi, one.Row.LayerEn), new(one.Row.NameVi, one.Row.NameEn ?? one.Row.NameVi), one.Row.Kind,
                Told(one.Before, areas[2 * at]), Told(one.After, areas[2 * at + 1]), (one.Before?.Found.Verdict ?? SiteVerdict.Outside) != (one.After?.Found.Verdict ?? SiteVerdict.Outside)))],
            told.Count <= MostFeatures));

        SiteAnswers.Finding? Told(Side? side, double? areaM2) => side is null ? null
            : SiteAnswers.Of(side.Found, site, side.DatumM, side.Geometry, side.Table, Vn2000Zone.NearestTo(centre.X), isPoint ? null : areaM2 ?? 0);
    }

    /// <summary>One place as it is or would be.</summary>
    sealed record Side(Geometry Geometry, SiteFinding Found, double DatumM, (Vn2000Zone, IReadOnlyList<SiteAnswers.Vertex>)? Table);

    static bool Concerns(Side? side) => side is not null && side.Found.Verdict != SiteVerdict.Outside;

    static Geometry? PartOf(Side? side, AskedSite site) => side is null ? null : side.Found.Seems == SiteVerdict.Inside ? site.Shape : side.Found.Common;

    static Side? SideOf(AskedSite site, byte[]? wkb, string? shape, double? accuracyM)
    {
        if (wkb is null)
        {
            return null;
        }
        var geometry = DraftShape.OfWkb(wkb);
        var annex = shape is null ? null : AnnexShape.Read(JsonElement.Parse(shape));
        var datumM = SiteAnswers.DatumOf(site, annex is not null);
        IReadOnlyList<BorderStretch> border = annex is null ? [new(GroundDistance.BorderOf(geometry), accuracyM ?? 0, null)]
            : [.. annex.Parts.SelectMany(part => part.Rings).SelectMany(ring => AnnexBorder.Of(
                annex.Lattice, ring.Corners, [.. ring.Stretches.Select(one => (one.From, one.AccuracyM, one.Origin.Word()))]))];
        (Vn2000Zone, IReadOnlyList<SiteAnswers.Vertex>)? table = annex is null ? null
            : (annex.Lattice.Zone, [.. annex.Parts.SelectMany((part, at) => part.Rings.SelectMany((ring, index) => ring.Corners.Select((corner, number) =>
                new SiteAnswers.Vertex(at + 1, index + 1, number + 1, null, annex.Lattice.Metres(corner.East), annex.Lattice.Metres(corner.North)))))]);
        return new(geometry, SiteFinding.Of(site.Shape, site.AccuracyM, geometry, border, datumM), datumM, table);
    }

    static async Task<IReadOnlyList<double?>> AreasAsync(NpgsqlConnection connection, IReadOnlyList<Geometry?> shapes, CancellationToken cancellationToken) =>
        (await connection.QueryAsync<double?>(new CommandDefinition(
            "select round(env.area_m2(st_geomfromwkb(s.wkb, 4326))::numeric, 1)::double precision from unnest(@wkbs) with ordinality s (wkb, place) order by s.place",
            new { wkbs = shapes.Select(shape => shape?.AsBinary()).ToArray() }, cancellationToken: cancellationToken))).AsList();

    // Properties, not parameters: it has too many of them to keep in order.
    sealed class Row
    {
        public long Draft { get; init; }
        public required string Title { get; init; }
        public required string Province { get; init; }
        public required string State { get; init; }
        public required string StateVi { get; init; }
        public required string StateEn { get; init; }
        public int Number { get; init; }
        public long? Feature { get; init; }
        public string? Code { get; init; }
        public required string Layer { get; init; }
        public required string LayerVi { get; init; }
        public required string LayerEn { get; init; }
        public required string NameVi { get; init; }
        public string? NameEn { get; init; }
        public required string Kind { get; init; }
        public double? AccuracyM { get; init; }
        public byte[]? Wkb { get; init; }
        public string? Shape { get; init; }
        public double? BaseAccuracyM { get; init; }
        public byte[]? BaseWkb { get; init; }
        public string? BaseShape { get; init; }
    }
}
