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

    /// <summary>What an act of theirs rests on, which is asked again as it is recorded; null of who rests on nothing that can be taken away meanwhile.</summary>
    public Standing? Standing { get; init; }

    /// <summary>For an act that itself changes what its caller rests on, and asked before.</summary>
    public Actor Asked => this with { Standing = null };
}

/// <summary>By what a caller was let in as the request began; see <see cref="Caller"/>.</summary>
public sealed record Standing(string? Stamp, long GrantsVersion, Guid? SessionId, long? KeyId);
