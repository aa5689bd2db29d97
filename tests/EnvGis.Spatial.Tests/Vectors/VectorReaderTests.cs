using EnvGis.Spatial.Documents;
using EnvGis.Spatial.Tables;
using EnvGis.Spatial.Vectors;
using EnvGis.Spatial.Vn2000;
using NetTopologySuite.Geometries;
using Shouldly;
using Xunit;

namespace EnvGis.Spatial.Tests.Vectors;

public sealed class VectorReaderTests
{
    static readonly Vn2000Zone ThaiNguyen = Vn2000Zone.Find(9213)!;

    /// <summary>A zone of VN-2000 as programs describe it, and the code it is known by; null of what is no zone.</summary>
    public static TheoryData<string, int?> Described
    {
        get
        {
            var all = new TheoryData<string, int?>();
            foreach (var zone in Vn2000Zone.All)
            {
                var meridian = FormattableString.Invariant($"{zone.CentralMeridian.DecimalDegrees}");
                var scale = zone.WidthDegrees == 3 ? "0.9999" : "0.9996";
                foreach (var datum in (string[])["Vietnam 2000", "VN-2000", "D_VN_2000", "VN2000"])
                {
                    all.Add(Projected("ô vuông riêng", datum, meridian, scale, ""), zone.Code);
                }
                all.Add($"BOUNDCRS[SOURCECRS[{Projected("có tham số", "Vietnam 2000", meridian, scale, "")}],TARGETCRS[GEOGCRS[\"WGS 84\",ID[\"EPSG\",4326]]],ABRIDGEDTRANSFORMATION[\"x\"]]", zone.Code);
                all.Add(Projected("mã", "bất kỳ", meridian, scale, $",ID[\"EPSG\",{zone.Code}]"), zone.Code);
                // MapInfo's: the datum has no name, and the parameters that lead from it.
                all.Add($"BOUNDCRS[SOURCECRS[{Projected("unnamed", "MIF 9999,28,-191.90441429,…", meridian, scale, "")}],TARGETCRS[GEOGCRS[\"WGS 84\",ID[\"EPSG\",4326]]],ABRIDGEDTRANSFORMATION[\"x\",PARAMETER[\"X-axis translation\",-191.90441429]]]", zone.Code);
                // A definition that was copied and altered keeps the code of what it was.
                all.Add(Projected("mã cũ", "Vietnam 2000", "106.4", scale, $",ID[\"EPSG\",{zone.Code}]"), null);
            }
            // A metre beside, another scale, another datum, upside down: no zone of ours.
            all.Add(Projected("x", "Vietnam 2000", "106.4", "0.9999", ""), null);
            all.Add(Projected("x", "Vietnam 2000", "106.5", "1", ""), null);
            all.Add(Projected("x", "Indian 1960", "106.5", "0.9999", ""), null);
            all.Add(Projected("x", "Vietnam 2000", "106.5", "0.9999", "").Replace("\"False easting\",500000", "\"False easting\",0", StringComparison.Ordinal), null);
            foreach (var (metric, other) in ((string, string)[])[("LENGTHUNIT[\"metre\",1]", "LENGTHUNIT[\"foot\",0.3048]"), ("PRIMEM[\"Greenwich\",0", "PRIMEM[\"Paris\",2.337"),
                ("ELLIPSOID[\"WGS 84\",6378137,298.257223563", "ELLIPSOID[\"Krassovsky\",6378245,298.3"), ("0.0174532925199433", "0.015707963267949")])
            {
                all.Add(Projected("VN2000 khác", "Vietnam 2000", "106.5", "0.9999", "").Replace(metric, other, StringComparison.Ordinal), null);
            }
            all.Add(Projected("UTM", "World Geodetic System 1984", "105", "0.9996", ""), null);
            return all;
        }
    }

    static string Projected(string name, string datum, string meridian, string scale, string id) => $"""
        PROJCRS["{name}",BASEGEOGCRS["x",DATUM["{datum}",ELLIPSOID["WGS 84",6378137,298.257223563,LENGTHUNIT["metre",1]]],PRIMEM["Greenwich",0,ANGLEUNIT["degree",0.0174532925199433]]],CONVERSION["unnamed",METHOD["Transverse Mercator",ID["EPSG",9807]],
        PARAMETER["Latitude of natural origin",0,ID["EPSG",8801]],PARAMETER["Longitude of natural origin",{meridian},ID["EPSG",8802]],PARAMETER["Scale factor at natural origin",{scale}],
        PARAMETER["False easting",500000],PARAMETER["False northing",0]],CS[Cartesian,2],AXIS["(E)",east,LENGTHUNIT["metre",1]],AXIS["(N)",north,LENGTHUNIT["metre",1]]{id}]
        """;

