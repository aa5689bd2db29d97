namespace EnvGis.Tests.Tiling;

/// <summary>Plays the drawing commands of vector tile specification 2.1, §4.3, and insists on its rules.</summary>
sealed class TileGeometryDecoder(List<uint> commands, ulong? id)
{
    const uint MoveTo = 1, LineTo = 2, ClosePath = 7;

    int at, x, y;

    internal IReadOnlyList<IReadOnlyList<TilePoint>> Read(TileGeometryType type)
    {
        Require(commands.Count > 0, "§4.3", "has no geometry");
        return type switch
        {
            TileGeometryType.Point => ReadPoints(),
            TileGeometryType.LineString => ReadLines(),
            _ => ReadRings(),
        };
    }

    List<IReadOnlyList<TilePoint>> ReadPoints()
    {
        var points = new List<TilePoint>();
        var count = Command(MoveTo);
        Require(count > 0, "§4.3.4.2", "moves to no point");
        for (var i = 0u; i < count; i++)
        {
            points.Add(Step());
        }
        Require(at == commands.Count, "§4.3.4.2", "has more than one command for its points");
        return [points];
    }

    List<IReadOnlyList<TilePoint>> ReadLines()
    {
        var lines = new List<IReadOnlyList<TilePoint>>();
        while (at < commands.Count)
        {
            Require(Command(MoveTo) == 1, "§4.3.4.3", "starts a line with several moves");
            List<TilePoint> line = [Step()];
            ReadSteps(line, 1, "§4.3.4.3");
            lines.Add(line);
        }

        return lines;
    }

    List<IReadOnlyList<TilePoint>> ReadRings()
    {
        var rings = new List<IReadOnlyList<TilePoint>>();
        while (at < commands.Count)
        {
            Require(Command(MoveTo) == 1, "§4.3.4.4", "starts a ring with several moves");
            List<TilePoint> ring = [Step()];
            ReadSteps(ring, 2, "§4.3.4.4");
            Require(Command(ClosePath) == 1, "§4.3.3.3", "closes a ring more than once");
            Require(ring[^1] != ring[0], "§4.3.3.3", "repeats the first point of a ring before closing it");
            ring.Add(ring[0]);
            var doubleArea = DoubleArea(ring);
            Require(doubleArea != 0, "§4.3.4.4", "has a ring without area");
            Require(rings.Count > 0 || doubleArea > 0, "§4.3.4.4", "starts with a hole: its first ring turns counter-clockwise");
            rings.Add(ring);
        }

        return rings;
    }

    void ReadSteps(List<TilePoint> part, uint least, string clause)
    {
        var count = Command(LineTo);
        Require(count >= least, clause, "has a line or ring of too few points");
        for (var i = 0u; i < count; i++)
        {
            var next = Step();
            Require(next != part[^1], "§4.3.3.2", "draws a line of no length");
            part.Add(next);
        }
    }

    /// <summary>Surveyor's formula in tile units, where y points down: positive turns clockwise on screen and is an outer ring.</summary>
    static long DoubleArea(List<TilePoint> ring)
    {
        var sum = 0L;
        for (var i = 1; i < ring.Count; i++)
        {
            sum += (long)ring[i - 1].X * ring[i].Y - (long)ring[i].X * ring[i - 1].Y;
        }
        return sum;
    }

    uint Command(uint expected)
    {
        Require(at < commands.Count, "§4.3.3", "ends in the middle of its geometry");
        var command = commands[at++];
        Require((command & 7) == expected, "§4.3.3", $"has command {command & 7} where {expected} is due");
        return command >> 3;
    }

    TilePoint Step()
    {
        Require(at + 2 <= commands.Count, "§4.3.3", "ends in the middle of its geometry");
        x += ZigZag(commands[at++]);
        y += ZigZag(commands[at++]);
        return new TilePoint(x, y);
    }

    static int ZigZag(uint value) => (int)(value >> 1) ^ -(int)(value & 1);

    void Require(bool holds, string clause, string fault) => TileReader.Require(holds, $"{clause}: feature {id} {fault}");
}
