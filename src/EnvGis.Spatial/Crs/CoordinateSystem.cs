namespace EnvGis.Spatial.Crs;

/// <summary>Which of two coordinates comes first by the authority's definition.</summary>
public enum AxisOrder
{
    /// <summary>Longitude or easting first: CRS84, EPSG:3857, the VN-2000 projections.</summary>
    EastNorth,

    /// <summary>Latitude first: EPSG:4326 and EPSG:4756.</summary>
    NorthEast,
}

/// <summary>What the coordinates are measured in.</summary>
public enum AxisUnit
{
    /// <summary>Decimal degrees.</summary>
    Degree,

    /// <summary>Metres.</summary>
    Metre,
}

/// <summary>A coordinate reference system that EnvGis reads or writes.</summary>
/// <param name="Id">Short form: <c>CRS84</c> or <c>EPSG:9213</c>.</param>
/// <param name="Srid">Number of it in the database; CRS84 and EPSG:4326 are both 4326 there, stored longitude first.</param>
/// <param name="Name">Name in the EPSG registry.</param>
/// <param name="Uri">OGC name by OGC 09-048, as in <c>Content-Crs</c> and <c>storageCrs</c>.</param>
/// <param name="Axes">Axis order by authority; GeoJSON and the database keep east first whatever this says.</param>
/// <param name="Unit">Unit of both axes.</param>
public sealed record CoordinateSystem(string Id, int Srid, string Name, string Uri, AxisOrder Axes, AxisUnit Unit);

/// <summary>Why a CRS was not taken.</summary>
/// <param name="Named">What was asked for.</param>
/// <param name="Vietnamese">One sentence that a person can act on.</param>
/// <param name="English">The same in English.</param>
public sealed record CrsRefusal(string Named, string Vietnamese, string English);
