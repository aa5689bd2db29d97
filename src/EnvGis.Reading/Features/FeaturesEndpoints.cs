using EnvGis.Filtering;
using EnvGis.Http;
using EnvGis.Ogc;

namespace EnvGis.Features;

/// <summary>What the page asks about a feature.</summary>
public static class FeaturesEndpoints
{
    static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static void MapFeatures(this IEndpointRouteBuilder routes)
    {
        var api = routes.MapGroup("/api").AllowAnonymous();
        api.MapMethods("/features/{id}", Reading, FeatureDetails.Handle).WithName("feature")
            .Says("Mọi điều biết về một đối tượng", "All that is known of a feature")
            .Takes(Parameter.FeatureId, new("datetime", "Như hiệu lực vào ngày này", "As in force on this day") { Kind = ParameterKind.OneDay, Example = "2026-06-01" },
                new("asOf", "Theo hiểu biết vào thời điểm này", "As known at this moment") { Kind = ParameterKind.Moment, Example = "2026-06-01T00:00:00Z" }).Writes(typeof(FeatureDetails.Answer));
        api.MapMethods("/features/{id}/versions/{version}", Reading, FeatureDetails.HandleVersion).WithName("featureVersion")
            .Says("Một phiên bản của đối tượng, với hình dạng của nó", "A version of a feature, with its geometry")
            .Takes(Parameter.FeatureId, new("version", "Số của phiên bản", "Number of the version") { Required = true }).Writes(typeof(FeatureDetails.Answer));
        api.MapMethods("/features/{id}/coordinates", Reading, FeatureCoordinates.Handle).WithName("featureCoordinates")
            .Says("Bảng tọa độ VN-2000 của một đối tượng: X hướng bắc, Y hướng đông, mét", "The corners of a feature in VN-2000: X north, Y east, in metres")
            .Takes(Parameter.FeatureId, new("epsg", "Mã múi VN-2000, xem /api/crs; bỏ trống là của tỉnh", "Code of a VN-2000 zone, see /api/crs; the province's when left out", "integer") { Kind = ParameterKind.Zone },
                new("f", "Định dạng", "Format") { Values = ["json", "csv"], Default = "json" }, Parameter.Limit(FeatureCoordinates.RowsByDefault, FeatureCoordinates.RowsAtMost), Parameter.Separator,
                new("source", "Tính từ hình dạng, hay phụ lục của quyết định", "Computed from the geometry, or a decision's annex") { Values = ["geometry", "annex"], Default = "geometry" })
                    .Writes(typeof(FeatureCoordinates.Answer)).Sends("text/csv", "Cả bảng, UTF-8", "The whole table, UTF-8");
        api.MapMethods("/crs", Reading, Zones.Handle).WithName("zones")
            .Says("Các múi VN-2000 và tỉnh dùng chúng", "The zones of VN-2000, and the provinces that use each").Writes(typeof(Zones.Answer));
        api.MapMethods("/features/without-tasks", Reading, FeaturesWithoutTasks.Handle).WithName("featuresWithoutTasks")
            .Says("Những nơi không nhiệm vụ nào nói tới", "Places that no task of any plan is tied to")
            .Reads(FeaturesWithoutTasks.Described).Writes(typeof(FeaturesWithoutTasks.Answer));
        api.MapMethods("/features/{id}/geometry", Reading, FeatureGeometry.Handle).WithName("featureGeometry")
            .Says("Một đối tượng theo GeoJSON, CRS84", "A feature as GeoJSON, CRS84")
            .Takes(Parameter.FeatureId).Writes(typeof(GeoJson.Feature), MediaTypes.GeoJson);
        api.MapMethods("/unlocated", Reading, UnlocatedFeatures.Handle).WithName("unlocatedFeatures")
            .Says("Những nơi chưa có tọa độ", "Places without coordinates").Reads(FeatureFilter.Described).Writes(typeof(UnlocatedFeatures.Answer));
    }
}
