using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Dapper;
using EnvGis.Access;
using EnvGis.Database;
using EnvGis.Http;
using EnvGis.Spatial.Annex;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EnvGis.Drafts;

/// <summary>
/// What a tool of who draws would make of shapes, by the one kernel that all doors use; nothing is written. What is to be kept of it is sent as an operation, so that there is one way in, and one to
/// undo it.
/// </summary>
static class DraftTools
{
    const int MostShapes = 20, MostCorners = 10_000, MostCornersTogether = 60_000;

    /// <param name="Tool">
    /// union: all shapes as one; difference: the first without the others; intersection; split: the first by the line; reshape: the first along the line; buffer: around the first shape or the line;
    /// move-corners: in all shapes that have them; trace: the border of the first between two corners of the line; touch: the others record where corners of the first end on their edges;
    /// merge: of what both began with, ours and theirs, only with its proof, else the stretches that a person has to decide; drop-duplicates, drop-spikes, snap (the first to the others): safe mends;
    /// measure.
    /// </param>
    /// <param name="Shapes">On the draft's lattice.</param>
    /// <param name="Line">Corners of a line, east and north in lattice units.</param>
    /// <param name="Metres">Of a buffer, on the ground; of snap, the reach in the grid.</param>
    /// <param name="Moves">Of move-corners: from where to where.</param>
    /// <param name="AllowParts">Whether the result may have more parts than there were.</param>
    /// <param name="Part">Of trace: the part of the shape, from 1.</param>
    /// <param name="Ring">Of trace: its ring, from 1.</param>
    /// <param name="Backwards">Of trace: against the order of the corners.</param>
    /// <param name="Of">Of trace: what is followed, for the record.</param>
    /// <param name="AccuracyM">Of a line that was drawn, metres; as the first shape's least exact stretch when left out.</param>
    public sealed record Request(
        [property: Required, OneOf("union", "difference", "intersection", "split", "reshape", "buffer", "move-corners", "trace", "touch", "merge", "drop-duplicates", "drop-spikes", "snap", "measure")] string Tool,
        [property: FormOf(typeof(DraftAnswers.AnnexForm))] IReadOnlyList<JsonElement>? Shapes, IReadOnlyList<IReadOnlyList<long>>? Line, double? Metres,
        IReadOnlyList<IReadOnlyList<IReadOnlyList<long>>>? Moves, bool? AllowParts, int? Part, int? Ring, bool? Backwards, [property: StringLength(Stretch.LongestOf)] string? Of, double? AccuracyM);

    /// <param name="Shapes">Of split the pieces; of move-corners and touch all that were given, in order; of others one.</param>
    /// <param name="AreaBeforeM2">Of the grid.</param>
    /// <param name="AreaAfterM2">Of the grid.</param>
    /// <param name="Added">Corners that nobody gave: crossings, rounded to the lattice.</param>
    /// <param name="LostNodes">Places at which a neighbour's border ended and does so no longer.</param>
    /// <param name="Line">Of trace: the corners to follow.</param>
    /// <param name="Stretch">Of trace: how that line came about.</param>
    /// <param name="BeyondM">Of a buffer: by how much it reaches farther at most, metres.</param>
    /// <param name="Conflicts">Of merge: what a person has to decide; there is no shape then.</param>
    public sealed record Made(
        IReadOnlyList<Shaped> Shapes, double AreaBeforeM2, double AreaAfterM2, IReadOnlyList<IReadOnlyList<long>> Added, IReadOnlyList<IReadOnlyList<long>> LostNodes,
        IReadOnlyList<IReadOnlyList<long>>? Line = null, DraftAnswers.StretchForm? Stretch = null, double? BeyondM = null,
        IReadOnlyList<Conflict>? Conflicts = null);

    /// <summary>A stretch of border between two corners that neither changed, or all of a ring; part and ring are 0 where all of the shape is concerned.</summary>
    public sealed record Conflict(
        [property: OneOf("both-changed", "no-anchor", "structure", "node", "invalid", "area", "finding")] string Code, int Part, int Ring, IReadOnlyList<IReadOnlyList<long>> Base,
        IReadOnlyList<IReadOnlyList<long>> Ours, IReadOnlyList<IReadOnlyList<long>> Theirs);

