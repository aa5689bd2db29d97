namespace EnvGis.Ogc;

/// <summary>OGC API Features under /ogc.</summary>
public static class OgcEndpoints
{
    static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static IServiceCollection AddOgc(this IServiceCollection services) => services.AddSingleton<LayerTotals>();

    public static void MapOgc(this IEndpointRouteBuilder routes)
    {
        var ogc = routes.MapGroup("/ogc").AllowAnonymous();
        ogc.MapMethods("", Reading, LandingPage.Handle).WithName("ogcLandingPage");
        ogc.MapMethods("/conformance", Reading, Conformance.Handle).WithName("ogcConformance");
        ogc.MapMethods("/api", Reading, OpenApiDocument.Handle).WithName("ogcApi");
        ogc.MapMethods("/collections", Reading, Collections.All).WithName("ogcCollections");
        ogc.MapMethods("/collections/{id}", Reading, Collections.One).WithName("ogcCollection");
        ogc.MapMethods("/collections/{id}/schema", Reading, LayerSchema.Schema).WithName("ogcSchema");
        ogc.MapMethods("/collections/{id}/feature-schema", Reading, LayerSchema.Feature).WithName("ogcFeatureSchema");
        ogc.MapMethods("/collections/{id}/queryables", Reading, LayerSchema.Queryables).WithName("ogcQueryables");
        ogc.MapMethods("/collections/{id}/items", Reading, Items.Handle).WithName("ogcItems");
        ogc.MapMethods("/collections/{id}/items/{feature}", Reading, Item.Handle).WithName("ogcItem");
    }
}
