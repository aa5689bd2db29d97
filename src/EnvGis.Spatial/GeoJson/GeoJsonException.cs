namespace EnvGis.Spatial.GeoJson;

/// <summary>GeoJSON that is refused; <see cref="Refusal"/> says why and where, in Vietnamese and English.</summary>
/// <param name="refusal">What the caller shows; <see cref="Exception.Message"/> is its English sentence.</param>
public sealed class GeoJsonException(GeoJsonRefusal refusal) : FormatException(refusal.English)
{
    /// <summary>Reason, place and sentences.</summary>
    public GeoJsonRefusal Refusal { get; } = refusal;
}
