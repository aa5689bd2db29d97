using System.Globalization;
using System.Net;

namespace EnvGis.Access;

/// <summary>Who asks: a person with a session, a machine with a key, or anybody. Read anew for every request, so that what an administrator takes away is gone at once.</summary>
/// <param name="PersonId">Null of machines and of callers who did not sign in.</param>
/// <param name="Name">The user name, the consumer of a key, or <c>anonymous</c>.</param>
/// <param name="SessionId">The session of a person; null of others.</param>
/// <param name="Stamp">What the session was begun under; another one of the person's ends it. Null of others.</param>
/// <param name="GrantsVersion">Which of the person's grants these are: other ones have another number.</param>
/// <param name="KeyId">The key of a machine; null of others.</param>
public sealed record Caller(
    long? PersonId, string Name, string? DisplayName, string? Agency, IReadOnlyList<Grant> Grants, IPAddress? Network, Guid? SessionId = null, string? Stamp = null,
    long GrantsVersion = 0, long? KeyId = null)
{
    /// <summary>Who was found to ask; nobody in particular where nobody was.</summary>
    public static Caller Of(HttpContext? context) => context?.Features.Get<Caller>() ?? Anonymous(context?.Connection.RemoteIpAddress);

    public static Caller Anonymous(IPAddress? network) => new(null, "anonymous", null, null, [], network);

    public bool IsKnown => PersonId is not null || Grants.Count > 0;

    /// <summary>What limits count together: a person, a key, or all of a network who are nobody.</summary>
    public string Counted => this switch
    {
        { PersonId: { } person } => $"person {person.ToString(CultureInfo.InvariantCulture)}",
        { IsKnown: true } => Name,
        _ => Http.Network.Of(Network),
    };

    public Actor Actor => new(PersonId, Name, Network) { Scopes = [.. Grants.Select(grant => grant.Scope)], Standing = IsKnown ? new(Stamp, GrantsVersion, SessionId, KeyId) : null };

    /// <summary>As a version's author: the person with the agency that answers for it.</summary>
    public string Author => string.Join(", ", new[] { DisplayName ?? Name, Agency }.OfType<string>());

    /// <summary>Whether there is anywhere that it may be done.</summary>
    public bool May(Act act) => Grants.Any(grant => Capabilities.Allows(grant.Role, act));

    /// <summary>Whether it may be done to a place of that layer, province and commune.</summary>
    public bool May(Act act, string layer, string? province, string? commune) =>
        Grants.Any(grant => Capabilities.Allows(grant.Role, act) && grant.Scope.Holds(layer, province, commune));

    /// <summary>Whether it may be done within the whole of a scope.</summary>
    public bool May(Act act, Scope scope) => Capabilities.Allow(Grants, act, scope);
}
