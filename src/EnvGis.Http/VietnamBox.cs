namespace EnvGis.Http;

/// <summary>Where positions that people send may lie: the mainland, the islands and the sea between.</summary>
public static class VietnamBox
{
    /// <param name="lon">Degrees of WGS 84.</param>
    /// <param name="lat">Degrees of WGS 84.</param>
    public static bool Holds(double lon, double lat) => lon is >= 101 and <= 118 && lat is >= 6 and <= 24;
}
