using System.Globalization;
using System.Text.RegularExpressions;
using EnvGis.Spatial.Annex;
using EnvGis.Spatial.Vn2000;

namespace EnvGis.Spatial.Documents;

/// <summary>Reads back what <see cref="AnnexDocument"/> was written as, in any of its formats, corner by corner; what is not of that form is refused and never guessed at.</summary>
public static partial class ReadAnnex
{
    internal const string Zone = "Khu vực";

    /// <summary>The zones with their shapes, in the order of the document.</summary>
    /// <param name="tables">As <see cref="ReadWorkbook"/>, <see cref="ReadDocument"/> or <see cref="ReadCsv"/> gives them.</param>
    /// <param name="accuracyM">Accuracy in metres that the borders get; the annex does not say it.</param>
    /// <returns>Shapes equal to the printed ones by <see cref="AnnexShape.ContentHash"/>; every border is of the annex.</returns>
    /// <exception cref="AnnexException"><c>not-an-annex</c>: the tables are not of our form; <c>altered</c>: their corners are not those of the hash that stands beside them;
    /// or what <see cref="AnnexShape"/> refuses.</exception>
    public static IReadOnlyList<(string Name, AnnexShape Shape)> Zones(IEnumerable<TableText> tables, double accuracyM = 0) =>
        Zones(tables.SelectMany(table => (table.Before?.Split('\n') ?? []).Select(line => (IReadOnlyList<string>)[line]).Concat(table.Rows)), accuracyM);

    /// <summary>The same of the text that <c>pdftotext -layout</c> makes of a PDF: columns are what two blanks or more part.</summary>
    /// <param name="text">The text; pages end with a form feed.</param>
    /// <param name="accuracyM">As above.</param>
    /// <exception cref="AnnexException">As above.</exception>
    public static IReadOnlyList<(string Name, AnnexShape Shape)> Zones(string text, double accuracyM = 0) =>
        Zones(text.Split('\n', '\f').Select(line => (IReadOnlyList<string>)Columns().Split(line.Trim())), accuracyM);

    /// <summary>The coordinate tables in the text of a PDF of ours, without what else stands on its pages: the sheet of the map, its grid's numbers, the address of its code.</summary>
    /// <param name="text">As above.</param>
    /// <exception cref="AnnexException">As above.</exception>
    public static TableText Table(string text)
    {
        Demand(Zones(text).Count > 0, "The text has no zones.");
        return new(null, [.. text.Split('\n', '\f').Select(line => (IReadOnlyList<string>)Columns().Split(line.Trim())).Where(cells => cells switch
        {
            [var point, var north, var east] => Number().IsMatch(point) && Metres().IsMatch(north.Replace(',', '.')) && Metres().IsMatch(east.Replace(',', '.')),
            [var only] => Named().IsMatch(only) || System().IsMatch(only) || Label().IsMatch(only) || Area().IsMatch(only),
            _ => false,
        })]);
    }

