using System.Text.Json;
using System.Text.Json.Serialization;
using NetTopologySuite.Geometries;

namespace EnvGis.Spatial.GeoJson;

/// <summary>
/// Lets System.Text.Json read and write NetTopologySuite geometries as RFC 7946 geometry objects. Named as in
/// NetTopologySuite.IO.GeoJSON4STJ, for which it stands in, so changing over is a change of reference.
/// </summary>
/// <remarks>A geometry that is refused surfaces as a <see cref="JsonException"/> around the <see cref="GeoJsonException"/>.</remarks>
public sealed class GeoJsonConverterFactory : JsonConverterFactory
{
    /// <summary>True for <see cref="Geometry"/> and its types.</summary>
    /// <param name="typeToConvert">Any type.</param>
    public override bool CanConvert(Type typeToConvert) => typeof(Geometry).IsAssignableFrom(typeToConvert);

    /// <summary>Makes the converter for one geometry type.</summary>
    /// <param name="typeToConvert"><see cref="Geometry"/> or a type of it.</param>
    /// <param name="options">Not used.</param>
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(GeometryConverter<>).MakeGenericType(typeToConvert))!;

    sealed class GeometryConverter<T> : JsonConverter<T>
        where T : Geometry
    {
        public override T Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            try
            {
                var geometry = GeoJsonReader.ReadGeometry(ref reader);
                return geometry as T ?? throw new JsonException($"A {typeof(T).Name} is needed here, not a {geometry.GeometryType}.");
            }
            catch (GeoJsonException refused)
            {
                throw new JsonException(refused.Message, refused);
            }
        }

        public override void Write(Utf8JsonWriter writer, T value, JsonSerializerOptions options) =>
            GeoJsonGeometryWriter.Write(writer, value);
    }
}