    /// <param name="Geometry">In WGS 84, longitude first.</param>
    /// <param name="AreaM2">Of the grid, on the printed numbers.</param>
    /// <param name="GroundM2">On the ellipsoid.</param>
    /// <param name="PerimeterM">Of the grid.</param>
    public sealed record Shaped(
        [property: FormOf(typeof(DraftAnswers.AnnexForm))] JsonElement Shape, [property: FormOf(typeof(DraftAnswers.Outline))] JsonElement Geometry, double AreaM2, double GroundM2, double PerimeterM);

    public static async Task<Results<Ok<Made>, Refusal>> Handle(
        string id, Request request, HttpContext context, Caller caller, WorkingDatabase database, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        if (await DraftSight.FindAsync(connection, id, caller, cancellationToken) is not { } draft)
        {
            return Problems.UnknownDraft(id);
        }
        try
        {
            var lattice = DraftShape.LatticeOf(draft.Epsg, draft.Decimals);
            if (Read(request, lattice, out var shapes, out var line, out var moves) is { } unread)
            {
                return unread;
            }
            var done = Apply(request, lattice, shapes, line, moves);
            if (done is null)
            {
                return Problems.BadField("tool", "không có công cụ này", "there is no such tool");
            }
            var drawn = done.Shapes.Select(shape => (Annex: shape, Geometry: shape.ToWgs84())).ToList();
            var ground = (await connection.QueryAsync<double>(new CommandDefinition(
                "select env.area_m2(st_geomfromwkb(w.wkb, 4326)) from unnest(@wkbs) with ordinality w (wkb, place) order by w.place",
                new { wkbs = drawn.Select(one => one.Geometry.AsBinary()).ToArray() }, cancellationToken: cancellationToken))).AsList();
            context.Response.Headers.CacheControl = "no-store";
            return TypedResults.Ok(new Made(
                [.. drawn.Zip(ground, (one, m2) => new Shaped(DraftShape.ElementOf(one.Annex), DraftShape.GeoJsonOf(one.Geometry), one.Annex.AreaM2, m2, one.Annex.PerimeterM))],
                done.AreaBeforeM2, done.AreaAfterM2, Pairs(done.Added), Pairs(done.Lost), done.Line is { } way ? Pairs(way) : null,
                done.Stretch is { } stretch ? new(stretch.From, stretch.Origin.Word(), stretch.AccuracyM, stretch.Of) : null, done.BeyondM,
                done.Conflicts is { IsDefaultOrEmpty: false } open ? [.. open.Select(one => new Conflict(one.Code, one.Part, one.Ring, Pairs(one.Base), Pairs(one.Ours), Pairs(one.Theirs)))] : null));
        }
        catch (AnnexException refused)
        {
            return AnnexWords.Refused(refused);
        }
    }

    sealed record Applied(
        IReadOnlyList<AnnexShape> Shapes, double AreaBeforeM2, double AreaAfterM2, ImmutableArray<Corner> Added, ImmutableArray<Corner> Lost, ImmutableArray<Corner>? Line = null,
        Stretch? Stretch = null, double? BeyondM = null, ImmutableArray<MergeConflict> Conflicts = default)
    {
        public static Applied Of(params IReadOnlyList<KernelResult> results) => new([.. results.Select(one => one.Shape)], results.Sum(one => one.AreaBeforeM2), results.Sum(one => one.AreaAfterM2),
            [.. results.SelectMany(one => one.Added).Distinct()], [.. results.SelectMany(one => one.LostNodes).Select(node => node.At).Distinct()]);
    }

