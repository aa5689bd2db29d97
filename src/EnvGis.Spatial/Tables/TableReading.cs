using EnvGis.Spatial.Annex;
using EnvGis.Spatial.Vn2000;

namespace EnvGis.Spatial.Tables;

/// <summary>How much a note weighs.</summary>
public enum NoteWeight
{
    /// <summary>Worth reading; changes nothing.</summary>
    Told,

    /// <summary>Somebody has to say yes before the reading is taken.</summary>
    Asked,

    /// <summary>The reading cannot be taken as it is.</summary>
    Wrong,
}

/// <summary>What was noticed at a table.</summary>
/// <param name="Code">One of <see cref="TableNote.Codes"/>.</param>
/// <param name="Row">From 1 through all tables; null of what concerns all of it.</param>
/// <param name="Of">Texts and numbers that a sentence needs, by name.</param>
public sealed record TableNote(string Code, int? Row, IReadOnlyDictionary<string, string> Of)
{
    /// <summary>All codes with their weight.</summary>
    public static IReadOnlyDictionary<string, NoteWeight> Codes { get; } = new Dictionary<string, NoteWeight>(StringComparer.Ordinal)
    {
        ["axes-exchanged"] = NoteWeight.Told,
        ["row-exchanged"] = NoteWeight.Asked,
        ["grid-of-row"] = NoteWeight.Told,
        ["grid-guessed"] = NoteWeight.Asked,
        ["grid-against-place"] = NoteWeight.Asked,
        ["unusual-grid"] = NoteWeight.Asked,
        ["far-from-province"] = NoteWeight.Asked,
        ["other-datum"] = NoteWeight.Wrong,
        ["parts-left-out"] = NoteWeight.Asked,
        ["parts-within-parts"] = NoteWeight.Asked,
        ["datum-guessed"] = NoteWeight.Asked,
        ["from-degrees"] = NoteWeight.Asked,
        ["unreadable"] = NoteWeight.Wrong,
        ["far-off"] = NoteWeight.Wrong,
        ["outside-grid"] = NoteWeight.Wrong,
        ["too-few-corners"] = NoteWeight.Wrong,
        ["crosses-itself"] = NoteWeight.Wrong,
        ["corner-twice"] = NoteWeight.Told,
        ["more-digits"] = NoteWeight.Asked,
        ["area-differs"] = NoteWeight.Told,
        ["area-wrong"] = NoteWeight.Asked,
        ["area-decimal-slip"] = NoteWeight.Asked,
        ["hole-outside"] = NoteWeight.Asked,
        ["outside-province"] = NoteWeight.Asked,
        ["lines-not-rings"] = NoteWeight.Wrong,
        ["no-coordinates"] = NoteWeight.Wrong,
        ["too-many-corners"] = NoteWeight.Wrong,
        ["too-many-rings"] = NoteWeight.Wrong,
        ["no-shape"] = NoteWeight.Wrong,
        ["unreadable-shape"] = NoteWeight.Wrong,
        ["not-an-area"] = NoteWeight.Wrong,
        ["outside-vietnam"] = NoteWeight.Wrong,
        ["unknown-grid"] = NoteWeight.Wrong,
        ["too-many-features"] = NoteWeight.Wrong,
        ["too-many-vertices"] = NoteWeight.Wrong,
        ["no-properties"] = NoteWeight.Told,
        ["annex-altered"] = NoteWeight.Asked,
        ["file-axes-exchanged"] = NoteWeight.Asked,
        ["line-closed"] = NoteWeight.Asked,
        ["arcs-stroked"] = NoteWeight.Asked,
        ["letters"] = NoteWeight.Told,
    };

    /// <summary>How much it weighs.</summary>
    public NoteWeight Weight => Codes[Code];

