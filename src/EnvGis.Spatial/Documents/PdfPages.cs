using System.Globalization;
using PdfSharp;
using PdfSharp.Drawing;
using PdfSharp.Pdf;
using QRCoder;

namespace EnvGis.Spatial.Documents;

/// <summary>Pages as they fill from above.</summary>
sealed class PdfPages : IDisposable
{
    // Points.
    const double Left = 85, Right = 43, Top = 57, Bottom = 57, Width = 595.28, Height = 841.89;

    /// <summary>Heights of a row and of a code of an address, points.</summary>
    public const double Row = 19, CodeSide = 85;

    static readonly double[] Columns = [0, 0.24, 0.62, 1];

    readonly PdfDocument document;
    double y, afterCode;

    public PdfPages(PdfDocument document)
    {
        this.document = document;
        Page = null!;
        Begin();
    }

    public XGraphics Page { get; private set; }

    public static XFont Font(double size, XFontStyleEx style) => new(SystemFonts.Family, size, style, new XPdfFontOptions(PdfFontEncoding.Unicode));

    public void Begin()
    {
        Page?.Dispose();
        var page = document.AddPage();
        (page.Size, page.Orientation) = (PageSize.A4, PageOrientation.Portrait);
        Page = XGraphics.FromPdfPage(page);
        (y, afterCode) = (Top, 0);
        if (document.PageCount > 1)
        {
            Page.DrawString(
                document.PageCount.ToString(CultureInfo.InvariantCulture), Kept(13, XFontStyleEx.Regular), XBrushes.Black,
                new XPoint((Left + Width - Right) / 2, 36), XStringFormats.BaseLineCenter);
        }
    }

    public bool Has(double height) => y + height <= Height - Bottom;

    public void Keep(double height)
    {
        if (!Has(height))
        {
            Begin();
        }
    }

    public void Skip(double height) => y += height;

    public void Centred(string text, double size, XFontStyleEx style)
    {
        var font = Kept(size, style);
        foreach (var line in Wrapped(text, font, Width - Left - Right))
        {
            Keep(size * 1.4);
            y += size * 1.4;
            Page.DrawString(line, font, XBrushes.Black, new XPoint((Left + Width - Right) / 2, y - size * 0.35), XStringFormats.BaseLineCenter);
        }
    }

    /// <summary>A small line that is broken wherever it must be, for what has no blanks.</summary>
    public void Broken(string text, double size)
    {
        var font = Kept(size, XFontStyleEx.Italic);
        foreach (var line in Wrapped(text, font, Width - Left - Right - CodeSide - 8))
        {
            y += size * 1.4;
            Page.DrawString(line, font, XBrushes.Black, Left, y);
        }
    }

    /// <summary>Lines from the left, further in by so many points, beside a code where one stands.</summary>
    public void Paragraph(string text, double size, XFontStyleEx style, double indent = 0)
    {
        var font = Kept(size, style);
        foreach (var line in Wrapped(text, font, Width - Left - Right - indent - (y < afterCode ? CodeSide + 8 : 0)))
        {
            Keep(size * 1.4);
            y += size * 1.4;
            Page.DrawString(line, font, XBrushes.Black, Left + indent, y - size * 0.35);
        }
    }

    /// <summary>A code of an address at the right; what follows stands beside it up to <see cref="AfterCode"/>.</summary>
    public void Code(string address)
    {
        using var made = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M);
        var (modules, from) = (made.ModuleMatrix, Width - Right - CodeSide);
        var side = CodeSide / modules.Count;
        afterCode = y + CodeSide + 4;
        for (var row = 0; row < modules.Count; row++)
        {
            for (var column = 0; column < modules.Count; column++)
            {
                if (modules[row][column])
                {
                    // A hair wider, so that no light shows between two.
                    Page.DrawRectangle(XBrushes.Black, from + column * side, y + row * side, side + 0.05, side + 0.05);
                }
            }
        }
    }

    public void AfterCode() => y = Math.Max(y, afterCode);

    /// <summary>A row of three cells, or of one across all.</summary>
    public void Cells(XFontStyleEx style, params string[] texts)
    {
        var (font, pen, width) = (Kept(13, style), new XPen(XColors.Black, 0.5), Width - Left - Right);
        for (var at = 0; at < texts.Length; at++)
        {
            var from = Left + (texts.Length == 1 ? 0 : Columns[at]) * width;
            var to = Left + (texts.Length == 1 ? 1 : Columns[at + 1]) * width;
            Page.DrawRectangle(pen, from, y, to - from, Row);
            Page.DrawString(texts[at], font, XBrushes.Black, new XRect(from, y, to - from, Row), XStringFormats.Center);
        }
        y += Row;
    }

    public void Dispose() => Page.Dispose();

    XFont Kept(double size, XFontStyleEx style) => kept.TryGetValue((size, style), out var font) ? font : kept[(size, style)] = Font(size, style);

    readonly Dictionary<(double, XFontStyleEx), XFont> kept = [];

    IEnumerable<string> Wrapped(string text, XFont font, double width)
    {
        var line = "";
        foreach (var word in text.Normalize().Split(' '))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (Page.MeasureString(longer, font).Width <= width)
            {
                line = longer;
                continue;
            }
            if (line.Length > 0)
            {
                yield return line;
            }
            line = word;
            while (Page.MeasureString(line, font).Width > width && line.Length > 1)
            {
                var fits = line.Length - 1;
                while (fits > 1 && Page.MeasureString(line[..fits], font).Width > width)
                {
                    fits--;
                }
                yield return line[..fits];
                line = line[fits..];
            }
        }
        yield return line;
    }
}
