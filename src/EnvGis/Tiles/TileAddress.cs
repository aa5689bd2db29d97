using System.Globalization;

namespace EnvGis.Tiles;

/// <summary>A tile of the XYZ scheme over EPSG:3857: zoom 0 is one tile, columns count from the west, rows from the north.</summary>
readonly record struct TileAddress(int Zoom, int Column, int Row)
{
    public const int DeepestZoom = 18;

    /// <summary>Units across a tile and around it, in which MVT coordinates count.</summary>
    public const int Units = 4096, Buffer = 64;

    /// <returns>Null when a part is not a plain number or no such tile exists.</returns>
    public static TileAddress? Parse(string zoom, string column, string row) =>
        Number(zoom) is { } z and <= DeepestZoom && Number(column) is { } x && x < 1 << z && Number(row) is { } y && y < 1 << z ? new(z, x, y) : null;

    static int? Number(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
