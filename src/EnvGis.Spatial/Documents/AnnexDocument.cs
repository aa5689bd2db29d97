using System.Collections.Immutable;
using EnvGis.Spatial.Annex;

namespace EnvGis.Spatial.Documents;

/// <summary>An annex with the coordinate tables of one zone or several, before it has a format.</summary>
/// <param name="Title">What stands in capitals below «Phụ lục».</param>
/// <param name="Caption">In brackets below the title; null leaves numbers and day open, as an electronic document has them (Nghị định 30/2020/NĐ-CP, Phụ lục I).</param>
/// <param name="Zones">At least one.</param>
/// <param name="Verification">Where the content of a zone can be verified, by its hash; null where nobody can.</param>
public sealed record AnnexDocument(string Title, string? Caption, ImmutableArray<CoordinateTable> Zones, Func<string, string>? Verification = null)
{
    /// <summary>The caption of a document whose number and day are not known yet.</summary>
    public const string OpenCaption = "(Kèm theo Quyết định số        /QĐ-UBND ngày     tháng     năm      của Ủy ban nhân dân tỉnh)";

    /// <summary>What stands above all tables.</summary>
    public const string Heading = "Phụ lục";

    /// <summary>The caption as it is printed.</summary>
    public string PrintedCaption => Caption is null ? OpenCaption : $"({Caption})";

    /// <summary>The title as it is printed.</summary>
    public string PrintedTitle => Title.ToUpperInvariant();

    /// <summary>The line that begins a zone: <c>Khu vực 2: …</c>, without a number where there is one only.</summary>
    internal string HeadingOf(int zone) => Zones.Length == 1 ? $"{ReadAnnex.Zone}: {Zones[zone].Name}" : FormattableString.Invariant($"{ReadAnnex.Zone} {zone + 1}: {Zones[zone].Name}");

    /// <summary>The lines that let somebody verify a zone.</summary>
    internal IEnumerable<string> VerifyingOf(CoordinateTable zone) =>
        Verification is null ? [$"Mã nội dung: {zone.ContentHash}"] : [$"Mã nội dung: {zone.ContentHash}", $"Kiểm tra tại: {Verification(zone.ContentHash)}"];
}
