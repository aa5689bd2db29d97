using EnvGis.Spatial.GeoJson;
using NetTopologySuite.Geometries;

namespace EnvGis.Spatial.Tests.GeoJson;

/// <summary>The parser over one Feature or geometry, and what it made of it as an object.</summary>
static class GeoJsonReader
{
    /// <param name="json">UTF-8 JSON of one Feature object and nothing else.</param>
    /// <exception cref="GeoJsonException">What is wrong and where.</exception>
    public static GeoJsonFeature ReadFeature(ReadOnlySpan<byte> json) => new GeoJsonParser(json, GeoJsonReadOptions.Default, new EwkbBuilder(), null).ReadFeature(bareGeometry: false);

    /// <param name="json">UTF-8 JSON of one geometry object and nothing else.</param>
    /// <returns>X longitude and Y latitude, SRID 4326; empty for empty "coordinates".</returns>
    /// <exception cref="GeoJsonException">What is wrong and where.</exception>
    public static Geometry ReadGeometry(ReadOnlySpan<byte> json)
    {
        var ewkb = new EwkbBuilder();
        new GeoJsonParser(json, GeoJsonReadOptions.Default, ewkb, null).ReadGeometryAlone();
        return WkbGeometry.Read(ewkb.ToArray());
    }

    /// <summary>The geometry of a feature with the SRID of the read; null when it has none.</summary>
    public static Geometry? ToGeometry(this GeoJsonFeature feature) => feature.Ewkb is null ? null : WkbGeometry.Read(feature.Ewkb);
}
