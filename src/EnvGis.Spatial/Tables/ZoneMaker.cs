using System.Collections.Immutable;
using System.Globalization;
using EnvGis.Spatial.Annex;
using EnvGis.Spatial.Vn2000;
using NetTopologySuite.Geometries;

namespace EnvGis.Spatial.Tables;

/// <summary>The rings of one zone as a shape on the lattice of their table, with what was noticed at each row.</summary>
sealed class ZoneMaker(
    IReadOnlyList<RingRows> rings, Vn2000Zone grid, bool heedsRows, TableScan scan, string? source, double accuracyM, Dictionary<IReadOnlyList<RingRows>, (double North, double East)?> faults,
    string rowWord)
{
    /// <summary>§4.3 of what was measured on real annexes: a corner farther from the middle of its ring than this is a misprint, unless the ring itself is as large.</summary>
    const double FarOffM = 20_000;

    /// <summary>Rings of one zone: each is laid into each other to tell parts from holes.</summary>
    const int MostRings = 500;

    /// <summary>Misprints of one zone for which the digit is looked for.</summary>
    const int MostHints = 10;

    readonly List<TableNote> notes = [];

    int sought;

    public ReadZone Make()
    {
        var read = rings.Select(ring => (Ring: ring, Corners: Corners(ring))).ToList();
        var zone = GridOf(rings[0]);
        foreach (var (ring, corners) in read)
        {
            notes.AddRange(ring.Rows.Where(row => row.Kind == RowKind.Broken).Select(row => Broken(row, corners)));
            if (corners.Count < 3)
            {
                notes.Add(TableNote.Made("too-few-corners", ring.Rows[0].Number, ("corners", TableReader.Text(corners.Count))));
            }
        }
        var usable = read.Where(one => one.Corners.Count >= 3).ToList();
        if (usable.Count == 0)
        {
            return new(rings[0].Name, null, [], null, notes);
        }
        if (usable.Count > MostRings)
        {
            notes.Add(TableNote.Made("too-many-rings", rings[0].Rows[0].Number, ("rings", TableReader.Text(usable.Count)), ("most", TableReader.Text(MostRings))));
            return new(rings[0].Name, null, [], null, notes);
        }
        var digits = usable.SelectMany(one => one.Corners).Max(corner => Math.Max(Digits(corner.North), Digits(corner.East)));
        if (digits > 3)
        {
            notes.Add(TableNote.Made("more-digits", null, ("digits", TableReader.Text(digits))));
        }
        var lattice = new Lattice(zone, digits > 2 ? 3 : 2);
        var placed = usable.Select(one => (one.Ring, Corners: one.Corners.ConvertAll(corner => new ReadCorner(corner.Row.Number, corner.Row.Label, corner.NorthText, corner.EastText,
            new(Units(corner.East, lattice), Units(corner.North, lattice)))))).ToList();
        if (placed.SelectMany(one => one.Corners).FirstOrDefault(corner => !lattice.Reaches(corner.At)) is { } beyond)
        {
            notes.Add(TableNote.Made("outside-grid", beyond.Row, ("north", beyond.NorthText), ("east", beyond.EastText)));
            return new(rings[0].Name, null, [.. placed.Select((one, at) => new ReadRing(at + 1, false, one.Corners))], null, notes);
        }
        var (shape, order) = Assemble(placed, lattice);
        var declared = Declared(shape.AreaM2);
        FarOff(usable, declared);
        Faults(shape);
        Area(shape.AreaM2, declared);
        return new(rings[0].Name, shape, order, declared, notes);
    }

    /// <summary>A corner's numbers, northing and easting told apart.</summary>
    sealed record Told(TableRow Row, decimal North, decimal East, string NorthText, string EastText);

    List<Told> Corners(RingRows ring)
    {
        var zone = GridOf(rings[0]);
        TableRow[] rows = [.. ring.Rows.Where(row => row.Kind == RowKind.Corner)];
        if (rows.FirstOrDefault(row => row.Said is { IsOther: true }) is { } foreign && !notes.Exists(note => note.Code == "other-datum"))
        {
            notes.Add(TableNote.Made("other-datum", foreign.Number));
        }
        if (rows.FirstOrDefault() is { Position: not null } degrees)
        {
            return Degrees(rows, zone, degrees.Said);
        }
        if (rows.FirstOrDefault()?.Said is { IsWgs84: true, IsVn2000: false })
        {
            notes.Add(TableNote.Made("datum-guessed", rows[0].Number, ("said", "WGS-84")));
        }
        // Ranges tell which is which: no northing in Vietnam is an easting but below 8° N.
        var northFirst = rows.Count(row => row.First!.Value.Value > row.Second!.Value.Value) * 2 >= rows.Length;
        var tableNorthFirst = scan.NorthFirst;
        if (rows.Length >= 3 && tableNorthFirst is { } usual && usual != northFirst)
        {
            notes.Add(TableNote.Made("axes-exchanged", rows[0].Number));
        }
        var told = new List<Told>();
        foreach (var row in rows)
        {
            var (first, second) = (row.First!.Value, row.Second!.Value);
            var exchanged = northFirst ? first.IsEasting && second.IsNorthing && first.Value < second.Value : first.IsNorthing && second.IsEasting && first.Value > second.Value;
            var (north, east, northText, eastText) = northFirst != exchanged
                ? (first.Value, second.Value, row.FirstText, row.SecondText) : (second.Value, first.Value, row.SecondText, row.FirstText);
            if (exchanged)
            {
                notes.Add(TableNote.Made("row-exchanged", row.Number, ("first", row.FirstText), ("second", row.SecondText)));
            }
            if (heedsRows && row.Said?.Zones is [var own] && own != zone)
            {
                // A row of another grid within a ring is brought into the ring's.
                var (longitude, latitude) = Vn2000Transformation.ToWgs84(own, (double)east, (double)north);
                var (easting, northing) = Vn2000Transformation.FromWgs84(zone, longitude, latitude);
                (north, east) = (Math.Round((decimal)northing, 3), Math.Round((decimal)easting, 3));
                notes.Add(TableNote.Made("grid-of-row", row.Number, ("grid", own.Name)));
            }
            if (told.Count > 0 && told[^1].North == north && told[^1].East == east)
            {
                notes.Add(TableNote.Made("corner-twice", row.Number, ("first", TableReader.Text(told[^1].Row.Number))));
                continue;
            }
            told.Add(new(row, north, east, northText, eastText));
        }
        if (heedsRows && rows.FirstOrDefault() is { OwnGrid: true } overriding && !notes.Any(note => note.Code == "grid-of-row"))
        {
            notes.Add(TableNote.Made("grid-of-row", overriding.Number, ("grid", zone.Name)));
        }
        return told;
    }

    List<Told> Degrees(TableRow[] rows, Vn2000Zone zone, GridSaid? said)
    {
        var isVn2000 = said is null || said.IsVn2000 || !said.IsWgs84;
        if (notes.Exists(note => note.Code == "from-degrees"))
        {
            return Placed();
        }
        notes.Add(TableNote.Made("from-degrees", rows[0].Number, ("datum", isVn2000 ? "VN-2000" : "WGS 84"), ("grid", zone.Name)));
        if (said is null || !said.IsVn2000 && !said.IsWgs84)
        {
            notes.Add(TableNote.Made("datum-guessed", rows[0].Number, ("said", "")));
        }
        return Placed();

        List<Told> Placed() => [.. rows.Select(row =>
        {
            var (latitude, longitude) = row.Position!.Value;
            var (lon, lat) = isVn2000 ? Vn2000Transformation.GeographicToWgs84(longitude, latitude) : (longitude, latitude);
            var (easting, northing) = Vn2000Transformation.FromWgs84(zone, lon, lat);
            var firstIsLatitude = TableAngle.Read(row.FirstText) is { } one && TableAngle.IsLatitude(one);
            return new Told(row, Math.Round((decimal)northing, 2), Math.Round((decimal)easting, 2), firstIsLatitude ? row.FirstText : row.SecondText, firstIsLatitude ? row.SecondText : row.FirstText);
        })];
    }

    Vn2000Zone GridOf(RingRows ring) => heedsRows ? ring.Rows.Where(row => row.Kind == RowKind.Corner).Select(row => row.Said?.Zones).OfType<IReadOnlyList<Vn2000Zone>>()
        .Where(zones => zones.Count == 1).Select(zones => zones[0]).GroupBy(zone => zone.Code).OrderByDescending(group => group.Count()).FirstOrDefault()?.First() ?? grid : grid;

    /// <summary>Parts and holes: what lies within another ring of the same zone is cut out of it.</summary>
    (AnnexShape Shape, IReadOnlyList<ReadRing> Order) Assemble(List<(RingRows Ring, List<ReadCorner> Corners)> placed, Lattice lattice)
    {
        var factory = new GeometryFactory();
        Polygon[] areas = [.. placed.Select(one => factory.CreatePolygon([.. one.Corners.Append(one.Corners[0]).Select(corner => new Coordinate(corner.At.East, corner.At.North))]))];
        bool[] valid = [.. areas.Select(area => area.IsValid)];
        double[] sizes = [.. areas.Select(area => area.Area)];
        var outerOf = new int[placed.Count];
        Array.Fill(outerOf, -1);
        for (var at = 0; at < placed.Count; at++)
        {
            // The smallest that holds it; a ring in a hole is a part again.
            int[] around = [.. Enumerable.Range(0, placed.Count).Where(other => other != at && valid[other] && valid[at] && sizes[other] > sizes[at]
                && areas[other].EnvelopeInternal.Covers(areas[at].EnvelopeInternal) && areas[other].Covers(areas[at])).OrderBy(other => sizes[other])];
            outerOf[at] = around.Length % 2 == 1 ? around[0] : -1;
            if (placed[at].Ring.IsHole && outerOf[at] < 0)
            {
                notes.Add(TableNote.Made("hole-outside", placed[at].Corners[0].Row));
            }
        }
        var order = new List<ReadRing>();
        var parts = ImmutableArray.CreateBuilder<AnnexPart>();
        foreach (var outer in Enumerable.Range(0, placed.Count).Where(at => outerOf[at] < 0))
        {
            int[] all = [outer, .. Enumerable.Range(0, placed.Count).Where(at => outerOf[at] == outer)];
            order.AddRange(all.Select(at => new ReadRing(parts.Count + 1, at != outer, placed[at].Corners)));
            parts.Add(new([.. all.Select(at => AnnexRing.Of(placed[at].Corners.Select(corner => corner.At), StretchOrigin.Annex, accuracyM, SourceOf(placed[at].Corners)))]));
        }
        return (new(lattice, parts.ToImmutable()), order);
    }

    /// <summary>Where the corners of a ring stand in what they are taken from.</summary>
    string? SourceOf(List<ReadCorner> corners)
    {
        if (source is null)
        {
            return null;
        }
        var (first, last) = (corners[0].Row, corners[^1].Row);
        var rows = string.Create(CultureInfo.InvariantCulture, $", {rowWord} {first}") + (first == last ? "" : string.Create(CultureInfo.InvariantCulture, $"–{last}"));
        return source[..Math.Min(source.Length, Stretch.LongestOf - rows.Length)] + rows;
    }

    TableNote Broken(TableRow row, List<Told> others)
    {
        var note = TableReader.Unreadable(row);
        return ++sought <= MostHints && HintOf(row, others, null) is { } hint ? note with { Of = note.Of.Append(new("hint", hint)).ToDictionary(StringComparer.Ordinal) } : note;
    }

    /// <summary>Corners far from the rest of their ring.</summary>
    void FarOff(List<(RingRows Ring, List<Told> Corners)> usable, double? declared)
    {
        foreach (var (_, corners) in usable.Where(one => one.Corners.Count >= 4))
        {
            var (middle, usual) = Middle(corners);
            foreach (var corner in corners)
            {
                var far = Distance(corner, middle);
                if (far > FarOffM && far > 6 * usual || far > 500 && far > 30 * usual)
                {
                    // Where nearly all are far off, no digit is to blame.
                    var hint = ++sought > MostHints ? null : HintOf(corner.Row, [.. corners.Where(one => one != corner)], usable.Count == 1 ? declared : null);
                    notes.Add(TableNote.Made("far-off", corner.Row.Number, hint is null
                        ? [("metres", TableReader.Text(Math.Round(far))), ("north", corner.NorthText), ("east", corner.EastText)]
                        : [("metres", TableReader.Text(Math.Round(far))), ("north", corner.NorthText), ("east", corner.EastText), ("hint", hint)]));
                }
            }
        }
    }

    /// <summary>The one number with one digit other by which the corner is among its ring's, and the area as declared; null when there is none, or several.</summary>
    string? HintOf(TableRow row, List<Told> others, double? declared)
    {
        if (others.Count < 3 || row.First is not { } first || row.Second is not { } second)
        {
            return null;
        }
        var (middle, usual) = Middle(others);
        var northFirst = scan.NorthFirst ?? true;
        var (north, east) = northFirst ? (first, second) : (second, first);
        var at = others.FindIndex(one => one.Row.Number > row.Number);
        var fits = new HashSet<(decimal, decimal, bool)>();
        foreach (var other in north.WithOneDigitOther())
        {
            Try(other.Value, east.Value, true);
        }
        foreach (var other in east.WithOneDigitOther())
        {
            Try(north.Value, other.Value, false);
        }
        return fits is { Count: 1 } && fits.First() is var (n, e, isNorth) ? string.Create(CultureInfo.InvariantCulture, $"{(isNorth ? 'X' : 'Y')} = {(isNorth ? n : e)}") : null;

        void Try(decimal n, decimal e, bool isNorth)
        {
            var corner = new Told(row, n, e, "", "");
            if (Distance(corner, middle) > 3 * usual + 50)
            {
                return;
            }
            List<Told> ring = [.. others];
            ring.Insert(at < 0 ? ring.Count : at, corner);
            var polygon = new GeometryFactory().CreatePolygon([.. ring.Append(ring[0]).Select(one => new Coordinate((double)one.East, (double)one.North))]);
            if (polygon.IsValid && (declared is not { } area || Math.Abs(polygon.Area - area) <= 0.01 * area))
            {
                fits.Add((n, e, isNorth));
            }
        }
    }

    /// <summary>What the checks find on the shape alone that a reading is to blame for.</summary>
    void Faults(AnnexShape shape)
    {
        // The same numbers cross in every grid; the checks are run once.
        if (!faults.TryGetValue(rings, out var at))
        {
            try
            {
                var fault = Checks.Fault(shape);
                at = fault is null ? null : (shape.Lattice.Metres(fault.At.North), shape.Lattice.Metres(fault.At.East));
            }
            catch (AnnexException)
            {
                // So tangled that it cannot be checked: no border.
                at = (shape.Lattice.Metres(shape.Parts[0].Rings[0][0].North), shape.Lattice.Metres(shape.Parts[0].Rings[0][0].East));
            }
            faults[rings] = at;
        }
        if (at is var (north, east))
        {
            notes.Add(TableNote.Made("crosses-itself", null, ("north", TableReader.Text(north)), ("east", TableReader.Text(east))));
        }
    }

    /// <summary>What the table declares of the whole zone: once, once a part, or a part's each and the sum of them.</summary>
    double? Declared(double areaM2)
    {
        var each = rings.SelectMany(ring => ring.AreaM2).Where(one => one.Count > 0).ToList();
        var distinct = each.Select(one => one.MinBy(value => Math.Abs(value - areaM2))).Distinct().ToList();
        return distinct.Count switch
        {
            0 => null,
            1 => distinct[0],
            _ => new[] { distinct.Sum(), distinct[^1], distinct.Max() }.MinBy(value => Math.Abs(value - areaM2)),
        };
    }

    void Area(double areaM2, double? declared)
    {
        if (declared is not > 0 || areaM2 <= 0)
        {
            return;
        }
        var off = Math.Abs(areaM2 - declared.Value) / declared.Value;
        if (off <= 0.01)
        {
            return;
        }
        var slip = areaM2 / declared.Value is > 9.7 and < 10.3 or > 0.097 and < 0.103;
        notes.Add(TableNote.Made(slip ? "area-decimal-slip" : off <= 0.05 ? "area-differs" : "area-wrong", null,
            ("computed", TableReader.Text(Math.Round(areaM2, 1))), ("declared", TableReader.Text(Math.Round(declared.Value, 1)))));
    }

    static ((double North, double East) Middle, double Usual) Middle(List<Told> corners)
    {
        var middle = (Median(corners.Select(one => (double)one.North)), Median(corners.Select(one => (double)one.East)));
        return (middle, Math.Max(1, Median(corners.Select(one => Distance(one, middle)))));
    }

    static double Distance(Told corner, (double North, double East) middle) => double.Hypot((double)corner.North - middle.North, (double)corner.East - middle.East);

    static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[sorted.Length / 2 - 1] + sorted[sorted.Length / 2]) / 2;
    }

    /// <summary>Decimals that say something: 424207,000 has none.</summary>
    static int Digits(decimal value)
    {
        var normal = value / 1.0000000000000000000000000000m;
        return (byte)(decimal.GetBits(normal)[3] >> 16);
    }

    static long Units(decimal metres, Lattice lattice) => (long)Math.Round(metres * lattice.UnitsPerMetre, MidpointRounding.ToEven);
}
