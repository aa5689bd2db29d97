using System.Globalization;
using EnvGis.Spatial.Annex;
using EnvGis.Spatial.Documents;
using EnvGis.Spatial.Vn2000;

namespace EnvGis.Spatial.Tables;

/// <summary>
/// Reads coordinate tables of decisions as they really are: axes exchanged under a right heading, a digit wrong, decimals by comma, point or none, page heads repeated inside, meridians that lost
/// their degree signs, notes that override the heading, rings without a mark between them. Ways to read it compete by evidence; one is taken alone only when it is clearly
/// the best and nothing about it has to be asked. Layouts and defects: shared knowledge of ten annexes of 2025 and 2026, docs/decisions/0045.
/// </summary>
public static class TableReader
{
    /// <summary>Rows of all tables together: the longest annex that was met has 12,384.</summary>
    public const int MostRows = 20_000;

    /// <summary>Cells of all tables together.</summary>
    public const int MostCells = 400_000;

    /// <summary>Readings that are told; of long tables fewer, since each is told corner by corner.</summary>
    const int MostReadings = 8, MostLongReadings = 3, LongCorners = 2_000;

    /// <summary>By how much the best reading has to be better than the next to be taken without asking: less than what a zone's name in the heading counts, more than which of a province's
    /// meridians comes first.</summary>
    public const double ClearGap = 4;

    /// <summary>Reads tables.</summary>
    /// <param name="tables">As they follow one another.</param>
    /// <param name="grids">The zones of VN-2000 to try where the table names none, the likeliest first.</param>
    /// <param name="weigh">What the ground says of the zones that were read; null when nothing is known of it.</param>
    /// <param name="source">What the corners are taken from, kept with each stretch; null for nothing.</param>
    /// <param name="accuracyM">Accuracy of the corners in metres, as whoever gives the table says.</param>
    public static TableResult Read(
        IReadOnlyList<TableText> tables, IReadOnlyList<Vn2000Zone> grids, Func<IReadOnlyList<AnnexShape>, PlaceEvidence>? weigh = null, string? source = null, double accuracyM = 1)
    {
        var all = Ways(tables, grids, source, accuracyM);
        return Weighed(all, [.. all.Readings.Select(reading => weigh?.Invoke([.. reading.Zones.Select(zone => zone.Shape).OfType<AnnexShape>()]) ?? new())]);
    }

    /// <summary>All ways in which tables can be meant, by what they say themselves; the ground has not been asked yet, see <see cref="Weighed"/>.</summary>
    /// <param name="tables">As they follow one another.</param>
    /// <param name="grids">The zones of VN-2000 to try where the table names none, the likeliest first.</param>
    /// <param name="source">What the corners are taken from, kept with each stretch; null for nothing.</param>
    /// <param name="accuracyM">Accuracy of the corners in metres, as whoever gives the table says.</param>
    public static TableResult Ways(IReadOnlyList<TableText> tables, IReadOnlyList<Vn2000Zone> grids, string? source = null, double accuracyM = 1)
    {
        ArgumentNullException.ThrowIfNull(tables);
        ArgumentNullException.ThrowIfNull(grids);
        if (tables.Sum(table => table.Rows.Count) > MostRows || tables.Sum(table => table.Rows.Sum(row => row.Count)) > MostCells)
        {
            return new([], false, [TableNote.Made("too-many-corners", null, ("most", Text(MostRows)))]);
        }
        var (rows, scan) = TableScan.Of(tables);
        var corners = rows.Count(row => row.Kind is RowKind.Corner);
        if (scan.HasLines)
        {
            return new([], false, [TableNote.Made("lines-not-rings", null)]);
        }
        if (corners == 0)
        {
            return new([], false, [TableNote.Made("no-coordinates", null), .. rows.Where(row => row.Kind == RowKind.Broken).Take(20).Select(Unreadable)]);
        }
        var notes = scan.HeadSaysXEast == true ? [TableNote.Made("axes-exchanged", null)] : new List<TableNote>();
        var trial = new GridTrial(rows, grids, scan, source, accuracyM);
        // What is a ring, and whose, is the same in every grid: that is settled first, and only what may be right is placed.
        var structures = RingCuts.Of(rows).SelectMany(way => Groupings(way.Rings).Select(zones => (Zones: zones, Score: Structure(trial.Make(zones)) - way.Against)))
            .OrderByDescending(one => one.Score).ToList();
        var readings = structures.Where(one => one.Score > structures[0].Score - ClearGap).Take(4).SelectMany(one => trial.Readings(one.Zones, one.Score));
        return new([.. readings.OrderByDescending(reading => reading.Score).DistinctBy(reading => (reading.Grid, Key(reading)))], false, notes);
    }

