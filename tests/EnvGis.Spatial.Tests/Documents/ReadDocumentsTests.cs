using System.Net;
using System.Net.Sockets;
using System.Text;
using EnvGis.Spatial.Documents;
using Shouldly;
using Xunit;

namespace EnvGis.Spatial.Tests.Documents;

/// <summary>Tables of files that others made, as texts.</summary>
public sealed class ReadDocumentsTests
{
    static readonly DocumentLimits Small = new() { MaxFileBytes = 300_000, MaxEntries = 20, MaxUnpackedBytes = 1_000_000, MaxCells = 20_000, MaxCharacters = 100_000, MaxDepth = 50 };

    static string Shown(IEnumerable<TableText> tables) =>
        string.Join("\n", tables.Select(table => $"[{table.Before}]\n{string.Join("\n", table.Rows.Select(row => string.Join("|", row)))}"));

    static string Paragraph(string text) => $"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>";

    static string Cell(string text, string properties = "") => $"<w:tc><w:tcPr>{properties}</w:tcPr>{Paragraph(text)}</w:tc>";

    [Theory]
    [InlineData("0.57999999999999996", -1, "0.58")]
    [InlineData("2497366.8100000001", -1, "2497366.81")]
    [InlineData("2497366.8", 2, "2497366.80")]
    [InlineData("2497366", 3, "2497366.000")]
    [InlineData("2497366.8149999999", 2, "2497366.815")]
    [InlineData("1.23E2", -1, "123")]
    [InlineData("5.5E-3", -1, "0.0055")]
    [InlineData("2.49736681E6", 2, "2497366.81")]
    [InlineData("0", 2, "0.00")]
    [InlineData("-0.5", 0, "-0.5")]
    [InlineData("1E+300", 2, "1E+300")]
    [InlineData("nan", 2, "nan")]
    public void A_number_is_its_shortest_decimal_with_the_noughts_that_are_shown(string stored, int decimals, string read) => ReadWorkbook.Number(stored, decimals).ShouldBe(read);

    [Fact]
    public void Cells_of_a_workbook_are_read_as_they_are_stored()
    {
        var file = Archives.Workbook(
            """
            <row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><r><t>X </t></r><r><t>(m)</t></r></is></c></row>
            <row r="4"><c r="B4" s="1"><v>2497366.7999999998</v></c><c r="C4" s="2"><v>384410.66000000003</v></c><c t="b"><v>1</v></c><c t="e"><v>#N/A</v></c><c t="str"><f>A1</f><v>mốc</v></c></row>
            <row r="5"/><row r="6"><c r="A6" s="3"><v>0.5</v></c></row>
            """,
            "<si><t>Điểm</t><rPh><t>bỏ</t></rPh></si>",
            """<numFmts><numFmt numFmtId="164" formatCode="#,##0.000"/></numFmts><cellStyleXfs><xf numFmtId="4"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="2"/><xf numFmtId="164"/><xf numFmtId="10"/></cellXfs>""");
        Shown(ReadWorkbook.Tables(file)).ShouldBe("[Vùng 1]\nĐiểm||X (m)\n\n\n|2497366.80|384410.660|TRUE|#N/A|mốc\n\n0.5");
    }

