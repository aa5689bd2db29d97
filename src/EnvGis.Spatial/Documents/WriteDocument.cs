using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;

namespace EnvGis.Spatial.Documents;

/// <summary>
/// An annex as a text document in the layout of Nghị định 30/2020/NĐ-CP, Phụ lục I: A4 upright, margins 20, 15, 20 and 30 mm, Times New Roman 13 to 14, the page's number in the middle of the upper
/// margin from the second page on. A table for each ring, whose head stands again on each page.
/// </summary>
public static class WriteDocument
{
    // Twentieths of a point; half points.
    const int Top = 1134, Left = 1701, Right = 850;
    const string Thirteen = "26", Fourteen = "28";

    /// <summary>The file.</summary>
    /// <param name="annex">What it holds.</param>
    public static byte[] Of(AnnexDocument annex)
    {
        using var memory = new MemoryStream();
        using (var document = WordprocessingDocument.Create(memory, WordprocessingDocumentType.Document))
        {
            var main = document.AddMainDocumentPart();
            main.AddNewPart<StyleDefinitionsPart>().Styles = new(new DocDefaults(
                new RunPropertiesDefault(new RunPropertiesBaseStyle(
                    new RunFonts { Ascii = "Times New Roman", HighAnsi = "Times New Roman", ComplexScript = "Times New Roman", EastAsia = "Times New Roman" },
                    new FontSize { Val = Thirteen }, new Languages { Val = "vi-VN" })),
                new ParagraphPropertiesDefault(new ParagraphPropertiesBaseStyle(new SpacingBetweenLines { After = "0" }))));
            var header = main.AddNewPart<HeaderPart>();
            header.Header = new(new Paragraph(new ParagraphProperties(new Justification { Val = JustificationValues.Center }), new SimpleField { Instruction = " PAGE " }));
            var empty = main.AddNewPart<HeaderPart>();
            empty.Header = new(new Paragraph());
            var body = new Body(
                Line(AnnexDocument.Heading, Fourteen, bold: true), Line(annex.PrintedTitle, Fourteen, bold: true), Line(annex.PrintedCaption, Thirteen, italic: true));
            for (var zone = 0; zone < annex.Zones.Length; zone++)
            {
                Append(body, annex, zone);
            }
            body.Append(new SectionProperties(
                new HeaderReference { Type = HeaderFooterValues.Default, Id = main.GetIdOfPart(header) },
                new HeaderReference { Type = HeaderFooterValues.First, Id = main.GetIdOfPart(empty) },
                new PageSize { Width = 11906, Height = 16838 },
                new PageMargin { Top = Top, Bottom = Top, Left = Left, Right = Right, Header = 567, Footer = 567, Gutter = 0 },
                new TitlePage()));
            main.Document = new(body);
        }
        return memory.ToArray();
    }

    static void Append(Body body, AnnexDocument annex, int zone)
    {
        var table = annex.Zones[zone];
        body.Append(Line(annex.HeadingOf(zone), Thirteen, bold: true, before: 240), Line(table.System, Thirteen));
        for (var at = 0; at < table.Rings.Length; at++)
        {
            var ring = table.Rings[at];
            body.Append(Line(ring.Label, Thirteen, bold: true, before: 120));
            var rows = new Table(
                new TableProperties(new TableWidth { Width = "5000", Type = TableWidthUnitValues.Pct }, new TableJustification { Val = TableRowAlignmentValues.Center }, Borders()),
                new TableGrid(new GridColumn { Width = "2000" }, new GridColumn { Width = "3677" }, new GridColumn { Width = "3677" }),
                new TableRow([new TableRowProperties(new CantSplit(), new TableHeader()), .. Annex.CoordinateTable.Heads.Select(head => Cell(head, bold: true))]));
            foreach (var (point, north, east) in ring.Rows)
            {
                rows.Append(new TableRow(new TableRowProperties(new CantSplit()), Cell(point), Cell(north), Cell(east)));
            }
            if (at == table.Rings.Length - 1)
            {
                rows.Append(new TableRow(new TableRowProperties(new CantSplit()), Cell(table.Area, bold: true, span: 3)));
            }
            body.Append(rows);
        }
        foreach (var line in annex.VerifyingOf(table))
        {
            body.Append(Line(line, "20", italic: true, left: true));
        }
    }

    static Paragraph Line(string text, string size, bool bold = false, bool italic = false, int before = 0, bool left = false) => new(
        new ParagraphProperties(new KeepNext(), new SpacingBetweenLines { Before = before.ToString(CultureInfo.InvariantCulture), After = "0" },
            new Justification { Val = left ? JustificationValues.Left : JustificationValues.Center }),
        Words(text, size, bold, italic));

    static TableCell Cell(string text, bool bold = false, int span = 1) => new(
        new TableCellProperties(span == 1 ? [] : [new GridSpan { Val = span }]),
        new Paragraph(new ParagraphProperties(new Justification { Val = JustificationValues.Center }), Words(text, Thirteen, bold, italic: false)));

    static Run Words(string text, string size, bool bold, bool italic)
    {
        var properties = new RunProperties();
        if (bold)
        {
            properties.Append(new Bold());
        }
        if (italic)
        {
            properties.Append(new Italic());
        }
        properties.Append(new FontSize { Val = size });
        return new(properties, new Text(Clean(text)) { Space = SpaceProcessingModeValues.Preserve });
    }

    static TableBorders Borders() => new(
        new TopBorder { Val = BorderValues.Single, Size = 4 }, new LeftBorder { Val = BorderValues.Single, Size = 4 }, new BottomBorder { Val = BorderValues.Single, Size = 4 },
        new RightBorder { Val = BorderValues.Single, Size = 4 }, new InsideHorizontalBorder { Val = BorderValues.Single, Size = 4 }, new InsideVerticalBorder { Val = BorderValues.Single, Size = 4 });

    /// <summary>A text without what XML cannot hold.</summary>
    internal static string Clean(string text) => string.Concat(text.EnumerateRunes().Select(rune => rune.Value is < 32 or 0xFFFE or 0xFFFF ? " " : rune.ToString()));
}