    static Applied? Apply(Request request, Lattice lattice, IReadOnlyList<AnnexShape> shapes, IReadOnlyList<Corner> line, IReadOnlyDictionary<Corner, Corner> moves)
    {
        var parts = request.AllowParts ?? false;
        Stretch Drawn() => new(0, StretchOrigin.Drawn, request.AccuracyM ?? (shapes.Count > 0 ? shapes[0].AccuracyM : 10), null);
        switch (request.Tool)
        {
            case "union":
                return Applied.Of(shapes.Skip(1).Aggregate(Unchanged(shapes[0]), (all, next) =>
                {
                    var one = Kernel.Union(all.Shape, next, parts);
                    return one with { AreaBeforeM2 = all.AreaBeforeM2 + next.AreaM2, Added = [.. all.Added, .. one.Added], LostNodes = [.. all.LostNodes, .. one.LostNodes] };
                }));
            case "difference":
                return Applied.Of(shapes.Skip(1).Aggregate(Unchanged(shapes[0]), (all, next) =>
                {
                    var one = Kernel.Difference(all.Shape, next, parts);
                    return one with { AreaBeforeM2 = all.AreaBeforeM2, Added = [.. all.Added, .. one.Added], LostNodes = [.. all.LostNodes, .. one.LostNodes] };
                }));
            case "intersection":
                return Applied.Of(shapes.Skip(1).Aggregate(Unchanged(shapes[0]), (all, next) =>
                    Kernel.Intersection(all.Shape, next, parts) with { AreaBeforeM2 = all.AreaBeforeM2 }));
            case "split":
                var split = Kernel.Split(shapes[0], line, Drawn());
                return new(split.Pieces, split.AreaBeforeM2, split.AreaAfterM2, split.Added, []);
            case "reshape":
                return Applied.Of(Kernel.Reshape(shapes[0], line, Drawn()));
            case "buffer":
                var made = new Stretch(0, StretchOrigin.Drawn, request.AccuracyM ?? (shapes.Count > 0 ? shapes[0].AccuracyM : 10), request.Of);
                var wide = shapes.Count > 0 ? Kernel.Buffer(shapes[0], request.Metres!.Value, made)
                    : line.Count == 1 ? Kernel.Buffer(lattice, line[0], request.Metres!.Value, made) : Kernel.Buffer(lattice, line, request.Metres!.Value, made);
                return new([wide.Shape], wide.AreaBeforeM2, wide.AreaAfterM2, [], [], BeyondM: wide.BeyondM);
            case "move-corners":
                return Applied.Of(Kernel.MoveCorners(shapes, moves));
            case "trace":
                var traced = Kernel.Trace(shapes[0], request.Part ?? 1, request.Ring ?? 1, line[0], line[^1], request.Backwards ?? false, request.Of);
                return new([], 0, 0, [], [], traced.Corners, traced.Stretch);
            case "touch":
                return Applied.Of([Unchanged(shapes[0]), .. shapes.Skip(1).Select(other => Unchanged(Touched(other, shapes[0])))]);
            case "merge":
                var merged = Merge.Of(shapes[0], shapes[1], shapes[2]);
                return merged.Merged is { } whole ? new([whole], shapes[0].AreaM2, whole.AreaM2, [], []) : new([], shapes[0].AreaM2, 0, [], [], Conflicts: merged.Conflicts);
            case "drop-duplicates":
                return Applied.Of(Mends.DropDuplicates(shapes[0]));
            case "drop-spikes":
                return Applied.Of(Mends.DropSpikes(shapes[0]));
            case "snap":
                return Applied.Of(Mends.Snap(shapes[0], [.. shapes.Skip(1)], request.Metres!.Value));
            case "measure":
                return Applied.Of([.. shapes.Select(Unchanged)]);
            default:
                return null;
        }
    }

    static KernelResult Unchanged(AnnexShape shape) => new(shape, shape.AreaM2, shape.AreaM2, [], []);

    static AnnexShape Touched(AnnexShape shape, AnnexShape by)
    {
        // Most corners end elsewhere.
        var edges = new EdgeIndex(shape.Parts);
        return by.Parts.SelectMany(part => part.Rings).SelectMany(ring => ring.Corners).Distinct().Where(corner => edges.At(corner) is not null)
            .Aggregate(shape, (touched, corner) => Kernel.RecordNode(touched, corner, null));
    }