    [Theory]
    [MemberData(nameof(Described))]
    public void A_zone_is_known_by_its_parameters_whatever_it_is_called(string wkt, int? code)
    {
        var read = DeclaredGrid.Read(wkt).ShouldNotBeNull();
        (read.Zone?.Code).ShouldBe(code);
        // What is on WGS 84 is brought from there; another datum is nobody's to guess.
        read.IsKnown.ShouldBe(code is not null || read.Name == "UTM");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("(unknown)")]
    [InlineData("PROJCRS[")]
    public void What_says_nothing_declares_nothing(string? wkt) => DeclaredGrid.Read(wkt).ShouldBeNull();

    public static TheoryData<string> Names => ["Vùng lấy nước Đại Phúc", "Xã Điềm Thuỵ", "Phường Đồng Thuận", "Khu vực ô nhiễm tồn lưu", "Bãi rác thị trấn Yến Lạc", "Suối Cốc, phường Gia Sàng", "Hồ Núi Cốc", "Quyết Thắng", "Núi Cốc"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Letters_are_read_in_the_encoding_in_which_they_are_words(string name)
    {
        string[] plain = ["MA", "TEN", "19", "a-b c"];
        foreach (var (encoding, bytes) in new[] { ("UTF-8", System.Text.Encoding.UTF8.GetBytes(name)), ("Windows-1258", Windows1258(name)), ("TCVN3", Tcvn3(name)) })
        {
            var (texts, found) = VietnameseLetters.Read([.. plain, System.Text.Encoding.Latin1.GetString(bytes)]);
            texts.ShouldBe([.. plain, name], encoding);
            found.ShouldBe(encoding);
            // What cannot be bytes was read already, and stays beside what was not.
            VietnameseLetters.Read(["Tỉnh Thái Nguyên", System.Text.Encoding.Latin1.GetString(bytes)]).Texts.ShouldBe(["Tỉnh Thái Nguyên", name], encoding);
        }
        var (asIs, none) = VietnameseLetters.Read([.. plain, name], areBytes: false);
        asIs.ShouldBe([.. plain, name]);
        none.ShouldBeNull();
        // As it was decomposed by another system.
        VietnameseLetters.Read([name.Normalize(System.Text.NormalizationForm.FormD)]).Texts.ShouldBe([name]);
        // A field of so many bytes that ends within a letter.
        VietnameseLetters.Read([System.Text.Encoding.Latin1.GetString(System.Text.Encoding.UTF8.GetBytes("Phường Đồng Thuậ")[..^1])]).Texts.ShouldBe(["Phường Đồng Thu"]);
    }

    [Theory]
    [InlineData("Kon Plông")]
    [InlineData("Ia Krái")]
    [InlineData("SRó")]
    [InlineData("La Dêê")]
    [InlineData("La Êê")]
    [InlineData("Đakrông")]
    [InlineData("Avương")]
    [InlineData("Đăk Bla")]
    [InlineData("Zürich")]
    public void Names_of_other_tongues_stay_as_they_are(string name)
    {
        VietnameseLetters.Read([name], areBytes: false).Texts.ShouldBe([name]);
        VietnameseLetters.Read([System.Text.Encoding.Latin1.GetString(System.Text.Encoding.UTF8.GetBytes(name))]).Texts.ShouldBe([name]);
    }

    /// <summary>Halves of letters, what is no character, and marks without end, wherever a text is read.</summary>
    [Fact]
    public void What_is_no_text_is_left_out()
    {
        foreach (var (text, clean) in new[] { ("x\uD800y", "xy"), ("x\uFFFEy\uFFFF", "xy"), ("A\uD83D\uDE00", "A\uD83D\uDE00") })
        {
            CleanText.Of(text).ShouldBe(clean);
            PlainTable.Read(text + "\t1\n").Rows[0][0].ShouldBe(clean);
            VietnameseLetters.Read([text]).Texts[0].ShouldBe(clean);
        }
        CleanText.Head("a\uD83D\uDE00", 2).ShouldBe("a");
    }

    [Fact]
    public void Marks_and_blanks_without_end_cost_no_more_than_their_number()
    {
        // That it ends is the test: a megabyte of each once took a minute.
        CleanText.Of("a" + string.Concat(Enumerable.Repeat("\u0301\u0323", 1_000_000))).Length.ShouldBeLessThan(12);
        var result = TableReader.Ways([PlainTable.Read("kinh tuyen 105" + new string(' ', 5_000_000) + "x\t1\t2\n1\t2389000\t430000\n2\t2389000\t431000\n3\t2388000\t431000")], [ThaiNguyen]);
        result.Readings.ShouldNotBeEmpty();
    }

    [Theory]
    [InlineData("Hệ tọa độ HN-72, kinh tuyến trục 106°30', múi chiếu 3°", "other-datum")]
    [InlineData("Hệ tọa độ Hà Nội 1972, kinh tuyến trục 106°30', múi chiếu 3°", "other-datum")]
    [InlineData("Indian 1960, kinh tuyến trục 106°30', múi chiếu 3°", "other-datum")]
    [InlineData("Chuyển từ hệ VN-2000 kinh tuyến trục 105°00' múi 6° sang kinh tuyến trục 106°30', múi chiếu 3°", "grid-guessed")]
    public void A_heading_of_another_datum_or_of_two_meridians_is_not_believed(string heading, string code)
    {
        var result = TableReader.Read([PlainTable.Read(heading + "\nĐiểm\tX (m)\tY (m)\n1\t2389000,00\t430000,00\n2\t2389000,00\t431000,00\n3\t2388000,00\t431000,00\n")], [ThaiNguyen, Vn2000Zone.Find(9208)!]);
        result.IsDecided.ShouldBeFalse();
        result.Readings[0].Notes.ShouldContain(note => note.Code == code);
    }

    [Fact]
    public void What_one_layer_says_of_its_grid_is_not_said_of_another()
    {
        var shape = new GeometryFactory().CreatePolygon([new(430_000, 2_389_000), new(431_000, 2_389_000), new(431_000, 2_388_000), new(430_000, 2_389_000)]);
        VectorLayer Layer(DeclaredGrid? grid) => new(null, grid, [new(new Dictionary<string, string>(), shape)]);
        var result = TableReader.Weighed(VectorReader.Ways([Layer(DeclaredGrid.Of(9213, "x")), Layer(null)], [ThaiNguyen]), [new(), new(), new(), new()]);
        result.IsDecided.ShouldBeFalse();
        result.Readings[0].Notes.ShouldContain(note => note.Code == "grid-guessed");
        // Parts that lie beside an area, or in each other, are told.
        var mixed = new GeometryFactory().CreateGeometryCollection([shape, new GeometryFactory().CreatePoint(new Coordinate(430_500, 2_388_500))]);
        VectorReader.Ways([new(null, DeclaredGrid.Of(9213, "x"), [new(new Dictionary<string, string>(), mixed)])], [ThaiNguyen]).Readings[0].Notes.ShouldContain(note => note.Code == "parts-left-out");
        var inner = new GeometryFactory().CreatePolygon([new(430_700, 2_388_900), new(430_800, 2_388_900), new(430_800, 2_388_800), new(430_700, 2_388_900)]);
        var nested = new GeometryFactory().CreateMultiPolygon([shape, inner]);
        VectorReader.Ways([new(null, DeclaredGrid.Of(9213, "x"), [new(new Dictionary<string, string>(), nested)])], [ThaiNguyen]).Readings[0].Notes.ShouldContain(note => note.Code == "parts-within-parts");
    }

    static byte[] Windows1258(string text)
    {
        var encoding = System.Text.CodePagesEncodingProvider.Instance.GetEncoding(1258)!;
        // Tones stand behind their letter; ă, â, ê, ô, ơ, ư and đ are letters of the page.
        var letters = new System.Text.StringBuilder();
        foreach (var letter in text)
        {
            var marks = letter.ToString().Normalize(System.Text.NormalizationForm.FormD);
            var tone = marks.FirstOrDefault(mark => mark is '\u0300' or '\u0301' or '\u0303' or '\u0309' or '\u0323');
            letters.Append((tone == 0 ? marks : marks.Replace(tone.ToString(), "", StringComparison.Ordinal)).Normalize(System.Text.NormalizationForm.FormC));
            if (tone != 0)
            {
                letters.Append(tone);
            }
        }
        return encoding.GetBytes(letters.ToString());
    }

    // Read off the table of TCVN 5712:1999 once more, letter by letter.
    static byte[] Tcvn3(string text)
    {
        var bytes = new Dictionary<char, byte>
        {
            ['Đ'] = 0xA7, ['â'] = 0xA9, ['ê'] = 0xAA, ['ô'] = 0xAB, ['ơ'] = 0xAC, ['ư'] = 0xAD, ['đ'] = 0xAE, ['à'] = 0xB5, ['ả'] = 0xB6, ['ã'] = 0xB7, ['á'] = 0xB8, ['ạ'] = 0xB9, ['ắ'] = 0xBE,
            ['ấ'] = 0xCA, ['ậ'] = 0xCB, ['ễ'] = 0xD4, ['ế'] = 0xD5, ['ề'] = 0xD2, ['ị'] = 0xDE, ['ó'] = 0xE3, ['ố'] = 0xE8, ['ồ'] = 0xE5, ['ờ'] = 0xEA, ['ớ'] = 0xED, ['ù'] = 0xEF, ['ú'] = 0xF3, ['ụ'] = 0xF4,
            ['ự'] = 0xF9, ['ỵ'] = 0xFE, ['õ'] = 0xE2,
        };
        return [.. text.Select(letter => char.IsAscii(letter) ? (byte)letter : bytes[letter])];
    }

    [Fact]
    public void In_whatever_zone_a_file_says_its_numbers_are_the_zone_has_those_very_numbers()
    {
        var random = new Random(6);
        foreach (var zone in Vn2000Zone.All)
        {
            var (east, north) = Vn2000Transformation.FromWgs84(zone, zone.CentralMeridian.DecimalDegrees, 20);
            var corners = Enumerable.Range(0, 7).Select(at => new Coordinate(Math.Round(east + 900 * Math.Cos(at * 0.9) + random.NextDouble(), 2), Math.Round(north + 900 * Math.Sin(at * 0.9) + random.NextDouble(), 2))).ToList();
            var polygon = new GeometryFactory().CreatePolygon([.. corners, corners[0]]);
            foreach (var exchanged in (bool[])[false, true])
            {
                var shape = polygon.Copy();
                if (exchanged)
                {
                    shape.Apply(new Exchange());
                    shape.GeometryChanged();
                }
                var result = VectorReader.Ways([new(null, DeclaredGrid.Of(zone.Code, zone.Name), [new(new Dictionary<string, string>(), shape)])], [ThaiNguyen]);
                var best = result.Readings[0];
                (best.Grid, best.IsSaid).ShouldBe((zone, true));
                best.Zones[0].Shape!.Parts[0].Rings[0].Corners.Select(corner => (corner.East, corner.North)).ShouldBe(corners.Select(corner => ((long)Math.Round(corner.X * 100), (long)Math.Round(corner.Y * 100))), ignoreOrder: true);
                best.Notes.Any(note => note.Code == "file-axes-exchanged").ShouldBe(exchanged);
            }
        }
    }

    sealed class Exchange : ICoordinateFilter
    {
        public void Filter(Coordinate coord) => (coord.X, coord.Y) = (coord.Y, coord.X);
    }

    [Theory]
    [InlineData(1e19, 21)]
    [InlineData(1e300, 21)]
    [InlineData(465, 21)]
    [InlineData(0, 0)]
    [InlineData(430_000, 5)]
    [InlineData(-430_000, 2_388_000)]
    [InlineData(2_388_000, 2_389_000)]
    public void What_cannot_be_in_Vietnam_is_told_and_never_drawn(double x, double y)
    {
        foreach (var grid in (DeclaredGrid?[])[null, DeclaredGrid.Wgs84, DeclaredGrid.Of(9213, "x"), DeclaredGrid.Of(4756, "x"), DeclaredGrid.Of(28992, "Amersfoort")])
        {
            var shape = new GeometryFactory().CreatePolygon([new(x, y), new(x + 1, y), new(x + 1, y + 1), new(x, y)]);
            var result = VectorReader.Ways([new(null, grid, [new(new Dictionary<string, string>(), shape)])], [ThaiNguyen]);
            result.IsDecided.ShouldBeFalse();
            result.Notes.Concat(result.Readings.SelectMany(reading => reading.Notes)).ShouldContain(note => note.Code == "outside-vietnam" || note.Code == "unknown-grid");
            result.Readings.ShouldAllBe(reading => reading.Zones.All(zone => zone.Shape == null));
        }
    }
}
