namespace EnvGis.Spatial.Tables;

/// <summary>What a row of a table is.</summary>
enum RowKind
{
    /// <summary>A corner.</summary>
    Corner,

    /// <summary>A corner of which a coordinate is missing or cannot be read.</summary>
    Broken,

    /// <summary>Begins a part, a hole or an outer ring of the same zone.</summary>
    Mark,

    /// <summary>Names what follows.</summary>
    Name,

    /// <summary>Tells an area, of what stands before it.</summary>
    Area,

    /// <summary>A heading, a remark, a number of a page, nothing.</summary>
    Other,
}

/// <summary>A row as it was understood, before anything was made of it.</summary>
/// <param name="Number">From 1 through all tables, blank rows counted.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Label">Of a corner: its name in the table; null without.</param>
/// <param name="FirstText">The first coordinate as it stands there.</param>
/// <param name="SecondText">The second.</param>
/// <param name="First">Read; null where it cannot be.</param>
/// <param name="Second">Read; null where it cannot be.</param>
/// <param name="Name">What the row says the zone is called; null when it says nothing.</param>
/// <param name="AreaM2">What the row declares: every number it can be, square metres; empty of others.</param>
/// <param name="Said">The grid that holds for it, from headings and its own notes; null when none is said.</param>
/// <param name="OwnGrid">Whether its own note or column says so, against or beside the heading.</param>
/// <param name="IsHole">Of a mark: whether a hole follows.</param>
/// <param name="Position">Latitude and longitude, where the table gives degrees; <paramref name="First"/> and <paramref name="Second"/> are null then.</param>
sealed record TableRow(
    int Number, RowKind Kind, string? Label = null, string FirstText = "", string SecondText = "", TableNumber? First = null, TableNumber? Second = null, string? Name = null,
    IReadOnlyList<double>? AreaM2 = null, GridSaid? Said = null, bool OwnGrid = false, bool IsHole = false, (double Latitude, double Longitude)? Position = null);