    /// <summary>What the tool works on; null when all of it is there and can be read.</summary>
    static Refusal? Read(Request request, Lattice lattice, out IReadOnlyList<AnnexShape> shapes, out IReadOnlyList<Corner> line, out IReadOnlyDictionary<Corner, Corner> moves)
    {
        (shapes, line, moves) = ([], [], new Dictionary<Corner, Corner>());
        if (request.Shapes is { } given)
        {
            if (given.Count > MostShapes)
            {
                return Problems.BadField("shapes", $"nhiều nhất {MostShapes} hình", $"{MostShapes} shapes are the most");
            }
            shapes = [.. given.Select(AnnexShape.Read)];
            if (shapes.Sum(shape => shape.CornerCount) > MostCornersTogether)
            {
                return Problems.BadField("shapes", $"nhiều nhất {MostCornersTogether} đỉnh cho một lần tính", $"{MostCornersTogether} corners are the most of one computation");
            }
            if (shapes.Any(shape => shape.Lattice != lattice))
            {
                return Problems.BadShape(null, $"bản dự thảo dùng EPSG:{lattice.Zone.Code} và {lattice.Decimals} chữ số thập phân", $"the draft is in EPSG:{lattice.Zone.Code} with {lattice.Decimals} decimals");
            }
        }
        if (request.Line is { } corners)
        {
            if (corners.Count > MostCorners || corners.Any(one => one is not { Count: 2 }))
            {
                return Problems.BadField("line", $"cần danh sách các đỉnh [đông, bắc], nhiều nhất {MostCorners}", $"it takes a list of corners [east, north], {MostCorners} at the most");
            }
            line = [.. corners.Select(one => new Corner(one[0], one[1]))];
        }
        if (request.Moves is { } pairs)
        {
            if (pairs.Count > MostCorners || pairs.Any(pair => pair is not [{ Count: 2 }, { Count: 2 }]) || pairs.DistinctBy(pair => (pair[0][0], pair[0][1])).Count() != pairs.Count)
            {
                return Problems.BadField("moves", "cần danh sách [[đông, bắc] cũ, [đông, bắc] mới], mỗi đỉnh một lần", "it takes a list of [[east, north] before, [east, north] after], each corner once");
            }
            moves = pairs.ToDictionary(pair => new Corner(pair[0][0], pair[0][1]), pair => new Corner(pair[1][0], pair[1][1]));
        }
        // Corners that no zone of VN-2000 can mean would overflow what is computed of them.
        if (line.Concat(moves.Values).Any(corner => !lattice.Reaches(corner)))
        {
            return Problems.BadField(request.Tool == "move-corners" ? "moves" : "line", "tọa độ nằm ngoài múi chiếu; hãy kiểm tra thứ tự đông, bắc và đơn vị", "its coordinates lie beyond the zone; check their order and unit");
        }
        var (least, wantsLine) = request.Tool switch
        {
            "union" or "difference" or "intersection" or "touch" or "snap" => (2, 0),
            "merge" => (3, 0),
            "split" or "reshape" or "trace" => (1, 2),
            "buffer" => (line.Count > 0 ? 0 : 1, 0),
            _ => (1, 0),
        };
        return shapes.Count < least ? Problems.BadField("shapes", $"công cụ này cần ít nhất {least} hình", $"this tool takes {least} shapes or more")
            : line.Count < wantsLine ? Problems.BadField("line", "công cụ này cần một đường có ít nhất hai đỉnh", "this tool takes a line of two corners or more")
            : request.Tool == "move-corners" && moves.Count == 0 ? Problems.BadField("moves", "cần ít nhất một đỉnh để dời", "it takes one corner to move or more")
            : request.Tool is "buffer" or "snap" && request.Metres is not > 0 ? Problems.BadField("metres", "cần số mét lớn hơn 0", "it takes metres, more than 0")
            : request.AccuracyM is < 0 or > Stretch.CoarsestM ? Problems.BadField("accuracyM", "cần số mét từ 0 đến 100000", "it takes metres, 0 to 100000") : null;
    }

    static IReadOnlyList<IReadOnlyList<long>> Pairs(ImmutableArray<Corner> corners) => [.. corners.Select(corner => (IReadOnlyList<long>)[corner.East, corner.North])];
}
