namespace EnvGis.Spatial.GeoJson;

/// <summary>Limits and the CRS of a read.</summary>
public sealed record GeoJsonReadOptions
{
    /// <summary>RFC 7946 as it stands: WGS 84 longitude and latitude, features of up to 32 MB.</summary>
    public static GeoJsonReadOptions Default { get; } = new();

    /// <summary>
    /// EPSG code the coordinates are in, and the SRID of the result. 4326 unless a person has said otherwise; then a "crs" member must
    /// name that same code, the longitude and latitude bounds do not apply, and positions are easting before northing.
    /// </summary>
    public int Srid { get; init; } = 4326;

    /// <summary>Is told what a "crs" member names, which is then taken whatever it is: for who judges it by more than its name. With a <see cref="Srid"/> of 0 nothing is bounded.</summary>
    public Action<string>? Declares { get; init; }

    /// <summary>Whether a collection that says it is one page of a larger answer is read all the same.</summary>
    public bool AllowPage { get; init; }

    /// <summary>Bytes one feature may take, 1 kB or more; the buffer of a stream grows to twice that at most.</summary>
    public int MaxFeatureBytes { get; init; } = 32 * 1024 * 1024;
}
