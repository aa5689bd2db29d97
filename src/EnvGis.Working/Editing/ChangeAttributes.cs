using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using EnvGis.Access;
using EnvGis.Audit;
using EnvGis.Database;
using EnvGis.Http;
using EnvGis.Layers;
using EnvGis.Spatial.Numbers;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EnvGis.Editing;

/// <summary>An inspector records that a site is otherwise since a day: those attributes that its layer file opens with <c>edit</c>.</summary>
static class ChangeAttributes
{
    /// <param name="Attributes">What changes; null of an attribute takes its value away.</param>
    /// <param name="On">The day since which it is so; today in Vietnam when left out.</param>
    public sealed record Request([property: Required] Dictionary<string, JsonElement> Attributes, DateOnly? On, [property: JsonConverter(typeof(PlainLines))] string? Note);

    public static async Task<Results<Ok<EditingEndpoints.Written>, Refusal>> Handle(
        string id, Request request, HttpContext context, Caller caller, Sight sight, WorkingDatabase database, AuditTrail audit, CancellationToken cancellationToken)
    {
        await using var connection = await database.Source.OpenConnectionAsync(cancellationToken);
        var (current, refusal) = await FeatureWrite.ForAsync(Act.ChangeAttributes, id, connection, caller, sight, audit, cancellationToken);
        if (current is null)
        {
            return refusal!;
        }
        if (!Precondition.TryRead(context.Request, 'v', out var read, out refusal))
        {
            return refusal;
        }
        if ((FeatureWrite.Day(request.On, current) ?? FeatureWrite.Note(request.Note)) is { } wrong)
        {
            return wrong;
        }
        if (request.Attributes is not { Count: > 0 })
        {
            return Problems.BadField("attributes", "chưa có thuộc tính nào thay đổi", "no attribute changes");
        }
        if (sight.Layers.Find(current.Layer) is not { } layer)
        {
            return Problems.UnknownFeature(id);
        }
        foreach (var name in request.Attributes.Keys)
        {
            if (layer.Attribute(name) is not { Edit: true })
            {
                return Problems.NotOpenToChange(name, string.Join(", ", layer.Attributes.Where(attribute => attribute.Edit).Select(attribute => attribute.Name)));
            }
        }
        var before = JsonNode.Parse(current.Attributes)!.AsObject();
        var after = before.DeepClone().AsObject();
        foreach (var (name, value) in request.Attributes)
        {
            var text = value.ValueKind == JsonValueKind.String ? PlainText.Of(value.GetString()!, keepLines: true) : null;
            if (value.ValueKind == JsonValueKind.Null || text is "")
            {
                after.Remove(name);
            }
            else if (text is not null)
            {
                after[name] = text;
            }
            else
            {
                if (layer.Attribute(name)!.Type == "integer" && value.ValueKind == JsonValueKind.Number && Math.Abs(value.GetDouble()) > NumberText.MostExact)
                {
                    return Problems.BadAttribute(name, "inexact", "");
                }
                // 3.0 is the whole number 3.
                after[name] = JsonNode.Parse(layer.Attribute(name)!.Type == "integer" && value.ValueKind == JsonValueKind.Number
                    ? NumberText.WithoutZeroFraction(value.GetRawText()) : value.GetRawText());
            }
        }
        if (JsonNode.DeepEquals(before, after))
        {
            return Problems.BadField("attributes", "chưa có thuộc tính nào thay đổi", "no attribute changes");
        }
        var names = request.Attributes.Keys.ToList();
        var change = new RecordedChange(request.On ?? current.Today, request.Note!, after.ToJsonString());
        var (version, changed) = await FeatureWrite.WriteAsync(connection, caller, Act.ChangeAttributes, current, read, change,
            new { request.Attributes }, new { before = Part(before, names), after = Part(after, names), on = change.Since, note = change.Note }, null, why => InWords(why, layer), cancellationToken);
        return version is { } recorded ? TypedResults.Ok(new EditingEndpoints.Written(recorded)) : changed!;
    }

    sealed record BrokenRule(string Attribute, string Rule, string Given);

    static Refusal? InWords(DatabaseRefusal why, Layer layer)
    {
        if (why.Refusal != "attributes" || why.Facts.GetProperty("problems").Deserialize<BrokenRule[]>(JsonSerializerOptions.Web) is not [var first, ..])
        {
            return null;
        }
        return first.Rule == "constraint" && layer.Constraint(first.Given) is { Message: var message }
            ? Problems.ContradictingValues(message.Vi, message.En) : Problems.BadAttribute(first.Attribute, first.Rule, first.Given);
    }

    static JsonObject Part(JsonObject all, IEnumerable<string> names) =>
        new(names.Select(name => KeyValuePair.Create(name, all.TryGetPropertyValue(name, out var value) ? value?.DeepClone() : null)));
}
