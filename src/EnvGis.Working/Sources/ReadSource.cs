using System.Globalization;
using System.Text.Json;
using Dapper;
using EnvGis.Access;
using EnvGis.Database;
using EnvGis.Drafts;
using EnvGis.Http;
using EnvGis.Spatial.Annex;
using EnvGis.Spatial.Tables;
using EnvGis.Spatial.Vn2000;
using Microsoft.AspNetCore.Http.HttpResults;
using NetTopologySuite.Geometries;
using Npgsql;

namespace EnvGis.Sources;

/// <summary>What a table or file of a draft can mean, with the evidence for each way; nothing is written.</summary>
static class ReadSource
{
    public static readonly Parameter
        SourceNumber = new("source", "Số của bảng hoặc tệp trong bản dự thảo", "Number of the table or file in the draft") { Required = true, Example = "1" },
        Grid = new("grid", "Mã EPSG của múi chiếu mà người dùng chọn; bỏ trống để hệ thống tự xét", "EPSG code of the zone of VN-2000 that a person chose; the service weighs all when left out") { Example = "9213" };

    public sealed record Sources(IReadOnlyList<Source> Given);

    /// <param name="Hash">SHA-256 of its bytes, in small hexadecimal letters.</param>
    /// <param name="Href">Where its bytes are.</param>
    public sealed record Source(int Number, string Name, int Bytes, string Hash, string By, DateTime At, string Href);

    /// <param name="Counts">What the numbers of rows count: rows of a table, or features of a file of vectors.</param>
    /// <param name="Decided">Whether the first reading can be taken without asking; else somebody chooses.</param>
    /// <param name="Readings">Best first.</param>
    public sealed record Details(Source Source, [property: OneOf("rows", "features")] string Counts, bool Decided, IReadOnlyList<Reading> Readings, IReadOnlyList<Note> Notes);

    /// <param name="Epsg">The zone of VN-2000.</param>
    /// <param name="Said">Whether the table itself names it.</param>
    /// <param name="Score">What speaks for it; the greatest is the likeliest.</param>
    /// <param name="InProvince">The share of its corners in the draft's province; null when its boundary is not loaded.</param>
    /// <param name="CornerHits">Corners that are corners of zones in force, within 2 cm.</param>
    public sealed record Reading(int Epsg, string Meridian, int ZoneWidth, bool Said, double Score, double? InProvince, int CornerHits, IReadOnlyList<Zone> Zones);

    /// <param name="Name">What the table calls it; null when it does not.</param>
    /// <param name="Shape">On the draft's lattice, to be sent as an operation; null when it cannot be taken.</param>
    /// <param name="Geometry">The same in WGS 84, longitude first; of what is no area, where it lies.</param>
    /// <param name="Exact">Whether its corners have the printed numbers; else they were brought into the draft's zone or digits.</param>
    /// <param name="AreaM2">Of the grid of the table.</param>
    /// <param name="DeclaredM2">As the table declares it.</param>
    public sealed record Zone(
        string? Name, [property: FormOf(typeof(DraftAnswers.AnnexForm))] JsonElement? Shape, [property: FormOf(typeof(DraftAnswers.Outline))] JsonElement? Geometry, bool Exact, double? AreaM2,
        double? DeclaredM2, IReadOnlyList<Ring> Rings, IReadOnlyList<Note> Notes);

    public sealed record Ring(int Part, bool Hole, IReadOnlyList<Corner> Corners);

    /// <param name="Row">From 1.</param>
    /// <param name="North">As it stands in the table.</param>
    /// <param name="East">As it stands in the table.</param>
    public sealed record Corner(int Row, string? Label, string North, string East);

    /// <param name="Weight">told: worth reading; asked: somebody has to agree; wrong: the reading cannot be taken as it is.</param>
    /// <param name="Row">From 1; null of what concerns all.</param>
    public sealed record Note(string Code, [property: OneOf("told", "asked", "wrong")] string Weight, int? Row, Text Text);

    const string ListSql = """
        select s.number, s.name, octet_length(s.content) as Bytes, encode(s.hash, 'hex') as Hash, s.author as "By", s.made_at as "At"
        from env.draft_source s where s.draft_id = @Id and (@number::integer is null or s.number = @number) order by s.number
        """;

