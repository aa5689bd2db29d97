using EnvGis.Spatial.Crs;

namespace EnvGis.Spatial.Tiling;

/// <summary>
/// Address of a tile in the WebMercatorQuad grid (OGC 17-083r4 Annex D.1), row 0 in the north, as in XYZ addresses. Every value is a tile
/// that exists: the constructor throws <see cref="ArgumentOutOfRangeException"/> otherwise.
/// </summary>
/// <param name="Zoom">0…22; zoom z has 2^z columns and rows.</param>
/// <param name="Column">0…2^z − 1, from west to east.</param>
/// <param name="Row">0…2^z − 1, from north to south.</param>
public readonly record struct TileAddress(int Zoom, int Column, int Row)
{
    /// <summary>Greatest zoom of an address.</summary>
    public const int MaxZoom = 22;

    /// <summary>Zoom, 0…22.</summary>
    public int Zoom { get; } = InRange(Zoom, MaxZoom, nameof(Zoom));

    /// <summary>Column, from west to east.</summary>
    public int Column { get; } = InRange(Column, (1 << Zoom) - 1, nameof(Column));

    /// <summary>Row, from north to south.</summary>
    public int Row { get; } = InRange(Row, (1 << Zoom) - 1, nameof(Row));

    /// <summary>Makes an address of numbers that come from outside.</summary>
    /// <param name="zoom">Any number.</param>
    /// <param name="column">Any number.</param>
    /// <param name="row">Any number.</param>
    /// <param name="address">The address; 0/0/0 when there is none.</param>
    /// <returns>False when no such tile exists.</returns>
    public static bool TryCreate(int zoom, int column, int row, out TileAddress address)
    {
        address = default;
        if (zoom is < 0 or > MaxZoom || column < 0 || row < 0 || column >> zoom != 0 || row >> zoom != 0)
        {
            return false;
        }
        address = new TileAddress(zoom, column, row);
        return true;
    }

    /// <summary>
    /// The tile a position lies in; on an edge the one to the east or south. Latitudes beyond the grid count as its edge.
    /// </summary>
    /// <param name="zoom">0…22.</param>
    /// <param name="longitude">Degrees, −180…180.</param>
    /// <param name="latitude">Degrees; the grid ends at ±85.05112878.</param>
    public static TileAddress Of(int zoom, double longitude, double latitude)
    {
        var last = (1 << InRange(zoom, MaxZoom, nameof(zoom))) - 1;
        return new TileAddress(
            zoom,
            Math.Clamp((int)Math.Floor(WebMercator.ColumnAt(zoom, longitude)), 0, last),
            Math.Clamp((int)Math.Floor(WebMercator.RowAt(zoom, latitude)), 0, last));
    }

    /// <summary>The tile as a box in EPSG:3857.</summary>
    /// <param name="bufferFraction">How far the box reaches over each edge, in parts of the tile's side: 64.0 / 4096 for the usual
    /// buffer.</param>
    /// <returns>Metres; with a buffer it may reach beyond the grid.</returns>
    public MercatorBox Envelope(double bufferFraction = 0)
    {
        var side = WebMercator.SideMetres / (1 << Zoom);
        var buffer = side * bufferFraction;
        var west = -WebMercator.HalfSideMetres + Column * side;
        var north = WebMercator.HalfSideMetres - Row * side;
        return new MercatorBox(west - buffer, north - side - buffer, west + side + buffer, north + buffer);
    }

    /// <summary>The tile in degrees.</summary>
    public Extent Bounds => new(
        WebMercator.LongitudeAt(Zoom, Column),
        WebMercator.LatitudeAt(Zoom, Row + 1),
        WebMercator.LongitudeAt(Zoom, Column + 1),
        WebMercator.LatitudeAt(Zoom, Row));

    /// <summary>The tile one zoom up that holds this one; null at zoom 0.</summary>
    public TileAddress? Parent => Zoom == 0 ? null : new TileAddress(Zoom - 1, Column >> 1, Row >> 1);

    /// <summary>The four tiles one zoom down, north-west, north-east, south-west, south-east; none at zoom 22.</summary>
    public IReadOnlyList<TileAddress> Children => Zoom == MaxZoom
        ? []
        :
        [
            new(Zoom + 1, Column * 2, Row * 2),
            new(Zoom + 1, Column * 2 + 1, Row * 2),
            new(Zoom + 1, Column * 2, Row * 2 + 1),
            new(Zoom + 1, Column * 2 + 1, Row * 2 + 1),
        ];

    /// <summary>Whether a box lies whole inside the tile; edges may coincide.</summary>
    /// <param name="extent">Degrees.</param>
    public bool Contains(Extent extent) => Bounds.Contains(extent);

    /// <summary>
    /// Whether a box has a point in the tile or its buffer; touching edges do. True for every tile a change of that box can alter.
    /// </summary>
    /// <param name="extent">Degrees.</param>
    /// <param name="bufferFraction">In parts of the tile's side.</param>
    public bool Touches(Extent extent, double bufferFraction = 0) => TileRange.Covering(extent, Zoom, bufferFraction).Contains(this);

    /// <summary>As in addresses: zoom/column/row.</summary>
    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{Zoom}/{Column}/{Row}");

    static int InRange(int value, int last, string name) => value >= 0 && value <= last
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"No such tile: {name} has to be 0…{last}.");
}