    /// <summary>A note.</summary>
    /// <param name="code">One of <see cref="Codes"/>.</param>
    /// <param name="row">From 1 through all tables; null of what concerns all of it.</param>
    /// <param name="of">What a sentence needs.</param>
    public static TableNote Made(string code, int? row, params ReadOnlySpan<(string Name, string Value)> of)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in of)
        {
            values[name] = value;
        }
        return new(code, row, values);
    }
}

/// <summary>A corner as it stands in the table and as it was read.</summary>
/// <param name="Row">From 1 through all tables.</param>
/// <param name="Label">What the table calls it; null when it does not.</param>
/// <param name="NorthText">The northing (Vietnamese: X) as it stands there, or the latitude.</param>
/// <param name="EastText">The easting (Vietnamese: Y) as it stands there, or the longitude.</param>
/// <param name="At">On the lattice of its zone.</param>
public sealed record ReadCorner(int Row, string? Label, string NorthText, string EastText, Corner At);

/// <summary>A ring of a zone that was read.</summary>
/// <param name="Part">From 1.</param>
/// <param name="IsHole">Whether it is cut out of its part.</param>
/// <param name="Corners">In the table's order, the first not repeated.</param>
public sealed record ReadRing(int Part, bool IsHole, IReadOnlyList<ReadCorner> Corners);

/// <summary>A zone that was read.</summary>
/// <param name="Name">What the table calls it; null when it does not.</param>
/// <param name="Shape">On the lattice of the table: its own zone of VN-2000 and digits. Null where no ring could be made.</param>
/// <param name="Rings">With the rows they come from.</param>
/// <param name="DeclaredM2">The area that the table declares, square metres; null when it declares none.</param>
/// <param name="Notes">On its rows and on it as a whole.</param>
public sealed record ReadZone(string? Name, AnnexShape? Shape, IReadOnlyList<ReadRing> Rings, double? DeclaredM2, IReadOnlyList<TableNote> Notes)
{
    /// <summary>Where what is no area lies: longitude and latitude of WGS 84.</summary>
    public IReadOnlyList<(double Longitude, double Latitude)> Points { get; init; } = [];
}

/// <summary>One way in which a table can be meant.</summary>
/// <param name="Grid">The zone of VN-2000 of all rows that do not name another.</param>
/// <param name="IsSaid">Whether the table itself names that grid.</param>
/// <param name="Zones">In the table's order.</param>
/// <param name="Score">What speaks for it; see docs/decisions.</param>
/// <param name="Place">What the ground says of it.</param>
public sealed record TableReading(Vn2000Zone Grid, bool IsSaid, IReadOnlyList<ReadZone> Zones, double Score, PlaceEvidence Place)
{
    /// <summary>The notes of all its zones.</summary>
    public IEnumerable<TableNote> Notes => Zones.SelectMany(zone => zone.Notes);
}

/// <summary>What the ground says of a reading: where its corners lie among what is known.</summary>
/// <param name="ShareInProvince">Of its corners, 0 to 1; null when the province's boundary is not known.</param>
/// <param name="CornerHits">Corners that are corners of known zones, within 2 cm.</param>
/// <param name="Communes">Communes that its corners lie in, as far as known.</param>
/// <param name="IsUsual">Whether its grid is one of the province's; where the boundary is not known, another is a question.</param>
/// <param name="IsFar">Whether, where the boundary is not known, it lies far from all communes of the province.</param>
public sealed record PlaceEvidence(double? ShareInProvince = null, int CornerHits = 0, IReadOnlyList<string>? Communes = null, bool IsUsual = true, bool IsFar = false);

/// <summary>What was made of a table.</summary>
/// <param name="Readings">Best first; empty when it has no coordinates.</param>
/// <param name="IsDecided">Whether the first can be taken without asking: clearly the best, and nothing about it to be asked or wrong.</param>
/// <param name="Notes">On the table as a whole.</param>
public sealed record TableResult(IReadOnlyList<TableReading> Readings, bool IsDecided, IReadOnlyList<TableNote> Notes);
