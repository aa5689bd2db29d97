using System.Net;

namespace EnvGis.Access;

/// <summary>Who acts, as the record names them.</summary>
/// <param name="PersonId">Null of machines, the command line and callers who did not sign in.</param>
public sealed record Actor(long? PersonId, string Name, IPAddress? Network)
{
    /// <summary>Whoever may run commands on the machine.</summary>
    public static Actor CommandLine { get; } = new(null, $"command line: {Environment.UserName}", null);

    /// <summary>Where the actor's grants lie, which is where an entry belongs that names no other place; null when they are to be looked up.</summary>
    public IReadOnlyList<Scope>? Scopes { get; init; }
}
