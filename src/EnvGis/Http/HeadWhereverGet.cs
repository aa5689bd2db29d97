namespace EnvGis.Http;

/// <summary>Every address that answers GET answers HEAD with the same headers (RFC 9110, 9.1); the server leaves out the body. What streams without end looks at the method itself.</summary>
static class HeadWhereverGet
{
    public static RouteGroupBuilder MapWithHead(this WebApplication app)
    {
        var routes = app.MapGroup("");
        ((IEndpointConventionBuilder)routes).Add(endpoint =>
        {
            // The last one counts.
            if (endpoint.Metadata.OfType<IHttpMethodMetadata>().LastOrDefault() is { } given && given.HttpMethods.Contains(HttpMethods.Get) && !given.HttpMethods.Contains(HttpMethods.Head))
            {
                endpoint.Metadata.Add(new HttpMethodMetadata([.. given.HttpMethods, HttpMethods.Head], given.AcceptCorsPreflight));
            }
        });
        return routes;
    }
}