    static List<(string Name, AnnexShape Shape)> Zones(IEnumerable<IReadOnlyList<string>> lines, double accuracyM)
    {
        var zones = new List<(string Name, AnnexShape Shape)>();
        var (name, hash, grid, lattice) = ((string?)null, (string?)null, (Vn2000Zone?)null, (Lattice?)null);
        var parts = new List<List<List<Corner>>>();
        List<Corner>? ring = null;
        foreach (var line in lines)
        {
            var cells = line.Where(cell => cell.Length > 0).ToArray();
            switch (cells)
            {
                case [var point, var north, var east] when ring is not null && Number().IsMatch(point):
                    Add(point, Coordinate(north), Coordinate(east));
                    break;
                case [var text] when Named().Match(text) is { Success: true } named && grid is null:
                    name = named.Groups["name"].Value;
                    break;
                // Before the corners, or of a text document behind them.
                case [var text] when Content().Match(text) is { Success: true } content && grid is null:
                    hash = content.Groups["hash"].Value;
                    if (name is null)
                    {
                        DemandHash(zones.LastOrDefault().Shape);
                    }
                    break;
                case [var text] when System().Match(text) is { Success: true } system:
                    Demand(grid is null && Meridian.TryParse(system.Groups["meridian"].Value, out var meridian, out _)
                        && (grid = Vn2000Zone.Find(meridian, int.Parse(system.Groups["width"].Value, CultureInfo.InvariantCulture))) is not null, "The meridian is none of VN-2000.");
                    break;
                case [var text] when Label().Match(text) is { Success: true } label && grid is not null:
                    Begin(label);
                    break;
                case [var text] when Area().Match(text) is { Success: true } area && grid is not null:
                    End(area.Groups["hectares"].Value);
                    break;
            }
        }
        Demand(grid is null && zones.Count > 0, "The tables do not end with an area.");
        return zones;

        void Begin(Match label)
        {
            var part = label.Groups["part"] is { Success: true, Value: var digits } ? int.Parse(digits, CultureInfo.InvariantCulture) : 1;
            var hole = label.Groups["hole"] is { Success: true, Value: var number } ? int.Parse(number, CultureInfo.InvariantCulture) : 0;
            if (hole == 0)
            {
                parts.Add([]);
            }
            // The head of a ring that goes on on the next page stands there again.
            Demand(part == parts.Count && parts.Count > 0 && hole == parts[^1].Count, "The rings are out of order.");
            parts[^1].Add(ring = []);
        }

        void Add(string point, (long Units, int Decimals) north, (long Units, int Decimals) east)
        {
            lattice ??= north.Decimals is 2 or 3 ? new Lattice(grid!, north.Decimals) : null;
            Demand(lattice is not null && north.Decimals == lattice.Decimals && east.Decimals == lattice.Decimals, "The numbers do not all have the same two or three decimals.");
            var corner = new Corner(east.Units, north.Units);
            var isFirst = point == "1" && ring!.Count > 0;
            Demand(isFirst ? ring![0] == corner : point == (ring!.Count + 1).ToString(CultureInfo.InvariantCulture), "The corners are out of order.");
            if (!isFirst)
            {
                ring!.Add(corner);
            }
        }

        void End(string hectares)
        {
            Demand(lattice is not null, "A zone has no corners.");
            var shape = new AnnexShape(lattice!, [.. parts.Select(rings => new AnnexPart([.. rings.Select(corners => AnnexRing.Of(corners, StretchOrigin.Annex, accuracyM))]))]);
            Demand(CoordinateTable.HectaresOf(shape) == hectares, "The area is not that of the corners.");
            DemandHash(shape);
            zones.Add((name ?? "", shape));
            (name, grid, lattice, ring, parts) = (null, null, null, null, []);
        }

        void DemandHash(AnnexShape? shape)
        {
            if (shape is not null && hash is not null && shape.ContentHash() != hash)
            {
                throw new AnnexException("altered", "", "The corners are not those that the file was written with.");
            }
            hash = null;
        }
    }

    static (long Units, int Decimals) Coordinate(string text)
    {
        var plain = text.Replace(',', '.');
        var point = plain.IndexOf('.', StringComparison.Ordinal);
        Demand(Metres().IsMatch(plain), "A corner has no coordinates.");
        return (long.Parse(plain.Remove(point, 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture), plain.Length - point - 1);
    }

    static void Demand(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new AnnexException("not-an-annex", "", otherwise);
        }
    }

    [GeneratedRegex(@"^Khu vực( [0-9]{1,6})?: (?<name>.*)\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Named();

    [GeneratedRegex(@"^Hệ tọa độ VN-2000, kinh tuyến trục (?<meridian>[0-9]{3}°[0-9]{2}'), múi chiếu (?<width>[36])°\z")]
    private static partial Regex System();

    [GeneratedRegex(@"^(Phần (?<part>[0-9]{1,6}) – )?(Ranh ngoài|Lỗ (?<hole>[0-9]{1,6}))\z", RegexOptions.ExplicitCapture)]
    private static partial Regex Label();

    [GeneratedRegex(@"^Diện tích: (?<hectares>[0-9.,]{1,40}) ha\z")]
    private static partial Regex Area();

    [GeneratedRegex(@"^Mã nội dung: (?<hash>[0-9a-f]{64})\z")]
    private static partial Regex Content();

    [GeneratedRegex(@"^[0-9]{1,6}\z")]
    private static partial Regex Number();

    [GeneratedRegex(@"^-?[0-9]{1,8}\.[0-9]{2,3}\z")]
    private static partial Regex Metres();

    [GeneratedRegex(@"\s{2,}")]
    private static partial Regex Columns();
}
