using EnvGis.Http;
using Microsoft.AspNetCore.Authorization;

namespace EnvGis.Access;

/// <summary>One policy per act, of the act's name: the caller may do it somewhere. Whether here, the act itself asks once it knows where it is.</summary>
public static class Policies
{
    /// <summary>Any person with a session.</summary>
    public const string Person = "person";

    /// <summary>Whoever drafts, reviews or decides somewhere.</summary>
    const string Drafting = "drafting";

    public static void Add(AuthorizationOptions options)
    {
        options.AddPolicy(Person, policy => policy.RequireAssertion(context => CallerOf(context).PersonId is not null));
        options.AddPolicy(Drafting, policy => policy.RequireAssertion(context => CallerOf(context) is var caller && (caller.May(Act.Draft) || caller.May(Act.Review) || caller.May(Act.Decide))));
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

    public static TBuilder ForDrafting<TBuilder>(this TBuilder endpoint) where TBuilder : IEndpointConventionBuilder => endpoint.RequireAuthorization(Drafting);

    static Caller CallerOf(AuthorizationHandlerContext context) => Caller.Of(context.Resource as HttpContext);
}
