using EnvGis.Http;
namespace EnvGis.Ogc;

/// <summary>OGC API Features under /ogc.</summary>
public static class OgcEndpoints
{
    static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static IServiceCollection AddOgc(this IServiceCollection services) => services.AddSingleton<LayerTotals>();

    public static void MapOgc(this IEndpointRouteBuilder routes)
    {
        var ogc = routes.MapGroup("/ogc").AllowAnonymous();
        ogc.MapMethods("", Reading, LandingPage.Handle).WithName("ogcLandingPage").Takes(OgcFormat.Asked);
        ogc.MapMethods("/conformance", Reading, Conformance.Handle).WithName("ogcConformance").Takes(OgcFormat.Asked);
        ogc.MapMethods("/api", Reading, OpenApiDocument.Handle).WithName("ogcApi").Takes(OgcFormat.Asked);
        ogc.MapMethods("/collections", Reading, Collections.All).WithName("ogcCollections").Takes(OgcFormat.Asked);
        ogc.MapMethods("/collections/{id}", Reading, Collections.One).WithName("ogcCollection").Takes(OgcFormat.Asked);
        ogc.MapMethods("/collections/{id}/schema", Reading, LayerSchema.Schema).WithName("ogcSchema").Takes(OgcFormat.Asked);
        ogc.MapMethods("/collections/{id}/feature-schema", Reading, LayerSchema.Feature).WithName("ogcFeatureSchema").Takes(OgcFormat.Asked);
        ogc.MapMethods("/collections/{id}/queryables", Reading, LayerSchema.Queryables).WithName("ogcQueryables").Takes(OgcFormat.Asked);
        ogc.MapMethods("/collections/{id}/items", Reading, Items.Handle).WithName("ogcItems").Reads(ItemsRequest.Described);
        ogc.MapMethods("/collections/{id}/items/{feature}", Reading, Item.Handle).WithName("ogcItem").Takes(OgcFormat.Asked, CoordinateSystems.Answered);
    }
}
