using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;
using EnvGis.Http;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace EnvGis.Contract;

/// <summary>What an endpoint says of itself (<see cref="Described"/>), as an operation of the document.</summary>
static class Operations
{
    /// <summary>The component that every refusal is.</summary>
    public const string Refused = "Refused";

    public static Task DescribeAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellationToken)
    {
        var (metadata, document, vi) = (context.Description.ActionDescriptor.EndpointMetadata, context.Document!, context.DocumentName == "vi");
        string Say(string inVietnamese, string inEnglish) => vi ? inVietnamese : inEnglish;
        T? Last<T>() where T : class => metadata.OfType<T>().LastOrDefault();

        operation.OperationId = Last<IEndpointNameMetadata>()!.EndpointName;
        operation.Summary = Last<Summary>() is { } summary ? Say(summary.Vi, summary.En) : null;
        operation.Tags = new HashSet<OpenApiTagReference> { new(Room(metadata), document) };
        var path = context.Description.RelativePath ?? "";
        var taken = Last<Takes>()?.Parameters ?? [];
        operation.Parameters = [.. taken.Select(parameter => Of(parameter, IsIn(path, parameter.Name), vi)), Of(Language, inPath: false, vi)];
        if (Last<Guarded>() is { Mark: var mark, Always: var always })
        {
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = "If-Match", In = ParameterLocation.Header, Required = always, Schema = new OpenApiSchema { Type = JsonSchemaType.String, Pattern = $"^\"{mark}[0-9]+\"$" },
                Description = Say($"Phiên bản đã đọc: “\"{mark}12\"”", $"The version that was read: “\"{mark}12\"”"),
            });
        }
        var isOpen = Last<IAllowAnonymous>() is not null;
        operation.Responses ??= [];
        // One is written for all refusals, and told by its number only where that says something.
        operation.Responses.Remove("400");
        foreach (var sends in metadata.OfType<Sends>())
        {
            var number = sends.Status.ToString(CultureInfo.InvariantCulture);
            var answer = operation.Responses.GetValueOrDefault(number) as OpenApiResponse ?? new();
            answer.Description = Say(sends.Vi, sends.En);
            if (sends.MediaType is { } type)
            {
                answer.Content ??= new Dictionary<string, OpenApiMediaType>();
                answer.Content[type] = type.StartsWith("text/", StringComparison.Ordinal) ? new OpenApiMediaType { Schema = new OpenApiSchema { Type = JsonSchemaType.String } }
                    : new OpenApiMediaType();
            }
            operation.Responses[number] = answer;
        }
        // A handler that writes by itself has no answer of its own but those.
        if (metadata.OfType<Sends>().Any() && !metadata.OfType<Sends>().Any(sends => sends.Status == StatusCodes.Status200OK)
            && operation.Responses.GetValueOrDefault("200")?.Content is null or { Count: 0 })
        {
            operation.Responses.Remove("200");
        }
        string[] refusals =
        [
            "400", .. isOpen ? Array.Empty<string>() : ["401", "403"], .. path.Contains('{', StringComparison.Ordinal) ? ["404"] : Array.Empty<string>(),
            .. Last<Guarded>() is null ? Array.Empty<string>() : ["409", "412", "428"], "429", "503", "default",
        ];
        foreach (var status in refusals)
        {
            operation.Responses[status] = new OpenApiResponseReference(Refused, document);
        }
        OpenApiSecurityRequirement By(string scheme) => new() { [new OpenApiSecuritySchemeReference(scheme, document)] = [] };
        var isReading = context.Description.HttpMethod == HttpMethods.Get;
        // Keys read; what changes something, a person does. Who asks without either sees what is public.
        operation.Security = !isOpen ? [By(ApiDocument.Session)] : isReading && !path.StartsWith("health/", StringComparison.Ordinal)
            ? [new(), By(ApiDocument.Session), By(ApiDocument.Key)] : [];
        return Task.CompletedTask;
    }

    static readonly Parameter Language = new("lang", "Ngôn ngữ của lời từ chối và của bảng; bỏ trống là theo Accept-Language", "Language of refusals and tables; by Accept-Language when left out")
    {
        Values = ["vi", "en"],
    };

    // Rooms are folders, and what an address is about.
    static string Room(IList<object> metadata) => metadata.OfType<MethodInfo>().Last().DeclaringType!.Namespace!.Split('.')[^1];

    // {id}, or {id:long}.
    static bool IsIn(string path, string name) => path.Contains($"{{{name}}}", StringComparison.Ordinal) || path.Contains($"{{{name}:", StringComparison.Ordinal);

    static OpenApiParameter Of(Parameter parameter, bool inPath, bool vi)
    {
        var schema = new OpenApiSchema
        {
            Type = parameter.Type switch { "integer" => JsonSchemaType.Integer, "number" => JsonSchemaType.Number, "boolean" => JsonSchemaType.Boolean, _ => JsonSchemaType.String },
            Minimum = parameter.Least?.ToString(CultureInfo.InvariantCulture), Maximum = parameter.Most?.ToString(CultureInfo.InvariantCulture),
            Enum = parameter.Values.Count == 0 ? null : [.. parameter.Values.Select(value => (JsonNode)value)],
            Default = parameter.Default is not { } given ? null : parameter.Type == "integer" ? int.Parse(given, CultureInfo.InvariantCulture) : given,
        };
        if (parameter.Several)
        {
            schema = new() { Type = JsonSchemaType.Array, Items = schema };
        }
        if (parameter.AnyName)
        {
            schema = new() { Type = JsonSchemaType.Object, AdditionalProperties = schema };
        }
        return new()
        {
            Name = parameter.Name, In = inPath ? ParameterLocation.Path : parameter.IsHeader ? ParameterLocation.Header : ParameterLocation.Query,
            Required = inPath || parameter.Required, Description = vi ? parameter.Vi : parameter.En, Schema = schema,
            Style = inPath || parameter.IsHeader ? ParameterStyle.Simple : ParameterStyle.Form, Explode = parameter.AnyName,
            Example = parameter.Example is { } example ? parameter.Several ? new JsonArray([.. example.Split(',').Select(one => (JsonNode)one)]) : (JsonNode)example : null,
        };
    }
}
