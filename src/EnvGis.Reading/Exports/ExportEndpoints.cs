using EnvGis.Filtering;
using EnvGis.Http;

namespace EnvGis.Exports;

/// <summary>Whole layers as files.</summary>
public static class ExportEndpoints
{
    public static void MapExports(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/exports/{file}", [HttpMethods.Get, HttpMethods.Head], ExportLayer.Handle).WithName("export").AllowAnonymous()
            .Says("Cả một lớp, hoặc phần còn lại sau bộ lọc", "A whole layer, or what a filter leaves of it")
            .Reads([new("file", "Mã lớp và đuôi .geojson, .geojsonl hoặc .geojsons", "Id of a layer and .geojson, .geojsonl or .geojsons") { Required = true, Example = "landfills.geojson" },
                .. FeatureFilter.Described]).Sends("application/geo+json", "Tệp, CRS84", "A file, CRS84").Sends("application/x-ndjson", "Mỗi dòng một đối tượng", "A feature a line")
                .Sends("application/geo+json-seq", "Theo RFC 8142", "By RFC 8142");
}
