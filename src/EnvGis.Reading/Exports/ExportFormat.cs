using EnvGis.Http;

namespace EnvGis.Exports;

/// <summary>What stands around and between the features of a file.</summary>
/// <param name="First">Before the first feature.</param>
/// <param name="Next">Before every other feature.</param>
/// <param name="After">After every feature.</param>
sealed record ExportFormat(string Extension, string MediaType, byte[] Start, byte[] First, byte[] Next, byte[] After, byte[] End)
{
    static readonly ExportFormat[] All =
    [
        new("geojson", MediaTypes.GeoJson, [.. "{\"type\":\"FeatureCollection\",\"features\":[\n"u8], [], [.. ",\n"u8], [], [.. "\n]}\n"u8]),
        // One feature per line, as most programs expect of this ending.
        new("geojsonl", MediaTypes.JsonLines, [], [], [], [.. "\n"u8], []),
        // RFC 8142: a record separator before and a line feed after each feature.
        new("geojsons", MediaTypes.GeoJsonSequence, [], [0x1E], [0x1E], [0x0A], []),
    ];

    public static ExportFormat? Find(string extension) => All.FirstOrDefault(format => format.Extension == extension);
}
