using System.Text.Json.Serialization;
using EnvGis.Http;

namespace EnvGis.NamedZones;

/// <summary>A zone as a provincial plan names it, in the plan's own words. All of it is typed by who drafts; nothing is filled in for them.</summary>
/// <param name="Province">Two digits; stays as it was given first.</param>
/// <param name="Layer">One that changes by decision; stays as it was given first.</param>
/// <param name="Clause">Of the layer's own; null where the layer has none.</param>
/// <param name="PlanWording">Null where the plan does not speak of the clause.</param>
/// <param name="DecreeWording">Where it is other than the plan's.</param>
/// <param name="Conflicts">Whether plan and decree contradict each other; both wordings are there then.</param>
/// <param name="HorizonYear">Of the area at the plan's horizon.</param>
/// <param name="Feature">In force, where it was drawn otherwise than by the register.</param>
/// <param name="Withdrawn">Why it is no longer in the register.</param>
/// <param name="Members">May be none.</param>
public sealed record NamedZoneForm(
    string? Province, string? Layer, [property: JsonConverter(typeof(PlainLine))] string? Clause, NamedZoneForm.Naming? Name, NamedZoneForm.PlanForm? Plan,
    [property: JsonConverter(typeof(PlainLines))] string? PlanWording, [property: JsonConverter(typeof(PlainLines))] string? DecreeWording, bool? Conflicts, double? AreaHa, double? AreaHorizonHa,
    int? HorizonYear, long? Feature, [property: JsonConverter(typeof(PlainLines))] string? Withdrawn, IReadOnlyList<NamedZoneForm.Member?>? Members)
{
    public sealed record Naming([property: JsonConverter(typeof(PlainLine))] string? Vi, [property: JsonConverter(typeof(PlainLine))] string? En);

    /// <param name="Date">As yyyy-MM-dd.</param>
    /// <param name="Place">Page or section.</param>
    public sealed record PlanForm(
        [property: JsonConverter(typeof(PlainLine))] string? Title, [property: JsonConverter(typeof(PlainLine))] string? Number, DateOnly? Date,
        [property: JsonConverter(typeof(PlainLine))] string? Place);

    /// <param name="Commune">Of kind commune: its code, five digits.</param>
    /// <param name="Part">Of kind commune: which part of it; null of all of it.</param>
    /// <param name="Words">Of kind reserve its name, of distance from what, of other the plan's words.</param>
    /// <param name="Subzone">Of kind reserve.</param>
    /// <param name="Metres">Of kind distance.</param>
    /// <param name="Status">planned: when established.</param>
    /// <param name="ValidTo">The last day.</param>
    public sealed record Member(
        [property: OneOf("commune", "reserve", "distance", "other")] string? Kind, string? Commune, [property: JsonConverter(typeof(PlainLine))] string? Part,
        [property: JsonConverter(typeof(PlainLine))] string? Words, [property: JsonConverter(typeof(PlainLine))] string? Subzone, double? Metres,
        [property: OneOf("existing", "planned")] string? Status, double? AreaHa, DateOnly? ValidFrom, DateOnly? ValidTo);
}
