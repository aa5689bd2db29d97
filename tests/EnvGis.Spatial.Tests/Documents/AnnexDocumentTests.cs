using System.Diagnostics;
using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using EnvGis.Spatial.Annex;
using EnvGis.Spatial.Documents;
using EnvGis.Spatial.Tests.Annex;
using EnvGis.Spatial.Vn2000;
using NetTopologySuite.Geometries;
using Shouldly;
using Xunit;

namespace EnvGis.Spatial.Tests.Documents;

/// <summary>Annexes out and in again.</summary>
public sealed class AnnexDocumentTests
{
    static readonly string[] Cultures = ["vi-VN", "en-US"];

    public static TheoryData<int, int, string> ZonesAndCultures
    {
        get
        {
            var data = new TheoryData<int, int, string>();
            foreach (var zone in Vn2000Zone.All)
            {
                foreach (var decimals in (int[])[2, 3])
                {
                    foreach (var culture in Cultures)
                    {
                        data.Add(zone.Code, decimals, culture);
                    }
                }
            }
            return data;
        }
    }

    /// <summary>Two parts, the first with two holes, of numbers that end in noughts here and there.</summary>
    static AnnexShape Shape(Lattice lattice, int seed, int corners = 24)
    {
        var random = new Random(seed);
        var (east, north) = (random.Next(300_000, 700_000), random.Next(950_000, 2_500_000));
        return new(lattice, [
            new([Star(0, 0, 900, corners), Star(-250, 0, 100, 5), Star(250, 10, 120, 7)]),
            new([Star(2_500, 300, 400, 6)])]);

        AnnexRing Star(double atEast, double atNorth, double radius, int count) => AnnexRing.Of(Enumerable.Range(0, count).Select(at =>
        {
            var (sin, cos) = Math.SinCos(2 * Math.PI * (at + random.NextDouble() * 0.5) / count);
            var far = radius * (0.7 + 0.3 * random.NextDouble());
            var corner = new Corner(lattice.Units(east + atEast + far * cos), lattice.Units(north + atNorth + far * sin));
            return at % 4 == 0 ? new Corner(corner.East / lattice.UnitsPerMetre * lattice.UnitsPerMetre, corner.North / 10 * 10) : corner;
        }), StretchOrigin.Annex, 0);
    }

    static AnnexDocument Document(AnnexShape[] shapes, bool repeats = false) => new("Tọa độ các điểm góc; ranh giới \"vùng\"", "Kèm theo Quyết định số 12/QĐ-UBND ngày 01 tháng 02 năm 2026",
        [.. shapes.Select((shape, at) => new CoordinateTable($"Vùng bảo vệ nghiêm ngặt số {at + 1} – Đakrông & <Bắc>", shape, repeats))], hash => $"https://gis.example.vn/annexes/{hash}");

    static IReadOnlyList<(string Name, AnnexShape Shape)> ThereAndBack(string format, AnnexDocument document) => format switch
    {
        "xlsx" => ReadAnnex.Zones(ReadWorkbook.Tables(new MemoryStream(WriteWorkbook.Of(document)))),
        "docx" => ReadAnnex.Zones(ReadDocument.Tables(new MemoryStream(WriteDocument.Of(document)))),
        "csv" => ReadAnnex.Zones(ReadCsv.Tables(new MemoryStream(WriteCsv.Of(document)))),
        "pdf" => ReadAnnex.Zones(PdfText(WritePdf.Of(document))),
        _ => throw new ArgumentOutOfRangeException(nameof(format), format, null),
    };

    /// <summary>What poppler makes of a PDF.</summary>
    static string PdfText(byte[] pdf)
    {
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.pdf");
        File.WriteAllBytes(file, pdf);
        try
        {
            using var process = Process.Start(new ProcessStartInfo("pdftotext", ["-layout", "-enc", "UTF-8", file, "-"]) { RedirectStandardOutput = true, StandardOutputEncoding = Encoding.UTF8 })!;
            var text = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            process.ExitCode.ShouldBe(0);
            return text;
        }
        finally
        {
            File.Delete(file);
        }
    }

