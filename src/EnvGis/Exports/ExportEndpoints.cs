namespace EnvGis.Exports;

/// <summary>Whole layers as files.</summary>
static class ExportEndpoints
{
    public static void MapExports(this IEndpointRouteBuilder routes) =>
        routes.MapMethods("/exports/{file}", [HttpMethods.Get, HttpMethods.Head], ExportLayer.Handle).WithName("export").AllowAnonymous();
}
