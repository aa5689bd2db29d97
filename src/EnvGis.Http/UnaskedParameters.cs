namespace EnvGis.Http;

/// <summary>No address ignores a parameter: what takes none refuses all but <c>lang</c>, so that nobody believes an answer to be narrower than it is.</summary>
public static class UnaskedParameters
{
    /// <summary>For endpoints whose handlers cannot see the query at all; those that can see it say themselves what they know.</summary>
    public static RouteGroupBuilder WithoutUnaskedParameters(this RouteGroupBuilder routes) => routes.AddEndpointFilterFactory((handler, next) =>
        handler.MethodInfo.GetParameters().Any(parameter => parameter.ParameterType == typeof(HttpRequest) || parameter.ParameterType == typeof(HttpContext)) ? next : Refusing(next));

    /// <summary>For one endpoint that sees the request for something else.</summary>
    public static RouteHandlerBuilder WithoutParameters(this RouteHandlerBuilder endpoint) => endpoint.AddEndpointFilterFactory((_, next) => Refusing(next));

    static EndpointFilterDelegate Refusing(EndpointFilterDelegate next) => async invocation =>
        QueryParameters.TryRead(invocation.HttpContext.Request, [], out _, out var refusal) ? await next(invocation) : refusal;
}
