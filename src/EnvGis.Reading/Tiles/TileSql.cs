using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using EnvGis.Layers;
using EnvGis.Spatial.Tiling;

namespace EnvGis.Tiles;

/// <summary>
/// A layer's two tile statements: <c>Overview.sql</c> and <c>Complete.sql</c>, with what the layer and a filter say written in. Names in them come from the
/// layer file (whose schema allows letters, digits, dash and underscore), never from a
/// request; the tile's address and a filter's values are parameters.
/// </summary>
static partial class TileSql
{
    // Half of the Web Mercator square's side, in metres (EPSG:3857).
    static readonly string Half = WebMercator.HalfSideMetres.ToString("R", CultureInfo.InvariantCulture);

    /// <summary>How many parameters come before those of a filter.</summary>
    public const int AddressParameters = 6;

    /// <summary>A filter as " and …" on rows f; or a select that reads what it leaves once, for all that the statement asks of it.</summary>
    public sealed record Rows(string Conditions, string? Read = null)
    {
        public static Rows All { get; } = new("");
    }

    public static string Overview(Layer layer, Rows? rows = null) => Written(OverviewText, layer, rows ?? Rows.All);

    public static string Complete(Layer layer, Rows? rows = null) => Written(CompleteText, layer, rows ?? Rows.All);

    static readonly string OverviewText = Text("Overview.sql"), CompleteText = Text("Complete.sql");

    // Below this zoom a box holds so much that most of it is too small: shapes are taken by rank without being counted first.
    const int FarZooms = 8;

    // A tile's side is halved so often for its cells, and for the finer ones that say where in its cell a cluster stands.
    const int CellBits = 3, FinerBits = 6;

    // A finer cell's middle in MVT units, from every second bit of its key.
    static string Middle(int first)
    {
        var bits = Enumerable.Range(0, FinerBits).Select(bit => $"(cell >> {bit + first} & {1 << bit})");
        return $"(({string.Join(" | ", bits)}) * {TileGrid.Units >> FinerBits} + {TileGrid.Units >> FinerBits >> 1})";
    }

    const string Columns = "f.id, f.name_vi, f.name_en, f.demonstration, f.attributes, f.area_m2, f.place, f.geom_3857, f.label_3857";

    /// <summary>Where everybody's rows are, without the table above it, which would be planned for too.</summary>
    public const string Table = "published.feature_of_all";

    /// <summary>Written in, not a parameter: so PostgreSQL knows how many rows the layer has when it makes one plan for all tiles.</summary>
    public static string IsOf(Layer layer) => $" and f.layer = {Literal(layer.Id)}";

    /// <summary>A statement's text without what it says to its readers.</summary>
    static string Text(string file)
    {
        using var text = new StreamReader(typeof(TileSql).Assembly.GetManifestResourceStream(file)!);
        return string.Join('\n', text.ReadToEnd().Split('\n').Where(line => !line.TrimStart().StartsWith("--", StringComparison.Ordinal)));
    }

    /// <exception cref="KeyNotFoundException">The file names something that is not written in.</exception>
    static string Written(string text, Layer layer, Rows rows)
    {
        var words = new Dictionary<string, string>(Numbers, StringComparer.Ordinal)
        {
            ["rows"] = rows.Read is null ? Table : "found", ["found"] = rows.Read is { } read ? $"found as materialized ({read})," : "",
            ["conditions"] = rows.Read is null ? IsOf(layer) + rows.Conditions : rows.Conditions,
            ["attributes"] = Attributes(layer), ["attribute names"] = AttributeNames(layer),
            ["layer"] = Literal(layer.Id), ["labels"] = Literal(layer.Id + TileQuery.LabelSuffix), ["counts"] = Literal(layer.Id + TileQuery.ClusterSuffix),
        };
        return Braces().Replace(text, found => words[found.Groups[1].Value]);
    }

    /// <summary>What is the same for all layers.</summary>
    static readonly Dictionary<string, string> Numbers = new(StringComparer.Ordinal)
    {
        ["half"] = Half, ["columns"] = Columns, ["middle x"] = Middle(0), ["middle y"] = Middle(1), ["units"] = Number(TileGrid.Units), ["buffer"] = Number(TileGrid.Buffer),
        ["far zooms"] = Number(FarZooms),
        ["place zoom"] = Number(PlaceKey.Zoom), ["finer bits"] = Number(FinerBits), ["2 finer"] = Number(2 * (FinerBits - CellBits)), ["most single"] = Number(TileQuery.MostSingle),
    };

    static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);

    [GeneratedRegex("{([a-z0-9 ]+)}")]
    private static partial Regex Braces();

    static string Attributes(Layer layer)
    {
        var columns = new StringBuilder();
        foreach (var attribute in TileQuery.AttributesOf(layer))
        {
            var name = Literal(attribute.Name);
            // A number too great for its type would fail the whole tile; it is left out instead.
            var value = attribute.Type switch
            {
                "integer" => $"case when abs((attributes ->> {name})::numeric) < 9e15 then (attributes ->> {name})::numeric::bigint end",
                "number" => $"case when abs((attributes ->> {name})::numeric) < 1e300 then (attributes ->> {name})::double precision end",
                "boolean" => $"(attributes ->> {name})::boolean",
                _ => $"attributes ->> {name}",
            };
            columns.Append(CultureInfo.InvariantCulture, $", {value} as {Identifier(attribute.Name)}");
        }
        return columns.ToString();
    }

    static string AttributeNames(Layer layer) =>
        string.Concat(TileQuery.AttributesOf(layer).Select(attribute => $", {Identifier(attribute.Name)}"));

    static string Literal(string text) => $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";

    static string Identifier(string text) => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
