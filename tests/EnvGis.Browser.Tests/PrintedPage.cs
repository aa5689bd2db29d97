using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Shouldly;

namespace EnvGis.Browser.Tests;

/// <summary>A PDF as it comes out of the browser, looked at as paper: in millimetres and colours.</summary>
sealed partial class PrintedPage : IDisposable
{
    const double MillimetresPerInch = 25.4, PointsPerInch = 72;

    readonly string file = Path.Combine(Path.GetTempPath(), $"envgis-print-{Guid.NewGuid():n}.pdf");

    /// <summary>Prints what the page shows, on the paper that its style asks for.</summary>
    public static async Task<PrintedPage> Of(OpenPage page)
    {
        var printed = new PrintedPage();
        await page.Page.PdfAsync(new() { Path = printed.file, PreferCSSPageSize = true, PrintBackground = true });
        return printed;
    }

    /// <summary>Number of pages, and width and height of the first in millimetres.</summary>
    public (int Pages, double Width, double Height) Paper()
    {
        var told = System.Text.Encoding.UTF8.GetString(Run("pdfinfo", file));
        double Number(int group) => double.Parse(Size().Match(told).Groups[group].Value, CultureInfo.InvariantCulture) / PointsPerInch * MillimetresPerInch;
        return (int.Parse(Count().Match(told).Groups[1].Value, CultureInfo.InvariantCulture), Number(1), Number(2));
    }

    /// <summary>The words on all pages, with one space between any two.</summary>
    public string Words() => string.Join(' ', System.Text.Encoding.UTF8.GetString(Run("pdftotext", file, "-")).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The middles of the patches of a colour inside a part of the first page, all in millimetres, ordered from left to right.</summary>
    public IReadOnlyList<(double X, double Y)> Patches((int Red, int Green, int Blue) colour, (double Left, double Top, double Width, double Height) part)
    {
        const int dpi = 400;
        var (width, height, pixels) = Raster(dpi, part);
        var seen = new bool[width * height];
        var found = new List<(double X, double Y)>();
        for (var start = 0; start < seen.Length; start++)
        {
            if (seen[start] || !Is(start))
            {
                continue;
            }
            var (sumX, sumY, count) = (0d, 0d, 0);
            var open = new Stack<int>([start]);
            seen[start] = true;
            while (open.TryPop(out var at))
            {
                var (x, y) = (at % width, at / width);
                (sumX, sumY, count) = (sumX + x + 0.5, sumY + y + 0.5, count + 1);
                foreach (var next in (ReadOnlySpan<int>)[x > 0 ? at - 1 : at, x < width - 1 ? at + 1 : at, y > 0 ? at - width : at, y < height - 1 ? at + width : at])
                {
                    if (!seen[next] && Is(next))
                    {
                        seen[next] = true;
                        open.Push(next);
                    }
                }
            }
            // A symbol has some hundred pixels; a few are the rim of something else.
            if (count > 100)
            {
                found.Add((part.Left + sumX / count / dpi * MillimetresPerInch, part.Top + sumY / count / dpi * MillimetresPerInch));
            }
        }
        return [.. found.OrderBy(patch => patch.X)];

        bool Is(int at) => Math.Abs(pixels[3 * at] - colour.Red) < 12 && Math.Abs(pixels[3 * at + 1] - colour.Green) < 12 && Math.Abs(pixels[3 * at + 2] - colour.Blue) < 12;
    }

    /// <summary>How wide the dark of one row of the first page is, from its first to its last dark pixel, in millimetres.</summary>
    public double DarkWidth((double Left, double Top, double Width, double Height) part)
    {
        const int dpi = 1200, dark = 128;
        var (width, height, pixels) = Raster(dpi, part);
        var row = Enumerable.Range(0, width).Where(x => pixels[3 * (height / 2 * width + x)] < dark).ToList();
        row.ShouldNotBeEmpty();
        return (row[^1] - row[0] + 1) / (double)dpi * MillimetresPerInch;
    }

    public void Dispose() => File.Delete(file);

    (int Width, int Height, byte[] Pixels) Raster(int dpi, (double Left, double Top, double Width, double Height) part)
    {
        string Pixels(double millimetres) => Math.Round(millimetres / MillimetresPerInch * dpi).ToString(CultureInfo.InvariantCulture);
        var ppm = Run("pdftoppm", "-f", "1", "-l", "1", "-r", dpi.ToString(CultureInfo.InvariantCulture),
            "-x", Pixels(part.Left), "-y", Pixels(part.Top), "-W", Pixels(part.Width), "-H", Pixels(part.Height), file);
        // P6, width, height, 255, one white space, then the bytes.
        var header = Header().Match(System.Text.Encoding.ASCII.GetString(ppm, 0, Math.Min(64, ppm.Length)));
        header.Success.ShouldBeTrue();
        return (int.Parse(header.Groups[1].Value, CultureInfo.InvariantCulture), int.Parse(header.Groups[2].Value, CultureInfo.InvariantCulture), ppm[header.Length..]);
    }

    static byte[] Run(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true })
            ?? throw new InvalidOperationException($"{program} is missing: apt-get install poppler-utils.");
        using var output = new MemoryStream();
        process.StandardOutput.BaseStream.CopyTo(output);
        process.WaitForExit();
        process.ExitCode.ShouldBe(0, program);
        return output.ToArray();
    }

    [GeneratedRegex(@"Page size:\s+([\d.]+) x ([\d.]+) pts")]
    private static partial Regex Size();

    [GeneratedRegex(@"Pages:\s+(\d+)")]
    private static partial Regex Count();

    [GeneratedRegex(@"^P6\s+(\d+)\s+(\d+)\s+255\s")]
    private static partial Regex Header();
}
