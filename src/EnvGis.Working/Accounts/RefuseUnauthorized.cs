using EnvGis.Access;
using EnvGis.Audit;
using EnvGis.Http;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Authorization.Policy;

namespace EnvGis.Accounts;

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
        var caller = Caller.Of(context);
        await refusals.RefusedAsync(caller, endpoint, $"{context.Request.Method} {context.Request.Path}", context.RequestAborted);
        var missing = context.GetEndpoint()?.Metadata.GetMetadata<Policies.Subject>() is { } subject ? await subject.MissingAsync(context, context.RequestAborted) : null;
        await (missing ?? (caller.IsKnown ? Problems.NotAllowed() : Problems.NotSignedIn())).ExecuteAsync(context);
    }
}
