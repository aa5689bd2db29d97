namespace EnvGis.Exports;

/// <summary>Whole layers as files.</summary>
static class ExportEndpoints
{
    public static IServiceCollection AddExports(this IServiceCollection services) => services.AddSingleton<ExportPlaces>();

    public static void MapExports(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/exports/{file}", [HttpMethods.Get, HttpMethods.Head], ExportLayer.Handle).WithName("export").AllowAnonymous();
}
