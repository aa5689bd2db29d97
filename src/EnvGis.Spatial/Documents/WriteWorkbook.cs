using System.Globalization;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Spreadsheet;

namespace EnvGis.Spatial.Documents;

/// <summary>
/// An annex as a workbook, a sheet for each zone. Coordinates are numbers, written digit by digit with a decimal point whatever the machine's culture is, and shown with the decimals of the annex; the
/// spreadsheet puts the comma of whoever opens it.
/// </summary>
public static class WriteWorkbook
{
    const uint Plain = 0, Bold = 1, Head = 2, Cell = 3, Two = 4, Three = 5;

    /// <summary>The file.</summary>
    /// <param name="annex">What it holds.</param>
    public static byte[] Of(AnnexDocument annex)
    {
        using var memory = new MemoryStream();
        using (var document = SpreadsheetDocument.Create(memory, SpreadsheetDocumentType.Workbook))
        {
            var workbook = document.AddWorkbookPart();
            workbook.AddNewPart<WorkbookStylesPart>().Stylesheet = Styles();
            var sheets = new Sheets();
            for (var zone = 0; zone < annex.Zones.Length; zone++)
            {
                var sheet = workbook.AddNewPart<WorksheetPart>();
                Write(sheet, annex, zone);
                sheets.Append(new Sheet
                {
                    Id = workbook.GetIdOfPart(sheet), SheetId = (uint)zone + 1,
                    Name = annex.Zones.Length == 1 ? "Tọa độ" : string.Create(CultureInfo.InvariantCulture, $"Khu vực {zone + 1}"),
                });
            }
            workbook.Workbook = new Workbook(sheets);
        }
        return memory.ToArray();
    }

    static void Write(WorksheetPart sheet, AnnexDocument annex, int zone)
    {
        var table = annex.Zones[zone];
        var number = table.Shape.Lattice.Decimals == 2 ? Two : Three;
        using var writer = OpenXmlWriter.Create(sheet);
        writer.WriteStartElement(new Worksheet());
        writer.WriteElement(new Columns(new Column { Min = 1, Max = 1, Width = 14, CustomWidth = true }, new Column { Min = 2, Max = 3, Width = 18, CustomWidth = true }));
        writer.WriteStartElement(new SheetData());
        Line(AnnexDocument.Heading, Bold);
        Line(annex.PrintedTitle, Bold);
        Line(annex.PrintedCaption, Plain);
        Line("", Plain);
        Line(annex.HeadingOf(zone), Bold);
        foreach (var line in annex.VerifyingOf(table))
        {
            Line(line, Plain);
        }
        Line(table.System, Plain);
        foreach (var ring in table.Rings)
        {
            Line(ring.Label, Bold);
            writer.WriteStartElement(new Row());
            foreach (var head in Annex.CoordinateTable.Heads)
            {
                Text(head, Head);
            }
            writer.WriteEndElement();
            foreach (var (point, north, east) in ring.Rows)
            {
                writer.WriteStartElement(new Row());
                Number(point, Cell);
                Number(north.Replace(',', '.'), number);
                Number(east.Replace(',', '.'), number);
                writer.WriteEndElement();
            }
        }
        Line(table.Area, Bold);
        writer.WriteEndElement();
        writer.WriteEndElement();

        void Line(string text, uint style)
        {
            writer.WriteStartElement(new Row());
            if (text.Length > 0)
            {
                Text(text, style);
            }
            writer.WriteEndElement();
        }

        void Text(string text, uint style) => writer.WriteElement(new Cell(new InlineString(new Text(WriteDocument.Clean(text)) { Space = SpaceProcessingModeValues.Preserve }))
        {
            DataType = CellValues.InlineString, StyleIndex = style,
        });

        void Number(string digits, uint style) => writer.WriteElement(new Cell(new CellValue(digits)) { StyleIndex = style });
    }

    static Stylesheet Styles()
    {
        var line = () => new Border(new LeftBorder(new Color { Indexed = 64 }) { Style = BorderStyleValues.Thin }, new RightBorder(new Color { Indexed = 64 }) { Style = BorderStyleValues.Thin },
            new TopBorder(new Color { Indexed = 64 }) { Style = BorderStyleValues.Thin }, new BottomBorder(new Color { Indexed = 64 }) { Style = BorderStyleValues.Thin }, new DiagonalBorder());
        var font = (bool bold) => bold ? new Font(new Bold(), new FontSize { Val = 13 }, new FontName { Val = "Times New Roman" })
            : new Font(new FontSize { Val = 13 }, new FontName { Val = "Times New Roman" });
        var format = (uint font, uint border, uint number) => new CellFormat
        {
            FontId = font, FillId = 0, BorderId = border, NumberFormatId = number, FormatId = 0, ApplyFont = true, ApplyBorder = true, ApplyNumberFormat = true,
        };
        return new(
            new NumberingFormats(new NumberingFormat { NumberFormatId = 164, FormatCode = "0.000" }) { Count = 1 },
            new Fonts(font(false), font(true)) { Count = 2 },
            new Fills(new Fill(new PatternFill { PatternType = PatternValues.None }), new Fill(new PatternFill { PatternType = PatternValues.Gray125 })) { Count = 2 },
            new Borders(new Border(new LeftBorder(), new RightBorder(), new TopBorder(), new BottomBorder(), new DiagonalBorder()), line()) { Count = 2 },
            new CellStyleFormats(new CellFormat()) { Count = 1 },
            new CellFormats(format(0, 0, 0), format(1, 0, 0), format(1, 1, 0), format(0, 1, 1), format(0, 1, 2), format(0, 1, 164)) { Count = 6 });
    }
}