    [Fact]
    public void Tables_of_a_document_come_with_the_text_between_them()
    {
        var file = Archives.Document(
            Paragraph("Phụ lục") + "<w:p><w:r><w:t>kinh tuyến 104</w:t></w:r><w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:t>0</w:t></w:r><w:r><w:t>45'</w:t></w:r><w:del><w:r><w:t>xóa</w:t></w:r></w:del></w:p>"
            + $"<w:tbl><w:tr>{Cell("Tên", "<w:vMerge w:val=\"restart\"/>")}{Cell("Tọa độ", "<w:gridSpan w:val=\"2\"/>")}</w:tr><w:tr>{Cell("lại", "<w:vMerge/>")}{Cell("X")}{Cell("Y")}</w:tr></w:tbl>"
            + Paragraph("Lỗ 1") + $"<w:tbl><w:tr>{Cell("1")}<w:tc><w:tbl><w:tr>{Cell("trong")}</w:tr></w:tbl>{Paragraph("2")}</w:tc></w:tr></w:tbl>" + Paragraph("Hết"));
        Shown(ReadDocument.Tables(file)).ShouldBe("[Phụ lục\nkinh tuyến 104°45']\nTên|Tọa độ\n|X|Y\n[Lỗ 1]\n1|2\n[]\ntrong\n[Hết]\n");
    }

    [Theory]
    [InlineData("Điểm;X;Y\r\n1;2497366,81;384410,66\r\n", "Điểm|X|Y\n1|2497366,81|384410,66")]
    [InlineData("Điểm,X,Y\n\n1,2497366.81,384410.66", "Điểm|X|Y\n\n1|2497366.81|384410.66")]
    [InlineData("a\tb\tc\n1\t2,5\t3;4", "a|b|c\n1|2,5|3;4")]
    [InlineData("sep=|\na|b\n\"x|\"\"y\"\"\"|104°45'00\"", "a|b\nx|\"y\"|104°45'00\"")]
    [InlineData("tên;\"hai\ndòng\";c", "tên|hai\ndòng|c")]
    [InlineData("", "")]
    public void Delimited_text_is_split_where_it_is_meant_to_be(string text, string rows)
    {
        foreach (var encoding in (Encoding[])[new UTF8Encoding(true), Encoding.Unicode, Encoding.BigEndianUnicode, new UTF8Encoding(false)])
        {
            Shown(ReadCsv.Tables(new MemoryStream([.. encoding.GetPreamble(), .. encoding.GetBytes(text.Normalize(NormalizationForm.FormD))]))).ShouldBe($"[]\n{rows}");
        }
    }

    [Fact]
    public void Letters_of_an_older_program_come_composed() =>
        Shown(ReadCsv.Tables(new MemoryStream([.. "L"u8, 0xF4, 0xDE, .. ";1;2"u8]))).ShouldContain("Lỗ|1|2".Replace("ỗ", "ỗ".Normalize(), StringComparison.Ordinal));

    public static TheoryData<string, string> Hostile => new()
    {
        { "no archive", "damaged" }, { "torn", "damaged" }, { "no document", "damaged" }, { "entity", "forbidden" }, { "outside entity", "forbidden" }, { "laughs", "forbidden" }, { "twice", "forbidden" },
        { "many entries", "too-many-entries" }, { "bomb", "too-large" }, { "big", "too-large" }, { "deep", "forbidden" }, { "far column", "too-many-cells" }, { "far row", "too-many-cells" },
        { "long text", "too-large" }, { "unknown text", "damaged" }, { "rows back", "damaged" }, { "cells back", "damaged" }, { "no place", "damaged" }, { "main outside", "damaged" },
    };

    [Theory]
    [MemberData(nameof(Hostile))]
    public void What_is_hostile_is_refused_by_a_word(string kind, string code)
    {
        // Whatever a file points at, nobody is asked.
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var outside = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/x";
        var file = kind switch
        {
            "no archive" => new MemoryStream("PK but not really"u8.ToArray()),
            "torn" => new MemoryStream(Archives.Workbook("<row r=\"1\"/>").ToArray()[..^30]),
            "no document" => Archives.Of(("a.txt", "a")),
            "entity" => Archives.Of(Archives.Root("xl/workbook.xml"), ("xl/workbook.xml", "<!DOCTYPE w [<!ENTITY e 'x'>]><w>&e;</w>")),
            "outside entity" => Archives.Of(Archives.Root("xl/workbook.xml"), ("xl/workbook.xml", $"<!DOCTYPE w SYSTEM '{outside}'><w/>")),
            "laughs" => Archives.Of(Archives.Root("xl/workbook.xml"), ("xl/workbook.xml", "<!DOCTYPE w [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'>]><w>&b;</w>")),
            "twice" => Archives.Of(Archives.Root("xl/workbook.xml"), Archives.Root("xl/other.xml")),
            "many entries" => Archives.Of([.. Enumerable.Range(0, 30).Select(at => ($"{at}", ""))]),
            "bomb" => Archives.Workbook(new string(' ', 5_000_000)),
            "big" => new MemoryStream(new byte[400_000]),
            "deep" => Archives.Workbook(string.Concat(Enumerable.Repeat("<a>", 60)) + string.Concat(Enumerable.Repeat("</a>", 60))),
            "far column" => Archives.Workbook("""<row r="1"><c r="XFD1"><v>1</v></c></row><row r="2"><c r="XFD2"><v>1</v></c></row>"""),
            "far row" => Archives.Workbook("""<row r="1000000"><c><v>1</v></c></row>"""),
            "long text" => Archives.Workbook($"""<row r="1"><c t="str"><v>{new string('x', 200_000)}</v></c></row>"""),
            "unknown text" => Archives.Workbook("""<row r="1"><c t="s"><v>7</v></c></row>"""),
            "rows back" => Archives.Workbook("""<row r="2"><c><v>1</v></c></row><row r="1"><c><v>1</v></c></row>"""),
            "cells back" => Archives.Workbook("""<row r="1"><c r="B1"><v>1</v></c><c r="A1"><v>1</v></c></row>"""),
            "no place" => Archives.Workbook("""<row r="1"><c r="1"><v>1</v></c></row>"""),
            "main outside" => Archives.Of(("_rels/.rels", $"""<Relationships><Relationship Id="r0" Type="x/officeDocument" Target="{outside}" TargetMode="External"/></Relationships>""")),
            _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
        };
        Should.Throw<DocumentException>(() => ReadWorkbook.Tables(file, Small)).Code.ShouldBe(code);
        file.Position = 0;
        if (kind is not ("bomb" or "deep" or "far column" or "far row" or "long text" or "unknown text" or "rows back" or "cells back" or "no place"))
        {
            Should.Throw<DocumentException>(() => ReadDocument.Tables(file, Small));
        }
        listener.Pending().ShouldBeFalse();
    }

    [Fact]
    public void What_stands_outside_is_neither_asked_nor_needed()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var outside = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/x";
        Shown(ReadWorkbook.Tables(Archives.Workbook("""<row r="1"><c><v>1</v></c></row>""", extra: $"""<Relationship Id="r9" Type="x/externalLink" Target="{outside}" TargetMode="External"/>"""))).ShouldBe("[Vùng 1]\n1");
        Shown(ReadDocument.Tables(Archives.Document(Paragraph("a"),
            ("word/_rels/document.xml.rels", $"""<Relationships><Relationship Id="r1" Type="x/attachedTemplate" Target="{outside}" TargetMode="External"/></Relationships>""")))).ShouldBe("[a]\n");
        listener.Pending().ShouldBeFalse();
    }

    [Fact]
    public void A_file_damaged_anywhere_is_read_or_refused_and_nothing_else()
    {
        byte[][] whole =
        [
            Archives.Workbook("""<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1"><v>2497366.81</v></c></row>""", "<si><t>Điểm</t></si>").ToArray(),
            Archives.Document(Paragraph("a") + $"<w:tbl><w:tr>{Cell("1")}{Cell("2", "<w:gridSpan w:val=\"2\"/>")}</w:tr></w:tbl>").ToArray(),
        ];
        var random = new Random(15);
        for (var turn = 0; turn < 3_000; turn++)
        {
            var bytes = (byte[])whole[turn % 2].Clone();
            for (var at = 0; at <= turn % 4; at++)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }
            var length = turn % 7 == 0 ? random.Next(bytes.Length) : bytes.Length;
            foreach (var read in (Func<Stream, DocumentLimits?, CancellationToken, IReadOnlyList<TableText>>[])[ReadWorkbook.Tables, ReadDocument.Tables, ReadCsv.Tables])
            {
                try
                {
                    read(new MemoryStream(bytes, 0, length), Small, TestContext.Current.CancellationToken);
                }
                catch (DocumentException)
                {
                    // Refused.
                }
            }
        }
    }
}
