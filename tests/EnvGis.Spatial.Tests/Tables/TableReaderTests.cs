using EnvGis.Spatial.Annex;
using EnvGis.Spatial.Tables;
using EnvGis.Spatial.Vn2000;
using Shouldly;
using Xunit;

namespace EnvGis.Spatial.Tests.Tables;

public sealed class TableReaderTests
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

    static readonly Vn2000Zone[] Tried = [Vn2000Zone.Find(9213)!, Vn2000Zone.Find(3405)!];

    /// <summary>A ring of 1 km² with its area, rows of the caller's making.</summary>
    static TableResult Pasted(string rows, string heading = "Hệ tọa độ VN-2000, kinh tuyến trục 106°30', múi chiếu 3°", string after = "Diện tích: 100,00 ha") =>
        TableReader.Read([PlainTable.Read($"{heading}\nĐiểm\tX (m)\tY (m)\n{rows}\n{after}")], Tried);

    public static TheoryData<string, string> Numbers => new()
    {
        { "comma", "1\t2389000,00\t430000,00\n2\t2389000,00\t431000,00\n3\t2388000,00\t431000,00\n4\t2388000,00\t430000,00" },
        { "point", "1\t2389000.00\t430000.00\n2\t2389000.00\t431000.00\n3\t2388000.00\t431000.00\n4\t2388000.00\t430000.00" },
        { "mixed", "1\t2389000\t430000,00\n2\t2389000.00\t431000\n3\t2388000,0\t431000.0\n4\t2388000\t430000" },
        { "three noughts behind a comma", "1\t2389000,000\t430000,000\n2\t2389000,000\t431000,000\n3\t2388000,000\t431000,000\n4\t2388000,000\t430000,000" },
        { "thousands by point", "1\t2.389.000\t430.000\n2\t2.389.000\t431.000\n3\t2.388.000\t431.000\n4\t2.388.000\t430.000" },
        { "thousands by blank", "1\t2 389 000\t430 000\n2\t2 389 000\t431 000\n3\t2 388 000\t431 000\n4\t2 388 000\t430 000" },
        { "exponents of a spreadsheet", "1\t2.389E+06\t4.30000E+05\n2\t2.389E+06\t4.31000E+05\n3\t2.388E+06\t4.31000E+05\n4\t2.388E+06\t4.30000E+05" },
        { "units and signs", "1\tX = 2389000 m\tY = 430000 m\n2\tX: 2389000\tY: 431000\n3\t2388000m\t431000m\n4\t'2388000\t'430000" },
        { "axes exchanged", "1\t430000,00\t2389000,00\n2\t431000,00\t2389000,00\n3\t431000,00\t2388000,00\n4\t430000,00\t2388000,00" },
        { "the first again", "1\t2389000\t430000\n2\t2389000\t431000\n3\t2388000\t431000\n4\t2388000\t430000\n1\t2389000\t430000" },
        { "the heading again", "1\t2389000\t430000\n2\t2389000\t431000\nĐiểm\tX (m)\tY (m)\n3\t2388000\t431000\n4\t2388000\t430000" },
        { "letters", "A\t2389000\t430000\nB\t2389000\t431000\nC\t2388000\t431000\nD\t2388000\t430000" },
        { "primes", "6'\t2389000\t430000\n7A\t2389000\t431000\n15C\t2388000\t431000\nNC.10\t2388000\t430000" },
    };

    [Theory]
    [MemberData(nameof(Numbers))]
    public void Numbers_in_any_of_the_ways_they_are_printed_are_the_same_corners(string way, string rows)
    {
        var result = Pasted(rows);
        result.IsDecided.ShouldBeTrue($"{way}: {Told(result)}");
        var zone = result.Readings[0].Zones.ShouldHaveSingleItem();
        zone.Shape!.AreaM2.ShouldBe(1_000_000);
        zone.Shape.Lattice.ShouldBe(new Lattice(Tried[0], 2));
        zone.Rings[0].Corners.Select(corner => corner.At).ShouldBe([new(43_000_000, 238_900_000), new(43_100_000, 238_900_000), new(43_100_000, 238_800_000), new(43_000_000, 238_800_000)]);
    }

    [Theory]
    [InlineData("Hệ tọa độ VN2000 kinh tuyến 104045’ múi chiếu 30", 9208)]
    [InlineData("KTT 1040 45' múi chiếu 3 độ", 9208)]
    [InlineData("Kinh tuyến trục 104°45′, múi 3°", 9208)]
    [InlineData("Tọa độ VN2000 KTT 105 múi chiếu 6 độ", 3405)]
    [InlineData("KTT105 độ, múi chiếu 3º", 5897)]
    [InlineData("kinh tuyến trục 105,75 múi chiếu 3", 9210)]
    [InlineData("Kinh tuyến trục 105.45, múi chiếu 3 độ", 9210)]
    [InlineData("EPSG:9213", 9213)]
    [InlineData("VN-2000 / UTM zone 49N", 3406)]
    [InlineData("Hệ toạ độ VN-2000, kinh tuyến trục 108000', múi chiếu 30", 5898)]
    public void A_heading_is_understood_as_it_is_printed_and_as_text_extraction_leaves_it(string heading, int epsg) =>
        GridSaid.Read(heading)!.Zones.Select(zone => zone.Code).ShouldBe([epsg]);

    [Theory]
    [InlineData("Hệ tọa độ VN-2000, múi chiếu 6 độ", 2)]
    [InlineData("Hệ tọa độ VN-2000, kinh tuyến trục 105", 2)]
    [InlineData("Hệ tọa độ VN-2000", 0)]
    public void A_heading_that_says_too_little_leaves_the_choice(string heading, int zones) => GridSaid.Read(heading)!.Zones.Count.ShouldBe(zones);

    [Theory]
    [InlineData("Danh mục các mỏ năm 2026")]
    [InlineData("12345")]
    [InlineData("Điện thoại 0203 105 45")]
    public void What_is_no_heading_says_nothing(string text) => GridSaid.Read(text).ShouldBeNull();

    [Fact]
    public void A_digit_that_is_wrong_is_told_with_its_row_and_with_the_one_that_was_meant_where_only_one_fits()
    {
        var result = Pasted("1\t2389000,00\t430000,00\n2\t2389000,00\t431000,00\n3\t2688000,00\t431000,00\n4\t2388000,00\t430000,00");
        result.IsDecided.ShouldBeFalse();
        var note = result.Readings[0].Notes.Single(one => one.Code == "far-off");
        note.Row.ShouldBe(5);
        note.Of["hint"].ShouldBe("X = 2388000.00");
    }

    [Fact]
    public void A_row_of_another_meridian_overrides_the_heading_and_is_told()
    {
        var (east, north) = (430_000.0, 2_389_000.0);
        var rows = string.Join('\n', new[] { (0, 0), (1_000, 0), (1_000, -1_000), (0, -1_000) }.Select((one, at) =>
        {
            var (longitude, latitude) = Vn2000Transformation.ToWgs84(Tried[0], east + one.Item1, north + one.Item2);
            var (e, n) = Vn2000Transformation.FromWgs84(Tried[1], longitude, latitude);
            return System.FormattableString.Invariant($"{at + 1}\t{n:0.00}\t{e:0.00}\tHệ tọa độ VN2000 KTT 105 múi chiếu 6 độ");
        }));
        var zone = Pasted(rows).Readings[0].Zones.ShouldHaveSingleItem();
        zone.Shape!.Lattice.Zone.Code.ShouldBe(3405);
        zone.Notes.ShouldContain(note => note.Code == "grid-of-row");
    }

    [Fact]
    public void Metres_and_degrees_in_one_text_are_two_tables()
    {
        var result = TableReader.Read(
        [
            PlainTable.Read("Kinh tuyến trục 106°30', múi 3°\n1\t2389000\t430000\n2\t2389000\t431000\n3\t2388000\t431000"),
            PlainTable.Read("Điểm\tVĩ độ\tKinh độ\n4\t21°35'00\"\t105°50'00\"\n5\t21°35'00\"\t105°51'00\"\n6\t21°34'00\"\t105°51'00\""),
        ], Tried);
        result.IsDecided.ShouldBeFalse();
        result.Readings[0].Zones.SelectMany(zone => zone.Rings).Select(ring => ring.Corners.Count).ShouldBe([3, 3]);
    }

    public static TheoryData<string, string> Hostile => new()
    {
        { "quotes without end", string.Concat(Enumerable.Repeat("a\"", 300_000)) },
        { "quotes in a line each", string.Concat(Enumerable.Repeat("\"a\n", 15_000)) },
        { "corners anywhere", string.Join('\n', Enumerable.Range(0, 15_000).Select(at => $"{at}\t{1_000_000 + at * 7_919L % 1_500_000}\t{200_000 + at * 104_729L % 600_000}")) },
        { "rings of three", string.Join('\n', Enumerable.Range(0, 15_000).Select(at => $"{at % 3 + 1}\t{2_300_000 + at % 3 * 10 + at / 3}\t{430_000 + at % 3 * at % 7}")) },
        { "rings in rings", string.Join('\n', Enumerable.Range(0, 3_000).SelectMany(at => new[] { (0, 0), (0, 1), (1, 1), (1, 0) }.Select((one, corner) =>
            $"{corner + 1}\t{2_300_000 + (one.Item1 == 0 ? at : 20_000 - at)}\t{430_000 + (one.Item2 == 0 ? at : 20_000 - at)}"))) },
        { "more rows than a table has", string.Join('\n', Enumerable.Range(0, TableReader.MostRows + 1).Select(at => $"{at}\t2389000\t430000")) },
        { "more cells than a table has", string.Join('\n', Enumerable.Repeat(string.Concat(Enumerable.Repeat("1\t", 5_000)), 100)) },
    };

    /// <summary>That it ends at all is the test: each of these once cost the square of its length, or would.</summary>
    [Theory]
    [MemberData(nameof(Hostile))]
    public void What_is_made_to_cost_much_is_read_or_refused(string what, string text)
    {
        var result = TableReader.Read([PlainTable.Read(text)], Tried);
        result.IsDecided.ShouldBeFalse(what);
        result.Notes.Concat(result.Readings.SelectMany(reading => reading.Notes)).ShouldNotBeEmpty(what);
    }

    [Fact]
    public void What_is_no_table_of_zones_is_said_to_be_none()
    {
        TableReader.Read([PlainTable.Read("Không có gì")], Tried).Notes.Single().Code.ShouldBe("no-coordinates");
        TableReader.Read([PlainTable.Read("")], Tried).Readings.ShouldBeEmpty();
        TableReader.Read([], Tried).IsDecided.ShouldBeFalse();
        TableReader.Read([PlainTable.Read("1\t2389000\t430000\n2\t2389000\t431000")], Tried).IsDecided.ShouldBeFalse();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Whatever_is_pasted_is_read_or_told_and_never_a_fault(int seed)
    {
        var random = new Random(seed);
        const string signs = "0123456789.,;\t|\n\"'°′xXyY:=ABCđiểmm²ha –lỗphần106°30'2389000430000\r\u00A0\uFFFD";
        for (var at = 0; at < 400; at++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(400)).Select(_ => signs[random.Next(signs.Length)])]);
            var table = GeneratedTable.Of(random.Next(300)).Tables[0];
            TableReader.Read([PlainTable.Read(text)], Tried).IsDecided.ShouldBeFalse();
            // And a table in which some cells were damaged.
            var damaged = table.Rows.Select(row => (IReadOnlyList<string>)[.. row.Select(cell => random.Next(30) == 0 ? text[..Math.Min(text.Length, 12)] : cell)]).ToList();
            Should.NotThrow(() => TableReader.Read([table with { Rows = damaged }], Tried));
        }
    }

    static TableResult Read(GeneratedTable table)
    {
        Vn2000Zone[] grids = [Vn2000Zone.NearestTo(table.Province.Longitude), table.Zone, Vn2000Zone.Find(3405)!, Vn2000Zone.Find(3406)!];
        return TableReader.Read(table.Tables, [.. grids.Distinct()], shapes => Near(shapes, table.Province));
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
