namespace EnvGis.Access;

/// <summary>
/// Where an entry belongs: administrators whose grant reaches all of it read it, and what tells of a restricted layer's data they read with a grant for that layer alone. Nothing is
/// recorded without one, and each is made by a name that says whether the entry tells of a layer's data: to forget that would show a restricted place to whoever reads the record.
/// </summary>
public sealed record Concern
{
    Concern(IReadOnlyList<Scope>? scopes, string? layer) => (Scopes, Layer) = (scopes, layer);

    /// <summary>Null or none for the whole country.</summary>
    public IReadOnlyList<Scope>? Scopes { get; }

    /// <summary>The layer whose data the entry tells of; null when it tells of none.</summary>
    public string? Layer { get; }

    /// <summary>Whether it lies where the grants of the actor lie at that moment.</summary>
    public bool IsOfActor { get; private init; }

    /// <summary>What is done to the whole, and tells of no layer's data.</summary>
    public static Concern Country { get; } = new(null, null);

    /// <summary>What somebody did or was refused by themselves, and tells of no place.</summary>
    public static Concern Actor { get; } = new(null, null) { IsOfActor = true };

    /// <summary>What is done to accounts, keys or tasks of some areas, and tells of no place.</summary>
    public static Concern Areas(IEnumerable<Scope> areas) => new([.. areas], null);

    /// <summary>One place, or what was refused to be done to it. One whose province nobody knows concerns the whole country.</summary>
    public static Concern Place(string layer, string? province, string? commune) =>
        new([new(province is null ? null : [province], province is null || commune is null ? null : [commune], [layer])], layer);

    /// <summary>Places of a layer, wherever they lie.</summary>
    public static Concern Places(string layer) => new(null, layer);

    /// <summary>Places of a layer as somebody may see them.</summary>
    public static Concern PlacesSeenBy(Actor actor, string layer) => new(actor.Scopes, layer);
}
