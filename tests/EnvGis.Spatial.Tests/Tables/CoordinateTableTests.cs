using EnvGis.Spatial.Annex;
using EnvGis.Spatial.Tables;
using EnvGis.Spatial.Vn2000;
using Shouldly;
using Xunit;

namespace EnvGis.Spatial.Tests.Tables;

public sealed class CoordinateTableTests
{
    [Fact]
    public void Of_300_tables_as_decisions_print_them_99_in_100_are_read_right_or_asked_about_and_none_is_wrong_in_silence()
    {
        var (right, asked, lost) = (0, 0, new List<string>());
        for (var seed = 0; seed < 300; seed++)
        {
            var table = GeneratedTable.Of(seed);
            var result = Read(table);
            var equals = result.Readings.Select(reading => IsTrue(reading, table)).ToList();
            if (result.IsDecided)
            {
                equals[0].ShouldBeTrue($"table {seed} ({table.Story}) was taken wrongly: {Told(result)}");
                table.Misprinted.ShouldBeNull($"table {seed}: a misprint was taken in silence");
                right++;
            }
            else if (table.HasNoZones || equals.Contains(true)
                || table.Misprinted is { } row && result.Readings.Any(reading => reading.Notes.Any(note => note.Row == row && note.Weight == NoteWeight.Wrong)))
            {
                asked++;
            }
            else
            {
                lost.Add($"{seed} ({table.Story}): {Told(result)}");
            }
        }
        TestContext.Current.TestOutputHelper?.WriteLine($"{right} read, {asked} asked about, {lost.Count} lost");
        lost.Count.ShouldBeLessThanOrEqualTo(3, $"{right} read, {asked} asked about; " + string.Join("\n", lost));
        // Asking about everything would be no reading.
        right.ShouldBeGreaterThan(90);
    }

    static TableResult Read(GeneratedTable table)
    {
        Vn2000Zone[] grids = [Vn2000Zone.NearestTo(table.Province.Longitude), table.Zone, Vn2000Zone.Find(3405)!, Vn2000Zone.Find(3406)!];
        return CoordinateTable.Read(table.Tables, [.. grids.Distinct()], shapes => Near(shapes, table.Province));
    }

    /// <summary>A province of some 40 km around a place.</summary>
    static PlaceEvidence Near(IReadOnlyList<AnnexShape> shapes, (double Longitude, double Latitude) province)
    {
        var (inside, all) = (0, 0);
        foreach (var shape in shapes)
        {
            foreach (var corner in shape.Parts.SelectMany(part => part.Rings).SelectMany(ring => ring.Corners))
            {
                var (longitude, latitude) = shape.Lattice.ToWgs84(corner);
                all++;
                inside += Math.Abs(longitude - province.Longitude) < 0.5 && Math.Abs(latitude - province.Latitude) < 0.4 ? 1 : 0;
            }
        }
        return new(all == 0 ? null : inside / (double)all);
    }

    static bool IsTrue(TableReading reading, GeneratedTable table) => reading.Zones.Count == table.Truth.Count
        && reading.Zones.Zip(table.Truth).All(pair => pair.First.Shape is { } shape && IsSame(shape, pair.Second, reading.Notes.Any(note => note.Code == "from-degrees") ? 0.06 : 0));

    static bool IsSame(AnnexShape read, AnnexShape truth, double metres)
    {
        if (metres > 0 && read.Lattice.Zone != truth.Lattice.Zone)
        {
            // Degrees have no zone: they are read into the first that was offered.
            return read.CornerCount == truth.CornerCount && Math.Abs(read.AreaM2 - truth.AreaM2) < truth.AreaM2 * 0.003;
        }
        if (read.Lattice.Zone != truth.Lattice.Zone || read.Parts.Length != truth.Parts.Length || read.CornerCount != truth.CornerCount)
        {
            return false;
        }
        var all = truth.Parts.SelectMany(part => part.Rings).SelectMany(ring => ring.Corners).Select(corner => (Metres(truth, corner.East), Metres(truth, corner.North))).ToList();
        return read.Parts.Zip(truth.Parts).All(pair => pair.First.Rings.Length == pair.Second.Rings.Length)
            && read.Parts.SelectMany(part => part.Rings).SelectMany(ring => ring.Corners).All(corner => all.Any(one =>
                Math.Abs(one.Item1 - Metres(read, corner.East)) <= metres && Math.Abs(one.Item2 - Metres(read, corner.North)) <= metres))
            && Math.Abs(read.AreaM2 - truth.AreaM2) <= 0.01 + metres * truth.PerimeterM;
    }

    static double Metres(AnnexShape shape, long units) => shape.Lattice.Metres(units);

    static string Told(TableResult result) => string.Join(" | ", result.Readings.Take(3).Select(reading =>
        $"{reading.Grid.Code} {reading.Score:0.0} [{string.Join(' ', reading.Zones.Select(zone => $"{zone.Name}:{string.Join('+', zone.Rings.Select(ring => ring.Corners.Count))}"))}] {string.Join(' ', reading.Notes.Select(note => $"{note.Code}@{note.Row}"))}"))
        + string.Join(' ', result.Notes.Select(note => note.Code));
}
