using EnvGis.Spatial.Crs;

namespace EnvGis.Spatial.Tiling;

/// <summary>A rectangle of tiles at one zoom, ends included.</summary>
/// <param name="Zoom">0…22.</param>
/// <param name="FirstColumn">Westernmost.</param>
/// <param name="FirstRow">Northernmost.</param>
/// <param name="LastColumn">Easternmost.</param>
/// <param name="LastRow">Southernmost.</param>
public readonly record struct TileRange(int Zoom, int FirstColumn, int FirstRow, int LastColumn, int LastRow)
{
    // Far below a pixel, far above the rounding of two ways to compute an edge: what touches an edge counts for both sides.
    const double Slack = 1e-7;

    /// <summary>How many tiles.</summary>
    public long Count => (LastColumn - FirstColumn + 1L) * (LastRow - FirstRow + 1L);

    /// <summary>The tiles that have a point of a box in themselves or in their buffer; on a shared edge the tiles of both sides.</summary>
    /// <param name="extent">Degrees; what lies beyond ±180° or ±85.05112878° counts as the edge of the grid.</param>
    /// <param name="zoom">0…22.</param>
    /// <param name="bufferFraction">Buffer in parts of a tile's side: 64.0 / 4096 for the usual buffer.</param>
    /// <exception cref="ArgumentOutOfRangeException">No such zoom.</exception>
    public static TileRange Covering(Extent extent, int zoom, double bufferFraction = 0) =>
        Covering(MercatorBox.Of(extent), zoom, bufferFraction);

    /// <summary>The same for a box in EPSG:3857, which saves projecting it for every zoom.</summary>
    /// <param name="box">Metres; what lies beyond the grid counts as its edge.</param>
    /// <param name="zoom">0…22.</param>
    /// <param name="bufferFraction">Buffer in parts of a tile's side.</param>
    /// <exception cref="ArgumentOutOfRangeException">No such zoom.</exception>
    public static TileRange Covering(MercatorBox box, int zoom, double bufferFraction = 0)
    {
        if (zoom is < 0 or > TileAddress.MaxZoom)
        {
            throw new ArgumentOutOfRangeException(nameof(zoom), zoom, $"Zoom has to be 0…{TileAddress.MaxZoom}.");
        }
        var last = (1 << zoom) - 1;
        var side = WebMercator.SideMetres / (1 << zoom);
        var reach = bufferFraction + Slack;
        return new TileRange(
            zoom,
            Clamp((WebMercator.HalfSideMetres + box.MinX) / side - reach, last),
            Clamp((WebMercator.HalfSideMetres - box.MaxY) / side - reach, last),
            Clamp((WebMercator.HalfSideMetres + box.MaxX) / side + reach, last),
            Clamp((WebMercator.HalfSideMetres - box.MinY) / side + reach, last));
    }

    /// <summary>Whether the tile is one of them; a tile of another zoom is not.</summary>
    /// <param name="tile">Any tile.</param>
    public bool Contains(TileAddress tile) => tile.Zoom == Zoom
        && tile.Column >= FirstColumn && tile.Column <= LastColumn && tile.Row >= FirstRow && tile.Row <= LastRow;

    /// <summary>Lets foreach walk the tiles, row by row from the north-west, without allocating: a change may touch very many ranges.</summary>
    public Enumerator GetEnumerator() => new(this);

    static int Clamp(double position, int last) => (int)Math.Clamp(Math.Floor(position), 0, last);

    /// <summary>A walk over the tiles of a range.</summary>
    public struct Enumerator
    {
        readonly TileRange range;
        int column, row;

        internal Enumerator(TileRange range)
        {
            this.range = range;
            (column, row) = (range.FirstColumn - 1, range.FirstRow);
        }

        /// <summary>The tile reached.</summary>
        public readonly TileAddress Current => new(range.Zoom, column, row);

        /// <summary>Goes on to the next tile.</summary>
        /// <returns>False when there is none.</returns>
        public bool MoveNext()
        {
            if (++column > range.LastColumn)
            {
                (column, row) = (range.FirstColumn, row + 1);
            }
            return column <= range.LastColumn && row <= range.LastRow;
        }
    }
}
