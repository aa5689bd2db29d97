using EnvGis.Spatial.Annex;
using EnvGis.Spatial.Documents;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EnvGis.Http;

/// <summary>An annex as a file: which formats there are, and how one is answered with.</summary>
public static class AnnexFile
{
    /// <summary>Most corners of an annex on paper: 40 of them are a page, and who prints more wants the table.</summary>
    public const int MostCornersOnPaper = 20_000;

    /// <summary>The end of the address.</summary>
    public static readonly Parameter Format = new("format", "Định dạng", "Format") { Values = ["xlsx", "docx", "csv", "pdf"], Required = true, Example = "xlsx" };

    /// <summary>Whether rings are closed on paper.</summary>
    public static readonly Parameter RepeatFirst = new("repeatFirst", "Lặp lại điểm đầu ở cuối mỗi vòng", "Whether each ring's first point stands again at its end", "boolean") { Default = "false" };

    /// <summary>Whether a text is one of the formats.</summary>
    public static bool Has(string format) => Format.Values.Contains(format, StringComparer.Ordinal);

    /// <summary>A table as the request wants it.</summary>
    /// <param name="name">What the place is called.</param>
    /// <param name="shape">Its corners.</param>
    /// <param name="query">With <see cref="RepeatFirst"/>.</param>
    public static CoordinateTable Table(string name, AnnexShape shape, QueryParameters query) => new(name, shape, query.Boolean(RepeatFirst.Name) ?? false);

    /// <summary>Where the content of an annex is verified: below the address that the service is reached by, which its configuration says and no caller.</summary>
    public static Func<string, string> Verification(HttpRequest request)
    {
        var root = Link.Root(request);
        return hash => $"{root}/annexes/{hash}";
    }

    /// <summary>The file.</summary>
    /// <param name="format">One of <see cref="Format"/>.</param>
    /// <param name="annex">What it holds.</param>
    /// <param name="name">Of the file, without its end.</param>
    /// <param name="around">What a map sheet shows beside the zones; asked for paper alone.</param>
    public static async Task<Results<FileContentHttpResult, Refusal>> AnswerAsync(
        string format, AnnexDocument annex, string name, Func<IReadOnlyList<EnvGis.Spatial.Crs.Extent>, Task<IReadOnlyList<MapPlace>>> around, CancellationToken cancellationToken)
    {
        if (format == "pdf" && annex.Zones.Sum(zone => zone.Shape.CornerCount) > MostCornersOnPaper)
        {
            return Problems.TooLongForPaper(MostCornersOnPaper);
        }
        if (format == "pdf" && !SystemFonts.AreThere)
        {
            return Problems.NoFont();
        }
        var (bytes, type) = format switch
        {
            "xlsx" => (WriteWorkbook.Of(annex), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
            "docx" => (WriteDocument.Of(annex), "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
            "csv" => (WriteCsv.Of(annex), "text/csv; charset=utf-8"),
            _ => (WritePdf.Of(annex, await around(WritePdf.Sheets(annex)), cancellationToken), "application/pdf"),
        };
        return TypedResults.File(bytes, type, $"{name}.{format}");
    }
}
