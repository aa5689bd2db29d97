namespace EnvGis.Features;

/// <summary>OGC API Features under /ogc, and what the page asks about a feature.</summary>
static class FeaturesEndpoints
{
    static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static IServiceCollection AddFeatures(this IServiceCollection services) => services.AddSingleton<LayerTotals>();

    public static void MapFeatures(this IEndpointRouteBuilder routes)
    {
        var ogc = routes.MapGroup("/ogc").AllowAnonymous();
        ogc.MapMethods("", Reading, LandingPage.Handle).WithName("ogc-landing-page");
        ogc.MapMethods("/conformance", Reading, Conformance.Handle).WithName("ogc-conformance");
        ogc.MapMethods("/api", Reading, OpenApiDocument.Handle).WithName("ogc-api");
        ogc.MapMethods("/collections", Reading, Collections.All).WithName("ogc-collections");
        ogc.MapMethods("/collections/{id}", Reading, Collections.One).WithName("ogc-collection");
        ogc.MapMethods("/collections/{id}/schema", Reading, LayerSchema.Schema).WithName("ogc-schema");
        ogc.MapMethods("/collections/{id}/feature-schema", Reading, LayerSchema.Feature).WithName("ogc-feature-schema");
        ogc.MapMethods("/collections/{id}/queryables", Reading, LayerSchema.Queryables).WithName("ogc-queryables");
        ogc.MapMethods("/collections/{id}/items", Reading, Items.Handle).WithName("ogc-items");
        ogc.MapMethods("/collections/{id}/items/{feature}", Reading, Item.Handle).WithName("ogc-item");

        var api = routes.MapGroup("/api").AllowAnonymous();
        api.MapMethods("/features/{id}", Reading, FeatureDetails.Handle).WithName("feature");
        api.MapMethods("/features/{id}/versions/{version}", Reading, FeatureDetails.HandleVersion).WithName("feature-version");
        api.MapMethods("/features/{id}/coordinates", Reading, FeatureCoordinates.Handle).WithName("feature-coordinates");
        api.MapMethods("/crs", Reading, Zones.Handle).WithName("zones");
        api.MapMethods("/features/without-tasks", Reading, FeaturesWithoutTasks.Handle).WithName("features-without-tasks");
        api.MapMethods("/features/{id}/geometry", Reading, Item.HandleGeometry).WithName("feature-geometry");
        api.MapMethods("/unlocated", Reading, UnlocatedFeatures.Handle).WithName("unlocated-features");
    }
}
