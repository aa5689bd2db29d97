using EnvGis.Http;

namespace EnvGis.NamedZones;

/// <summary>What is answered of zones that plans name.</summary>
public static class NamedZoneAnswers
{
    /// <param name="State">Computed: in-force where a zone in force is it today, in-draft where a draft that the caller sees holds it, else not-drawn.</param>
    /// <param name="Feature">The zone in force.</param>
    /// <param name="Code">That of the zone in force.</param>
    /// <param name="Draft">The open draft that holds it; null for who sees no drafts.</param>
    /// <param name="Number">Its number there.</param>
    /// <param name="Beginning">Members whose first day is one of the next 90.</param>
    /// <param name="Version">The last one.</param>
    /// <param name="DrawnOf">The version of which the zone in force was drawn; null where it was drawn otherwise, or is not.</param>
    public sealed record Summary(
        long Id, string Province, string ProvinceName, string Layer, string? Clause, Text Name, [property: OneOf("not-drawn", "in-draft", "in-force")] string State, long? Feature, string? Code,
        long? Draft, int? Number, int Members, int Beginning, bool Conflicts, double? AreaHa, bool Withdrawn, int Version, int? DrawnOf);

    /// <param name="Next">Address of the page after this; null on the last.</param>
    public sealed record Page(IReadOnlyList<Summary> Zones, string? Next);

    /// <param name="MayChange">Whether the caller may write the next version and draw it.</param>
    /// <param name="Members">Of the last version, in their order: which can be drawn today.</param>
    /// <param name="Versions">The last one first, 100 at the most.</param>
    public sealed record Details(Summary Zone, bool MayChange, IReadOnlyList<Drawable> Members, IReadOnlyList<Version> Versions);

    /// <param name="Place">From 1.</param>
    /// <param name="Name">Of a commune as it is called today; null of others.</param>
    /// <param name="Begins">Its first day, where that is one of the next 90.</param>
    /// <param name="Why">Why it cannot be drawn; null of one that can.</param>
    public sealed record Drawable(int Place, string? Name, DateOnly? Begins, Reason? Why);

    public sealed record Reason(
        [property: OneOf("part", "reserve", "distance", "other", "planned", "not-yet", "ended", "no-commune", "no-boundary")] string Code, Text Text);

    /// <param name="By">Who wrote it; null for who sees no drafts of the province.</param>
    public sealed record Version(int Number, string? By, DateTime At, NamedZoneForm Says);

    /// <param name="Number">The feature in the draft.</param>
    /// <param name="Members">Each of the zone's, drawn or not.</param>
    public sealed record Drawn(long Draft, int Number, IReadOnlyList<Drawable> Members);
}