    /// <summary>The same readings with what the ground says of each, best first, and whether the first can be taken without asking.</summary>
    /// <param name="result">What was read.</param>
    /// <param name="places">Of each reading, in its order.</param>
    /// <param name="chosen">Whether a person chose the grid, so that it is no question any more.</param>
    public static TableResult Weighed(TableResult result, IReadOnlyList<PlaceEvidence> places, bool chosen = false)
    {
        ArgumentNullException.ThrowIfNull(result);
        List<TableReading> readings = [.. result.Readings.Zip(places, (reading, place) => reading with
        {
            Place = place, Score = reading.Score + (place.ShareInProvince is { } share ? 8 * share : 0) + Math.Min(6, 2 * place.CornerHits),
        }).OrderByDescending(reading => reading.Score)];
        if (readings.Count == 0)
        {
            return result with { Readings = [], IsDecided = false };
        }
        readings[0] = WithDoubts(readings[0], readings, chosen);
        // What the table itself says, and the ground does not gainsay, is no matter of choice.
        if (readings[0].IsSaid && !readings[0].Notes.Any(note => note.Code == "outside-province"))
        {
            readings.RemoveAll(reading => reading.Score <= readings[0].Score - ClearGap);
        }
        var corners = readings[0].Zones.Sum(zone => zone.Rings.Sum(ring => ring.Corners.Count));
        readings = [.. readings.Take(corners > LongCorners ? MostLongReadings : MostReadings)];
        var decided = result.Notes.Concat(readings[0].Notes).All(note => note.Weight == NoteWeight.Told) && (readings.Count == 1 || readings[0].Score - readings[1].Score >= ClearGap);
        return result with { Readings = readings, IsDecided = decided };
    }

    /// <summary>Whose rings they are: by names where the table has them; where it has none, all of one zone, or each of its own.</summary>
    static IEnumerable<IReadOnlyList<IReadOnlyList<RingRows>>> Groupings(IReadOnlyList<RingRows> rings)
    {
        var byName = new List<List<RingRows>>();
        foreach (var ring in rings)
        {
            if (byName.Count > 0 && byName[^1][^1].Name == ring.Name && (ring.Name is not null || ring.IsMarked))
            {
                byName[^1].Add(ring);
            }
            else
            {
                byName.Add([ring]);
            }
        }
        yield return byName;
        if (byName.Count > 1 && rings.All(ring => ring.Name is null))
        {
            yield return [rings];
        }
        if (rings.Any(ring => ring.IsMarked && !ring.IsHole) && rings.All(ring => ring.Name is null))
        {
            yield return [.. rings.Select(ring => (IReadOnlyList<RingRows>)[ring])];
        }
    }

    /// <summary>What the table itself says for a structure: shapes that can be, areas that are as declared.</summary>
    static double Structure(IReadOnlyList<ReadZone> zones) => zones.Count == 0 ? -100 : zones.Average(zone =>
    {
        var score = 0.0;
        foreach (var note in zone.Notes)
        {
            score += note.Code switch
            {
                "too-few-corners" or "outside-grid" or "too-many-rings" => -10,
                "crosses-itself" or "hole-outside" => -8,
                "area-wrong" => -4,
                "area-decimal-slip" => -1,
                _ => 0,
            };
        }
        return score + (zone.DeclaredM2 is null ? 0 : zone.Notes.Any(note => note.Code == "area-differs") ? 3 : zone.Notes.Any(note => note.Code is "area-wrong" or "area-decimal-slip") ? 0 : 6);
    });

    /// <summary>What has to be asked of the best reading because of the others.</summary>
    static TableReading WithDoubts(TableReading best, IReadOnlyList<TableReading> readings, bool chosen)
    {
        var doubts = new List<TableNote>();
        if (chosen)
        {
            // Asked and answered.
        }
        else if (!best.IsSaid && readings.FirstOrDefault(reading => reading.IsSaid) is { } said)
        {
            doubts.Add(TableNote.Made("grid-against-place", null, ("said", said.Grid.Name), ("fits", best.Grid.Name)));
        }
        else if (!best.IsSaid)
        {
            doubts.Add(TableNote.Made("grid-guessed", null, ("grid", best.Grid.Name)));
        }
        else if (best.Place is { ShareInProvince: null, IsUsual: false })
        {
            doubts.Add(TableNote.Made("unusual-grid", null, ("grid", best.Grid.Name)));
        }
        if (best.Place is { ShareInProvince: null, IsFar: true })
        {
            doubts.Add(TableNote.Made("far-from-province", null));
        }
        if (best.Place.ShareInProvince is < 0.5)
        {
            doubts.Add(TableNote.Made("outside-province", null));
        }
        return doubts.Count == 0 || best.Zones.Count == 0 ? best
            : best with { Zones = [best.Zones[0] with { Notes = [.. best.Zones[0].Notes, .. doubts] }, .. best.Zones.Skip(1)] };
    }

    static string Key(TableReading reading) => string.Join(';', reading.Zones.Select(zone => string.Join(',', zone.Rings.Select(ring =>
        $"{ring.Part}{(ring.IsHole ? 'h' : 'o')}{(ring.Corners.Count == 0 ? 0 : ring.Corners[0].Row)}-{ring.Corners.Count}")) + '@' + zone.Shape?.Lattice.Zone.Code));

    internal static TableNote Unreadable(TableRow row) => TableNote.Made("unreadable", row.Number, ("first", Shown(row.FirstText)), ("second", Shown(row.SecondText)));

    internal static string Shown(string text) => text.Length > 40 ? text[..40] + "…" : text;

    internal static string Text(IFormattable number) => number.ToString(null, CultureInfo.InvariantCulture);
}
