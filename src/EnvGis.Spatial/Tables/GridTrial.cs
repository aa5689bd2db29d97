using EnvGis.Spatial.Vn2000;

namespace EnvGis.Spatial.Tables;

/// <summary>Rings laid in every zone of VN-2000 in which they can be meant: that which is said of them, and those of the province.</summary>
sealed class GridTrial
{
    readonly IReadOnlyList<Vn2000Zone> grids;
    readonly TableScan scan;
    readonly string? source;
    readonly double accuracyM;
    readonly string rowWord;
    readonly Vn2000Zone[] said;
    readonly Vn2000Zone[] tried;
    readonly bool unsaid;
    readonly bool inDegrees;
    readonly bool together;
    readonly Dictionary<IReadOnlyList<RingRows>, (double North, double East)?> faults = new(ReferenceEqualityComparer.Instance);

    /// <param name="rows">All rows.</param>
    /// <param name="grids">The zones to try where nothing is said, the likeliest first.</param>
    /// <param name="scan">What was noticed of all rows.</param>
    /// <param name="source">What the corners are taken from; null for nothing.</param>
    /// <param name="accuracyM">Of the corners, metres.</param>
    /// <param name="rowWord">What a row is called in that.</param>
    /// <param name="together">Whether what is said of some rows holds for those of which nothing is said, as a heading does.</param>
    public GridTrial(IReadOnlyList<TableRow> rows, IReadOnlyList<Vn2000Zone> grids, TableScan scan, string? source, double accuracyM, string rowWord = "dòng", bool together = true)
    {
        (this.grids, this.scan, this.source, this.accuracyM, this.rowWord) = (grids, scan, source, accuracyM, rowWord);
        this.together = together;
        said = [.. rows.Where(row => row is { Kind: RowKind.Corner, OwnGrid: false }).Select(row => row.Said).OfType<GridSaid>().Distinct().SelectMany(one => one.Zones).Distinct()];
        unsaid = rows.Any(row => row.Kind == RowKind.Corner && row.Said?.Zones is not { Count: 1 });
        tried = [.. said.Concat(grids).Distinct()];
        // Degrees say where they are; the grid they are brought into is ours to choose.
        inDegrees = said.Length == 0 && grids.Count > 0 && rows.Where(row => row.Kind == RowKind.Corner).All(row => row.Position is not null);
        if (inDegrees)
        {
            tried = [grids[0]];
        }
        if (tried.Length == 0)
        {
            tried = [.. Vn2000Zone.All.Where(zone => zone.WidthDegrees == 6)];
        }
    }

    Vn2000Zone First => said.FirstOrDefault() ?? tried[0];

    /// <summary>Zones by their rings, as what is said of them has it.</summary>
    public IReadOnlyList<ReadZone> Make(IReadOnlyList<IReadOnlyList<RingRows>> zones) => this.Make(zones, this.First, true);

    /// <summary>One reading for each grid.</summary>
    /// <param name="zones">By their rings.</param>
    /// <param name="score">What speaks for those rings.</param>
    public IEnumerable<TableReading> Readings(IReadOnlyList<IReadOnlyList<RingRows>> zones, double score)
    {
        foreach (var (grid, heeds) in this.Hypotheses())
        {
            var made = this.Make(zones, grid, heeds);
            var isSaid = inDegrees || heeds && (!unsaid || together && said is [var only] && only == grid);
            var placed = heeds ? made.Select(zone => zone.Shape).FirstOrDefault(shape => shape is not null)?.Lattice.Zone : null;
            yield return new(placed ?? grid, isSaid, made, score + (isSaid ? 10 : heeds && said.Contains(grid) ? 3 : 0) + (grids.Count > 0 && grid == grids[0] ? 1 : 0), new());
        }
    }

    IEnumerable<(Vn2000Zone Grid, bool Heeds)> Hypotheses()
    {
        foreach (var grid in unsaid ? tried : [this.First])
        {
            yield return (grid, true);
        }
        if (!unsaid)
        {
            foreach (var grid in tried.Where(one => said.Length != 1 || one != said[0]))
            {
                yield return (grid, false);
            }
        }
    }

    IReadOnlyList<ReadZone> Make(IReadOnlyList<IReadOnlyList<RingRows>> zones, Vn2000Zone grid, bool heeds) =>
        [.. zones.Select(zone => new ZoneMaker(zone, grid, heeds, scan, source, accuracyM, faults, rowWord).Make())];
}
