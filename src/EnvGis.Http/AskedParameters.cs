namespace EnvGis.Http;

/// <summary>The page's own addresses: what stands behind their question mark is read in the browser.</summary>
public sealed record ReadInTheBrowser;

/// <summary>
/// No address ignores a parameter, so that nobody believes an answer to be narrower than it is. What an endpoint declares (<see cref="Described.Takes"/>) is what it knows; all of it is
/// read here, unless its handler reads it (<see cref="Described.Reads"/>) and has more to say of it, which is then told at once with the rest.
/// </summary>
public static class AskedParameters
{
    public static void UseAskedParameters(this WebApplication app) => app.Use((context, next) =>
    {
        // A provider calls back where no endpoint is, with whatever its protocol sends along; files are asked for with whatever keeps a cache away.
        if (context.GetEndpoint() is not RouteEndpoint endpoint || endpoint.Metadata.GetMetadata<ReadInTheBrowser>() is not null)
        {
            return next(context);
        }
        return endpoint.Metadata.GetMetadata<Takes>() is { InHandler: true } || !QueryParameters.Of(context.Request).IsRefused(out var refusal) ? next(context) : refusal.ExecuteAsync(context);
    });
}
