namespace EnvGis.Tiles;

/// <summary>A box on the Web Mercator square, whose side is 1: x from the west edge to the east, y from the north edge to the south, all bounds inclusive.</summary>
readonly record struct WorldBox(double West, double North, double East, double South)
{
    // The index keeps boxes in single precision, rounded outwards: a metre or two at this size of number, of 40 075 017 m around the world.
    const double IndexRounding = 2.5 / 40075016.7;

    const double TileBuffer = (double)TileAddress.Buffer / TileAddress.Units;

    /// <param name="extent">West, south, east, north in degrees, as in the outbox.</param>
    public static WorldBox Of(double[] extent) => new(X(extent[0]), Y(extent[3]), X(extent[2]), Y(extent[1]));

    /// <summary>Where a tile looks for features: its square and the buffer around it.</summary>
    public static WorldBox SearchedBy(TileAddress tile)
    {
        var side = 1.0 / (1 << tile.Zoom);
        var margin = side * TileBuffer + IndexRounding;
        return new(tile.Column * side - margin, tile.Row * side - margin, (tile.Column + 1) * side + margin, (tile.Row + 1) * side + margin);
    }

    public bool Touches(WorldBox other) => West <= other.East && other.West <= East && North <= other.South && other.North <= South;

    /// <summary>The tiles of a zoom that look for features in this box: columns and rows, first and last inclusive.</summary>
    public (int FirstColumn, int FirstRow, int LastColumn, int LastRow) TilesAt(int zoom)
    {
        var tiles = 1 << zoom;
        var margin = TileBuffer + IndexRounding * tiles;
        return (First(West), First(North), Last(East), Last(South));

        int First(double edge) => Math.Clamp((int)Math.Floor(edge * tiles - margin), 0, tiles - 1);

        int Last(double edge) => Math.Clamp((int)Math.Floor(edge * tiles + margin), 0, tiles - 1);
    }

    static double X(double longitude) => (longitude + 180) / 360;

    static double Y(double latitude)
    {
        var sine = Math.Sin(Math.Clamp(latitude, -85.06, 85.06) * Math.PI / 180);
        return 0.5 - Math.Log((1 + sine) / (1 - sine)) / (4 * Math.PI);
    }
}
