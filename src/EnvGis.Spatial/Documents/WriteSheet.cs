using PdfSharp.Drawing;
using PdfSharp.Pdf;

namespace EnvGis.Spatial.Documents;

/// <summary>A line of a sheet.</summary>
/// <param name="Kind">How it stands there.</param>
/// <param name="Text">Broken where the page ends.</param>
public readonly record struct SheetLine(SheetLineKind Kind, string Text);

/// <summary>How a line of a sheet stands there.</summary>
public enum SheetLineKind
{
    /// <summary>Above what follows.</summary>
    Heading,

    /// <summary>The same, of what is not torn apart by the end of a page: by what the sheet is checked.</summary>
    Closing,

    /// <summary>A sentence that is looked for.</summary>
    Strong,

    /// <summary>A sentence.</summary>
    Plain,

    /// <summary>Below a sentence, further in.</summary>
    Detail,

    /// <summary>Small.</summary>
    Note,
}

/// <summary>
/// An answer on paper: A4, a title, sentences, and the address at which it is asked again, as words and as a code for a camera. Margins and type of Nghị định 30/2020/NĐ-CP, phụ lục I.
/// </summary>
public static class WriteSheet
{
    /// <summary>The file.</summary>
    /// <param name="title">Above all.</param>
    /// <param name="address">That the code holds.</param>
    /// <param name="lines">As they follow one another.</param>
    /// <exception cref="DocumentException"><c>no-font</c>: see <see cref="SystemFonts"/>.</exception>
    public static byte[] Of(string title, string address, IReadOnlyList<SheetLine> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        SystemFonts.Use();
        using var document = new PdfDocument();
        document.Info.Title = title.Normalize();
        document.Info.Creator = "EnvGis";
        using (var pages = new PdfPages(document))
        {
            pages.Centred(title, 14, XFontStyleEx.Bold);
            pages.Skip(8);
            pages.Code(address);
            foreach (var (kind, text) in lines)
            {
                switch (kind)
                {
                    case SheetLineKind.Heading or SheetLineKind.Closing:
                        pages.Skip(8);
                        // Not alone at the end of a page.
                        pages.Keep(kind == SheetLineKind.Closing ? 200 : 60);
                        pages.Paragraph(text, 13, XFontStyleEx.Bold);
                        break;
                    case SheetLineKind.Strong:
                        pages.Skip(5);
                        pages.Keep(40);
                        pages.Paragraph(text, 12, XFontStyleEx.Bold);
                        break;
                    case SheetLineKind.Plain:
                        pages.Paragraph(text, 12, XFontStyleEx.Regular);
                        break;
                    case SheetLineKind.Detail:
                        pages.Paragraph(text, 11, XFontStyleEx.Regular, 12);
                        break;
                    default:
                        pages.Paragraph(text, 9, XFontStyleEx.Italic);
                        break;
                }
            }
        }
        using var memory = new MemoryStream();
        document.Save(memory, closeStream: false);
        return memory.ToArray();
    }
}
