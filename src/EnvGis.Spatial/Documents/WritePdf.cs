using EnvGis.Spatial.Annex;
using EnvGis.Spatial.Crs;
using PdfSharp.Drawing;
using PdfSharp.Pdf;

namespace EnvGis.Spatial.Documents;

/// <summary>
/// An annex to be printed and signed: A4 upright in the layout of Nghị định 30/2020/NĐ-CP, Phụ lục I, with a code beside each zone that leads to where its content is verified, and a map sheet for
/// each grid. Everything is in it before it is signed: a change afterwards would void the signature.
/// </summary>
public static class WritePdf
{
    /// <summary>The file.</summary>
    /// <param name="annex">What it holds.</param>
    /// <param name="around">Places to show on the map sheets, such as communes; those that lie elsewhere are not seen.</param>
    /// <param name="cancellationToken">Ends the writing.</param>
    /// <exception cref="DocumentException"><c>no-font</c>: see <see cref="SystemFonts"/>.</exception>
    public static byte[] Of(AnnexDocument annex, IReadOnlyList<MapPlace>? around = null, CancellationToken cancellationToken = default)
    {
        SystemFonts.Use();
        using var document = new PdfDocument();
        document.Info.Title = annex.PrintedTitle.Normalize();
        document.Info.Creator = "EnvGis";
        using (var pages = new PdfPages(document))
        {
            pages.Centred(AnnexDocument.Heading, 14, XFontStyleEx.Bold);
            pages.Centred(annex.PrintedTitle, 14, XFontStyleEx.Bold);
            pages.Centred(annex.PrintedCaption, 13, XFontStyleEx.Italic);
            for (var zone = 0; zone < annex.Zones.Length; zone++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Zone(pages, annex, zone);
            }
            foreach (var grid in annex.Zones.GroupBy(zone => zone.Shape.Lattice.Zone))
            {
                cancellationToken.ThrowIfCancellationRequested();
                pages.Begin();
                pages.Centred("Sơ đồ vị trí và ranh giới", 14, XFontStyleEx.Bold);
                new MapSheet([.. grid]).Draw(pages.Page, around ?? [], PdfPages.Font);
            }
        }
        using var memory = new MemoryStream();
        document.Save(memory, closeStream: false);
        return memory.ToArray();
    }

    /// <summary>What the map sheets of an annex show: west, south, east and north of each, degrees of WGS 84.</summary>
    /// <param name="annex">What it holds.</param>
    public static IReadOnlyList<Extent> Sheets(AnnexDocument annex) => [.. annex.Zones.GroupBy(zone => zone.Shape.Lattice.Zone).Select(grid => new MapSheet([.. grid]).Extent)];

    static void Zone(PdfPages pages, AnnexDocument annex, int zone)
    {
        var table = annex.Zones[zone];
        pages.Skip(10);
        pages.Keep(PdfPages.CodeSide + 6 * PdfPages.Row);
        pages.Centred(annex.HeadingOf(zone), 13, XFontStyleEx.Bold);
        if (annex.Verification is { } verification)
        {
            pages.Code(verification(table.ContentHash));
        }
        foreach (var line in annex.VerifyingOf(table))
        {
            pages.Broken(line, 8);
        }
        pages.AfterCode();
        pages.Centred(table.System, 13, XFontStyleEx.Regular);
        for (var at = 0; at < table.Rings.Length; at++)
        {
            var ring = table.Rings[at];
            pages.Skip(4);
            pages.Keep(4 * PdfPages.Row);
            pages.Centred(ring.Label, 13, XFontStyleEx.Bold);
            pages.Cells(XFontStyleEx.Bold, [.. CoordinateTable.Heads]);
            foreach (var (point, north, east) in ring.Rows)
            {
                if (!pages.Has(PdfPages.Row))
                {
                    pages.Begin();
                    pages.Cells(XFontStyleEx.Bold, [.. CoordinateTable.Heads]);
                }
                pages.Cells(XFontStyleEx.Regular, point, north, east);
            }
        }
        pages.Keep(PdfPages.Row);
        pages.Cells(XFontStyleEx.Bold, table.Area);
    }
}