    static void In(string culture, Action act)
    {
        var before = CultureInfo.CurrentCulture;
        CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo(culture);
        try
        {
            act();
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    static string Digits(AnnexShape shape) => string.Join('\n', new CoordinateTable("", shape).Rings.SelectMany(ring => ring.Rows.Select(row => $"{ring.Label} {row.Point} {row.North} {row.East}")));

    [Theory]
    [MemberData(nameof(ZonesAndCultures))]
    public void Five_times_out_and_in_again_leaves_every_corner_and_digit(int epsg, int decimals, string culture) => In(culture, () =>
    {
        AnnexShape[] shapes = [Shape(new(Vn2000Zone.Find(epsg)!, decimals), epsg), Shape(new(Vn2000Zone.Find(epsg)!, decimals), epsg + 1, 60)];
        foreach (var format in (string[])["xlsx", "docx", "csv", "pdf"])
        {
            var now = shapes;
            for (var turn = 0; turn < (format == "pdf" ? 2 : 5); turn++)
            {
                var read = ThereAndBack(format, Document(now, turn % 2 == 1));
                if (format != "pdf")
                {
                    read.Select(zone => zone.Name).ShouldBe(Document(now).Zones.Select(zone => zone.Name));
                }
                now = [.. read.Select(zone => zone.Shape)];
            }
            for (var at = 0; at < shapes.Length; at++)
            {
                now[at].Canonical().ShouldBe(shapes[at].Canonical(), format);
                now[at].ContentHash().ShouldBe(shapes[at].ContentHash());
                Digits(now[at]).ShouldBe(Digits(shapes[at]), format);
            }
        }
    });

    [Theory]
    [InlineData("xlsx")]
    [InlineData("docx")]
    [InlineData("csv")]
    [InlineData("pdf")]
    public void Out_of_every_format_into_every_other_five_times(string first)
    {
        var shape = Shape(Shapes.Centimetres, 5);
        var now = shape;
        string[] formats = [first, "csv", "xlsx", "docx", "pdf"];
        foreach (var format in formats)
        {
            now = ThereAndBack(format, Document([now])).ShouldHaveSingleItem().Shape;
        }
        now.Canonical().ShouldBe(shape.Canonical());
    }

    [Fact]
    public void Every_culture_writes_the_same_bytes_of_numbers()
    {
        var document = Document([Shape(Shapes.Centimetres, 8)]);
        var written = Cultures.Append("").Select(culture =>
        {
            (byte[] Csv, string Sheet, string Text) all = default;
            In(culture, () => all = (WriteCsv.Of(document), Part(WriteWorkbook.Of(document), "sheet"), Regex.Replace(Part(WriteDocument.Of(document), "word/document.xml"), "r:id=\"[^\"]*\"", "")));
            return all;
        }).ToList();
        written.ShouldAllBe(one => one.Csv.SequenceEqual(written[0].Csv) && one.Sheet == written[0].Sheet && one.Text == written[0].Text);
    }

    static string Part(byte[] file, string name)
    {
        using var archive = new ZipArchive(new MemoryStream(file));
        using var reader = new StreamReader(archive.Entries.First(entry => entry.FullName.Contains(name, StringComparison.Ordinal) && !entry.FullName.EndsWith(".rels", StringComparison.Ordinal)
            && !entry.FullName.Contains("workbook", StringComparison.Ordinal)).Open());
        return reader.ReadToEnd();
    }

    [Fact]
    public void Numbers_of_a_workbook_are_numbers_with_the_decimals_of_the_annex()
    {
        var sheet = Part(WriteWorkbook.Of(Document([Shapes.Box(0, 0, 1_000, 500)])), "sheet");
        sheet.ShouldContain("<x:c s=\"4\"><x:v>1850500.00</x:v></x:c><x:c s=\"4\"><x:v>550000.00</x:v></x:c>");
        sheet.ShouldNotContain("t=\"str\"");
    }

    [Fact]
    public void Office_documents_are_what_their_standard_says()
    {
        var document = Document([Shape(Shapes.Centimetres, 9), Shape(new(Vn2000Zone.Find(3406)!, 3), 10)]);
        var validator = new OpenXmlValidator(DocumentFormat.OpenXml.FileFormatVersions.Office2019);
        using var workbook = SpreadsheetDocument.Open(new MemoryStream(WriteWorkbook.Of(document)), false);
        validator.Validate(workbook).Select(error => $"{error.Path?.XPath}: {error.Description}").ShouldBeEmpty();
        using var text = WordprocessingDocument.Open(new MemoryStream(WriteDocument.Of(document)), false);
        validator.Validate(text).Select(error => $"{error.Path?.XPath}: {error.Description}").ShouldBeEmpty();
        text.MainDocumentPart!.Document!.Body!.Elements<DocumentFormat.OpenXml.Wordprocessing.Table>().Count().ShouldBe(8);
        text.MainDocumentPart.Document.Descendants<DocumentFormat.OpenXml.Wordprocessing.TableHeader>().Count().ShouldBe(8);
    }

    [Fact]
    public void A_paper_has_every_corner_where_it_is_read_and_a_sheet_to_scale()
    {
        var shape = Shape(Shapes.Centimetres, 11, 400);
        var around = new MapPlace("Xã Ba Lòng", shape.OnGrid().Envelope.Copy());
        around.Geometry.Apply(new ToWgs84(shape.Lattice));
        var pdf = WritePdf.Of(Document([shape]), [around]);
        var text = PdfText(pdf);
        foreach (var row in new CoordinateTable("", shape).Rings.SelectMany(ring => ring.Rows))
        {
            Regex.IsMatch(text, $@"\b{row.Point}\s+{row.North}\s+{row.East}\b").ShouldBeTrue($"{row}");
        }
        text.ShouldContain("Phụ lục");
        text.ShouldContain("(Kèm theo Quyết định số 12/QĐ-UBND");
        text.ShouldContain(new CoordinateTable("", shape).Area);
        text.ShouldContain("Tỷ lệ 1:50.000");
        text.ShouldContain("Địa giới xã, phường");
        text.ShouldContain("Xã Ba Lòng");
    }

    sealed class ToWgs84(Lattice lattice) : ICoordinateSequenceFilter
    {
        public bool Done => false;

        public bool GeometryChanged => true;

        public void Filter(CoordinateSequence points, int at)
        {
            var (longitude, latitude) = lattice.ToWgs84(new Corner(lattice.Units(points.GetX(at)), lattice.Units(points.GetY(at))));
            points.SetX(at, longitude);
            points.SetY(at, latitude);
        }
    }

    [Fact]
    public void A_ring_is_printed_clockwise_from_its_north_west()
    {
        var shape = new AnnexShape(Shapes.Centimetres, [new([Shapes.Ring((0, 0), (1_000, 0), (1_000, 500), (0, 500)), Shapes.Ring((100, 100), (200, 100), (200, 200), (100, 200))])]);
        var table = new CoordinateTable("  Vùng\n 1 ", shape);
        table.Name.ShouldBe("Vùng 1");
        table.System.ShouldBe("Hệ tọa độ VN-2000, kinh tuyến trục 106°15', múi chiếu 3°");
        table.Area.ShouldBe("Diện tích: 49,00 ha");
        Digits(shape).ShouldBe("""
            Ranh ngoài 1 1850500,00 550000,00
            Ranh ngoài 2 1850500,00 551000,00
            Ranh ngoài 3 1850000,00 551000,00
            Ranh ngoài 4 1850000,00 550000,00
            Lỗ 1 1 1850200,00 550100,00
            Lỗ 1 2 1850200,00 550200,00
            Lỗ 1 3 1850100,00 550200,00
            Lỗ 1 4 1850100,00 550100,00
            """);
        new CoordinateTable("a", shape, repeatsFirst: true).Rings[1].Rows[^1].ShouldBe(new("1", "1850200,00", "550100,00"));
        new CoordinateTable("a", Shapes.Box(0, 0, 11_000, 9_000)).Area.ShouldBe("Diện tích: 9.900,00 ha");
        new CoordinateTable("a", Shapes.Box(0, 0, 12.5, 10)).Area.ShouldBe("Diện tích: 0,0125 ha");
    }

    [Fact]
    public void The_content_of_an_annex_is_its_corners_alone()
    {
        var shape = Shapes.Box(0, 0, 100, 50);
        shape.ContentText().ShouldBe("EnvGis annex 1\nEPSG 9212\npart\nring\n1850000.00 550000.00\n1850000.00 550100.00\n1850050.00 550100.00\n1850050.00 550000.00\n");
        // Stated once and for all: papers bear it.
        shape.ContentHash().ShouldBe("d96cb0d44bcb1224a71f394ada121889c6e0dce724f67ee614d9fd617b9c033e");
        var random = new Random(43);
        for (var turn = 0; turn < 200; turn++)
        {
            var one = Shape(Shapes.Centimetres, turn);
            var turned = new AnnexShape(one.Lattice, [.. one.Parts.Reverse().Select(part => new AnnexPart([part.Rings[0], .. part.Rings.Skip(1).Reverse()]))
                .Select(part => new AnnexPart([.. part.Rings.Select(ring => Turned(ring, random))]))]);
            turned.ContentHash().ShouldBe(one.ContentHash());
            turned.Canonical().ShouldNotBe(one.Canonical());
            var (part, ring) = (random.Next(2), 0);
            var corners = one.Parts[part].Rings[ring].Corners;
            var at = random.Next(corners.Length);
            var moved = corners[at] with { East = corners[at].East + (turn % 2 == 0 ? 1 : -1) };
            new AnnexShape(one.Lattice, one.Parts.SetItem(part, new(one.Parts[part].Rings.SetItem(ring, AnnexRing.Of(corners.SetItem(at, moved), StretchOrigin.Annex, 0))))).ContentHash().ShouldNotBe(one.ContentHash());
        }
        new AnnexShape(new(Vn2000Zone.Find(9211)!, 2), shape.Parts).ContentHash().ShouldNotBe(shape.ContentHash());
    }

    static AnnexRing Turned(AnnexRing ring, Random random)
    {
        var first = random.Next(ring.Corners.Length);
        var corners = ring.Corners.Skip(first).Concat(ring.Corners.Take(first));
        return AnnexRing.Of(random.Next(2) == 0 ? corners : corners.Reverse(), StretchOrigin.Surveyed, 1);
    }

    [Theory]
    [InlineData("Diện tích: 50,00 ha", "Diện tích: 50,01 ha")]
    [InlineData("\n2;1850500,00;551000,00", "")]
    [InlineData("551000,00", "551000,0")]
    [InlineData("551000,00", "551000,01")]
    [InlineData("106°15'", "106°20'")]
    [InlineData("Ranh ngoài", "Lỗ 1")]
    [InlineData("Diện tích", "Tổng")]
    [InlineData("1850500,00;551000,00", "mất;551000,00")]
    public void What_is_not_of_our_form_is_refused_and_never_guessed_at(string was, string now)
    {
        var text = Encoding.UTF8.GetString(WriteCsv.Of(Document([Shapes.Box(0, 0, 1_000, 500)]))).Replace("\r\n", "\n", StringComparison.Ordinal);
        text.ShouldContain(was);
        ReadAnnex.Zones(ReadCsv.Tables(new MemoryStream(Encoding.UTF8.GetBytes(text)))).ShouldHaveSingleItem();
        var at = text.IndexOf(was, StringComparison.Ordinal);
        Should.Throw<AnnexException>(() => ReadAnnex.Zones(ReadCsv.Tables(new MemoryStream(Encoding.UTF8.GetBytes(text.Remove(at, was.Length).Insert(at, now)))))).Code.ShouldBeOneOf("not-an-annex", "altered");
    }

    [Fact]
    public void A_machine_without_fonts_says_which() => (SystemFonts.Find([Path.Combine(Path.GetTempPath(), Guid.NewGuid().ToString("N"))]), SystemFonts.Missing.Contains("fonts-noto-core", StringComparison.Ordinal))
        .ShouldBe((null, true));
}
