using System.Text.Json;
using System.Text.Json.Serialization;

namespace EnvGis.Access;

/// <summary>Where a grant holds. Null of a part means all of it.</summary>
/// <param name="Provinces">Two-digit codes.</param>
/// <param name="Communes">Five-digit codes, within the one province that is named with them.</param>
/// <param name="Layers">Layer ids.</param>
public sealed record Scope(IReadOnlyList<string>? Provinces, IReadOnlyList<string>? Communes, IReadOnlyList<string>? Layers)
{
    public static readonly Scope Everywhere = new(null, null, null);

    /// <summary>
    /// Whether a place of that layer lies in it. A place whose province nobody knows lies only in a scope without borders. <c>member.sees</c> (migration 024) is
    /// the same for what is read, and a test holds the two together.
    /// </summary>
    public bool Holds(string layer, string? province, string? commune) => this.HoldsLayer(layer) && this.HoldsArea(province, commune);

    public bool HoldsLayer(string layer) => Layers is null || Layers.Contains(layer, StringComparer.Ordinal);

    public bool HoldsArea(string? province, string? commune) =>
        (Provinces is null || province is not null && Provinces.Contains(province, StringComparer.Ordinal))
        && (Communes is null || commune is not null && Communes.Contains(commune, StringComparer.Ordinal));

    /// <summary>Whether everything that <paramref name="other"/> holds lies in this one too.</summary>
    public bool Covers(Scope other) => Within(other.Provinces, Provinces) && Within(other.Communes, Communes) && Within(other.Layers, Layers);

    /// <summary>The same scope with its members sorted, each once.</summary>
    public Scope InOrder() => new(Sorted(Provinces), Sorted(Communes), Sorted(Layers));

    static IReadOnlyList<string>? Sorted(IReadOnlyList<string>? members) => members is null ? null : [.. members.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    static bool Within(IReadOnlyList<string>? inner, IReadOnlyList<string>? outer) =>
        outer is null || inner is not null && inner.All(one => outer.Contains(one, StringComparer.Ordinal));
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Scope))]
sealed partial class ScopeJson : JsonSerializerContext;

/// <summary>A role and where it holds.</summary>
public sealed record Grant(Role Role, Scope Scope);
