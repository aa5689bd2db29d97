using EnvGis.Audit;
using EnvGis.Http;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace EnvGis.Accounts;

/// <summary>One policy per act, of the act's name: the caller may do it somewhere. Whether here, the act itself asks once it knows where it is.</summary>
static class Policies
{
    /// <summary>Any person with a session.</summary>
    public const string Person = "person";

    public static void Add(AuthorizationOptions options)
    {
        options.AddPolicy(Person, policy => policy.RequireAssertion(context => CallerOf(context).PersonId is not null));
        foreach (var act in Enum.GetValues<Act>())
        {
            options.AddPolicy(act.Word(), policy => policy.RequireAssertion(context => CallerOf(context).May(act)));
        }
        // An endpoint that says nothing is open to nobody.
        options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAssertion(_ => false).Build();
    }

    /// <summary>Of an endpoint about one thing: what to answer when that is not there for the caller; null when it is.</summary>
    public sealed record Subject(Func<HttpContext, CancellationToken, Task<Refusal?>> MissingAsync);

    public static TBuilder For<TBuilder>(this TBuilder endpoint, Act act) where TBuilder : IEndpointConventionBuilder => endpoint.RequireAuthorization(act.Word());

    public static TBuilder ForPeople<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder => endpoint.RequireAuthorization(Person);

    static Caller CallerOf(AuthorizationHandlerContext context) => ReadCaller.Of(context.Resource as HttpContext);
}

/// <summary>Answers what a policy refuses: 401 to who did not sign in, 403 to who may not; both are in the record.</summary>
sealed class RefuseUnauthorized(RefusalCounts refusals) : IAuthorizationMiddlewareResultHandler
{
    public async Task HandleAsync(RequestDelegate next, HttpContext context, AuthorizationPolicy policy, PolicyAuthorizationResult result)
    {
        if (result.Succeeded)
        {
            await next(context);
            return;
        }
        var endpoint = context.GetEndpoint()?.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName;
        if (endpoint is null)
        {
            // Nothing is there, or it does not take this method; every real endpoint has a name.
            await next(context);
            return;
        }
        var caller = ReadCaller.Of(context);
        await refusals.RefusedAsync(caller, endpoint, $"{context.Request.Method} {context.Request.Path}", context.RequestAborted);
        var missing = context.GetEndpoint()?.Metadata.GetMetadata<Policies.Subject>() is { } subject ? await subject.MissingAsync(context, context.RequestAborted) : null;
        await (missing ?? (caller.IsKnown ? Problems.NotAllowed() : Problems.NotSignedIn())).ExecuteAsync(context);
    }
}
