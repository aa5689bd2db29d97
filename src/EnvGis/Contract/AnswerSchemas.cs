using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using EnvGis.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace EnvGis.Contract;

/// <summary>What records promise beyond their types: which members are always there, the words that a text is one of, how long a list is, and what all of it means.</summary>
sealed class AnswerSchemas(DocComments comments) : IOpenApiSchemaTransformer
{
    /// <summary>FeatureDetails.Version, as in the code; what an act answers bears the act's name.</summary>
    public static string? NameOf(JsonTypeInfo type) => OpenApiOptions.CreateDefaultSchemaReferenceId(type) is null ? null : NameOf(type.Type);

    static string? NameOf(Type type)
    {
        if (type.Namespace?.StartsWith("EnvGis.", StringComparison.Ordinal) != true)
        {
            return null;
        }
        var name = type.FullName![(type.Namespace.Length + 1)..].Replace('+', '.');
        return name == "Refusal.Body" ? "Problem" : name.EndsWith(".Answer", StringComparison.Ordinal) ? name[..^".Answer".Length] : name;
    }

    // Those that are read by converters of our own, of which the framework tells no type.
    static readonly Dictionary<Type, (JsonSchemaType Type, string? Format)> Simple = new()
    {
        [typeof(string)] = (JsonSchemaType.String, null), [typeof(short)] = (JsonSchemaType.Integer, "int16"), [typeof(int)] = (JsonSchemaType.Integer, "int32"),
        [typeof(long)] = (JsonSchemaType.Integer, "int64"), [typeof(double)] = (JsonSchemaType.Number, "double"), [typeof(DateOnly)] = (JsonSchemaType.String, "date"),
    };

    public async Task TransformAsync(OpenApiSchema schema, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (Simple.TryGetValue(Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type, out var simple))
        {
            (schema.Type, schema.Format) = (simple.Type, simple.Format ?? schema.Format);
        }
        if (schema.Type?.HasFlag(JsonSchemaType.Array) == true && schema.Items is null)
        {
            schema.Items = context.JsonTypeInfo.ElementType is { } of && Simple.TryGetValue(of, out var one) ? new OpenApiSchema { Type = one.Type, Format = one.Format } : new OpenApiSchema();
        }
        if (context.JsonPropertyInfo is { AttributeProvider: PropertyInfo property })
        {
            await this.DescribeAsync(schema, property, context, cancellationToken);
        }
        if (context.JsonTypeInfo is { Kind: JsonTypeInfoKind.Object } type)
        {
            this.Describe(schema, type);
        }
        if (context.JsonTypeInfo.Kind == JsonTypeInfoKind.Dictionary)
        {
            schema.AdditionalProperties ??= new OpenApiSchema();
        }
    }

    void Describe(OpenApiSchema schema, JsonTypeInfo type)
    {
        schema.Description ??= comments.Of(type.Type);
        var isRequest = type.Type.Name.EndsWith("Request", StringComparison.Ordinal);
        schema.Required = type.Properties.Where(property => schema.Properties?.ContainsKey(property.Name) == true && property.AttributeProvider is PropertyInfo member
                && (isRequest ? member.IsDefined(typeof(RequiredAttribute)) : !MayBeLeftOut(member)))
            .Select(property => property.Name).ToHashSet();
        // Nothing that is not ours is taken; what is answered may have more members in a later version.
        schema.AdditionalPropertiesAllowed = !isRequest;
        if (type.Properties.Any(property => property.IsExtensionData))
        {
            schema.AdditionalProperties = new OpenApiSchema();
        }
    }

    async Task DescribeAsync(OpenApiSchema schema, PropertyInfo property, OpenApiSchemaTransformerContext context, CancellationToken cancellationToken)
    {
        if (comments.Of(property) is { } said)
        {
            // What is said of the property of one that has a name of its own, the framework writes beside the reference.
            if (schema.Metadata is { } kept && kept.TryGetValue("x-schema-id", out var name) && name is string { Length: > 0 })
            {
                kept["x-ref-description"] = said;
            }
            schema.Description = said;
        }
        var orNull = new NullabilityInfoContext().Create(property).ReadState == NullabilityState.Nullable;
        // One that has a name of its own is the same wherever it stands; what may be null beside it, the framework says where it stands.
        if (orNull && schema.Type is { } type && (Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType).Namespace?.StartsWith("EnvGis.", StringComparison.Ordinal) != true)
        {
            schema.Type = type | JsonSchemaType.Null;
        }
        // What is left out when there is none is never null.
        if (MayBeLeftOut(property) && !property.DeclaringType!.Name.EndsWith("Request", StringComparison.Ordinal))
        {
            schema.Type &= ~JsonSchemaType.Null;
            schema.Default = null;
            orNull = false;
        }
        if (property.GetCustomAttribute<OneOfAttribute>() is { } words)
        {
            var texts = schema.Items as OpenApiSchema ?? schema;
            texts.Enum = [.. words.Words.Select(word => (JsonNode)word)];
            if (texts == schema && orNull)
            {
                texts.Enum.Add(null!);
            }
        }
        if (property.GetCustomAttribute<NumbersAttribute>() is { Count: var count })
        {
            var numbers = schema.Items is OpenApiSchema { Type: JsonSchemaType.Array } each ? each : schema;
            (numbers.MinItems, numbers.MaxItems, numbers.Items) = (count, count, new OpenApiSchema { Type = JsonSchemaType.Number });
        }
        if (property.IsDefined(typeof(ScalarAttribute)))
        {
            schema.Type = JsonSchemaType.String | JsonSchemaType.Number | JsonSchemaType.Boolean | JsonSchemaType.Null;
        }
        if (property.GetCustomAttribute<FormOfAttribute>() is { Forms: var forms })
        {
            // Of a list, each of its entries has the form.
            var formed = property.PropertyType.IsAssignableTo(typeof(IEnumerable<System.Text.Json.JsonElement>)) ? (OpenApiSchema)(schema.Items = new OpenApiSchema()) : schema;
            formed.OneOf = [];
            if (orNull && formed == schema)
            {
                schema.OneOf!.Add(new OpenApiSchema { Type = JsonSchemaType.Null });
            }
            foreach (var form in forms)
            {
                var name = NameOf(form)!;
                context.Document!.AddComponent(name, await context.GetOrCreateSchemaAsync(form, cancellationToken: cancellationToken));
                formed.OneOf.Add(new OpenApiSchemaReference(name, context.Document));
            }
        }
    }

    /// <summary>Of answers: a member that is left out when there is none is never null, also one that is a record of its own.</summary>
    public static void EndNulls(OpenApiDocument document)
    {
        foreach (var schema in document.Components!.Schemas!.Where(one => !one.Key.EndsWith("Request", StringComparison.Ordinal)).Select(one => one.Value))
        {
            foreach (var (member, described) in schema.Properties?.ToList() ?? [])
            {
                if (schema.Required?.Contains(member) == false && described.OneOf is [{ Type: JsonSchemaType.Null }, var form])
                {
                    schema.Properties![member] = form;
                }
            }
        }
    }

    static bool MayBeLeftOut(PropertyInfo property) => property.DeclaringType!.GetConstructors().MaxBy(constructor => constructor.GetParameters().Length)?
        .GetParameters().FirstOrDefault(parameter => parameter.Name == property.Name) is { HasDefaultValue: true };
}