    public static async Task<Results<Ok<Sources>, Refusal>> List(string id, HttpContext context, Caller caller, WorkingDatabase database, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        if (await DraftSight.FindAsync(connection, id, caller, cancellationToken) is not { } draft)
        {
            return Problems.UnknownDraft(id);
        }
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new Sources(await SourcesAsync(connection, draft, null, cancellationToken)));
    }

    public static async Task<Results<Ok<Details>, Refusal>> Find(
        string id, string source, HttpContext context, Caller caller, WorkingDatabase database, LongAnswers places, CancellationToken cancellationToken)
    {
        var query = QueryParameters.Of(context.Request);
        var grid = query.Zone("grid");
        if (query.IsRefused(out var refusal))
        {
            return refusal;
        }
        Draft draft;
        Source given;
        byte[] content;
        await using (var connection = await database.Source.OpenConnectionAsync(cancellationToken))
        {
            if (await DraftSight.FindAsync(connection, id, caller, cancellationToken) is not { } found)
            {
                return Problems.UnknownDraft(id);
            }
            draft = found;
            if (NumberOf(source) is not { } number || await SourcesAsync(connection, draft, number, cancellationToken) is not [var one]
                || await ContentAsync(connection, draft, number, cancellationToken) is not var (_, bytes))
            {
                return Problems.UnknownSource(source);
            }
            (given, content) = (one, bytes);
        }
        if (!places.TryTake(caller, out var place, out var full))
        {
            return full;
        }
        using var taken = place;
        context.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok((await MeaningAsync(database, draft, given.Number, given.Name, content, grid, caller, cancellationToken)).Of(given));
    }

    public static async Task<IResult> Content(
        string id, string source, HttpContext context, Caller caller, WorkingDatabase database, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        if (await DraftSight.FindAsync(connection, id, caller, cancellationToken) is not { } draft)
        {
            return Problems.UnknownDraft(id);
        }
        context.Response.Headers.CacheControl = "no-store";
        // Somebody's file is handed out to be kept, never to be shown by a browser.
        return NumberOf(source) is { } number && await ContentAsync(connection, draft, number, cancellationToken) is var (name, content)
            ? TypedResults.File(content, "application/octet-stream", name) : Problems.UnknownSource(source);
    }

    /// <summary>What a file can mean, beside what it is called and who gave it.</summary>
    public sealed record Meaning(string Counts, bool Decided, IReadOnlyList<Reading> Readings, IReadOnlyList<Note> Notes)
    {
        public Details Of(Source source) => new(source, this.Counts, this.Decided, this.Readings, this.Notes);
    }

    /// <summary>All that a file can mean. No connection is held while it is read: that takes as long as the file is large.</summary>
    /// <param name="number">Of the source in its draft, kept with each stretch.</param>
    /// <param name="grid">The zone that a person chose; null to weigh all.</param>
    public static async Task<Meaning> MeaningAsync(
        WorkingDatabase database, Draft draft, int number, string name, byte[] content, Vn2000Zone? grid, Caller caller, CancellationToken cancellationToken)
    {
        var understood = await Understood.ReadAsync(content, cancellationToken);
        if (understood.Refusal is { } refusal)
        {
            return new(understood.Counts, false, [], [new("unreadable-file", "wrong", null, refusal)]);
        }
        IReadOnlyList<Vn2000Zone> grids;
        if (grid is null)
        {
            await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
            grids = await GridsAsync(connection, draft, cancellationToken);
        }
        else
        {
            grids = [grid];
        }
        var lattice = DraftShape.LatticeOf(draft.Epsg, draft.Decimals);
        var result = understood.Ways(grids, string.Create(CultureInfo.InvariantCulture, $"nguồn {number}: {name}"));
        if (grid is not null)
        {
            // Whoever chose the zone has answered that question.
            result = result with { Readings = [.. result.Readings.Where(reading => reading.Grid == grid)] };
        }
        IReadOnlyList<PlaceEvidence> places;
        await using (var connection = await database.Source.OpenConnectionAsync(cancellationToken))
        {
            var ground = await Ground.AtAsync(connection, draft, caller, cancellationToken);
            places = await ground.WeighAsync(result.Readings, lattice, cancellationToken);
        }
        result = TableReader.Weighed(result, [.. places.Zip(result.Readings, (place, reading) => place with { IsUsual = GridsOf(reading).All(grids.Contains) })], chosen: grid is not null);
        List<Reading> readings = [.. result.Readings.Select(reading => Answer(reading, lattice, understood.IsFile))];
        // That corners are brought into the draft's zone is asked too.
        var decided = result.IsDecided && readings[0].Zones.All(zone => zone.Notes.All(note => note.Weight == "told"));
        return new(understood.Counts, decided, readings, [.. result.Notes.Select(note => SourceWords.Of(note, understood.IsFile))]);
    }

    static IEnumerable<Vn2000Zone> GridsOf(TableReading reading) => reading.Zones.Select(zone => zone.Shape?.Lattice.Zone).OfType<Vn2000Zone>().Append(reading.Grid);

    static Reading Answer(TableReading reading, Lattice lattice, bool isFile) => new(
        reading.Grid.Code, reading.Grid.CentralMeridian.ToString(), reading.Grid.WidthDegrees, reading.IsSaid, Math.Round(reading.Score, 1), reading.Place.ShareInProvince, reading.Place.CornerHits,
        [.. reading.Zones.Select(zone => Answer(zone, lattice, isFile))]);

    static Zone Answer(ReadZone zone, Lattice lattice, bool isFile)
    {
        var (shape, exact) = OnLattice(zone.Shape, lattice);
        List<Note> notes = [.. zone.Notes.Select(note => SourceWords.Of(note, isFile))];
        if (shape is not null && !exact)
        {
            notes.Add(SourceWords.Brought(zone.Shape!.Lattice, lattice));
        }
        IReadOnlyList<Ring> rings = [.. zone.Rings.Select(ring => new Ring(ring.Part, ring.IsHole,
            [.. ring.Corners.Select(corner => new Corner(corner.Row, corner.Label, corner.NorthText, corner.EastText))]))];
        var geometry = shape?.ToWgs84() ?? (zone.Points.Count == 0 ? null
            : new GeometryFactory(new PrecisionModel(), 4326).CreateMultiPointFromCoords([.. zone.Points.Select(point => new Coordinate(point.Longitude, point.Latitude))]));
        return new(zone.Name, shape is null ? null : DraftShape.ElementOf(shape), geometry is null ? null : DraftShape.GeoJsonOf(geometry), exact, zone.Shape?.AreaM2, zone.DeclaredM2, rings,
            notes);
    }

    /// <summary>A shape on the draft's lattice, and whether every corner has the printed numbers there.</summary>
    internal static (AnnexShape? Shape, bool Exact) OnLattice(AnnexShape? shape, Lattice lattice)
    {
        if (shape is null)
        {
            return (null, false);
        }
        try
        {
            var placed = shape.Lattice == lattice ? shape : Kernel.ToLattice(shape, lattice);
            return (placed, shape.Lattice == lattice || shape.Lattice.Zone == lattice.Zone && placed.TwiceArea * (Int128)(shape.Lattice.UnitsPerMetre * shape.Lattice.UnitsPerMetre)
                == shape.TwiceArea * (Int128)(lattice.UnitsPerMetre * lattice.UnitsPerMetre));
        }
        catch (AnnexException)
        {
            // Beyond where the draft's zone can be meant.
            return (null, false);
        }
    }

    static async Task<IReadOnlyList<Vn2000Zone>> GridsAsync(NpgsqlConnection connection, Draft draft, CancellationToken cancellationToken)
    {
        var known = await connection.QuerySingleOrDefaultAsync<Meridians>(new CommandDefinition("""
            select epsg, older_meridians as Older, other_epsg as OtherEpsg, other_source as OtherSource from env.province where code = @Province and valid_to is null
            """, new { draft.Province }, cancellationToken: cancellationToken));
        return [.. new[] { Vn2000Zone.Find(draft.Epsg)! }.Concat(ProvinceMeridian.Of(known?.Epsg, known?.Older, known?.OtherEpsg, known?.OtherSource).Select(one => one.Zone)).Distinct()];
    }

    static int? NumberOf(string source) => int.TryParse(source, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    internal static async Task<IReadOnlyList<Source>> SourcesAsync(NpgsqlConnection connection, Draft draft, int? number, CancellationToken cancellationToken) =>
        [.. (await connection.QueryAsync<Row>(new CommandDefinition(ListSql, new { draft.Id, number }, cancellationToken: cancellationToken))).Select(row => new Source(
            row.Number, row.Name, row.Bytes, row.Hash, row.By, row.At, string.Create(CultureInfo.InvariantCulture, $"/api/drafts/{draft.Id}/sources/{row.Number}/content")))];

    static async Task<(string Name, byte[] Content)?> ContentAsync(NpgsqlConnection connection, Draft draft, int number, CancellationToken cancellationToken) =>
        await connection.QuerySingleOrDefaultAsync<Kept>(new CommandDefinition("select name, content from env.draft_source where draft_id = @Id and number = @number", new { draft.Id, number },
            cancellationToken: cancellationToken)) is { } kept ? (kept.Name, kept.Content) : null;

    sealed record Row(int Number, string Name, int Bytes, string Hash, string By, DateTime At);

    sealed record Kept(string Name, byte[] Content);

    sealed record Meridians(int? Epsg, string? Older, int? OtherEpsg, string? OtherSource);
}
