namespace EnvGis.Ogc;

/// <summary>OGC API Features under /ogc.</summary>
public static class OgcEndpoints
{
    static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static IServiceCollection AddOgc(this IServiceCollection services) => services.AddSingleton<LayerTotals>();

    public static void MapOgc(this IEndpointRouteBuilder routes)
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
    }
}
