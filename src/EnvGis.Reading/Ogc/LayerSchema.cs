using System.Text.Json.Nodes;
using EnvGis.Access;
using EnvGis.Http;
using EnvGis.Layers;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EnvGis.Ogc;

/// <summary>
/// What a layer's features look like (OGC API Features Part 5) and what can be asked of them (Part 3), as JSON Schema. A client that reads it needs no
/// page of features to know the fields, not even those that are null everywhere.
/// </summary>
static class LayerSchema
{
    public static Results<JsonHttpResult<JsonObject>, Refusal> Schema(string id, HttpRequest request, Sight sight, CancellationToken _) =>
        Answer(id, request, sight.Layers, Logical);

    public static Results<JsonHttpResult<JsonObject>, Refusal> Queryables(string id, HttpRequest request, Sight sight, CancellationToken _) =>
        Answer(id, request, sight.Layers, Asked);

    /// <summary>The schema of one feature as GeoJSON, which GDAL reads before the first page.</summary>
    public static Results<JsonHttpResult<JsonObject>, Refusal> Feature(string id, HttpRequest request, Sight sight, CancellationToken _) =>
        Answer(id, request, sight.Layers, GeoJson);

    static JsonObject Logical(Layer layer, HttpRequest request) => Members(Properties(layer, request));

    static JsonObject Asked(Layer layer, HttpRequest request) => Members(Properties(layer, request).Where(property => property.Queryable));

    static JsonObject GeoJson(Layer layer, HttpRequest request) => new()
    {
        ["type"] = new JsonObject { ["type"] = "string", ["enum"] = new JsonArray("Feature") },
        ["id"] = new JsonObject { ["type"] = "integer" },
        ["geometry"] = new JsonObject { ["description"] = "RFC 7946 §3.1; null when not yet located", ["type"] = "object" },
        ["properties"] = new JsonObject
        {
            ["type"] = "object",
            ["properties"] = Members(Properties(layer, request).Where(property => property.Name is not ("id" or "geometry"))),
        },
    };

    static JsonObject Members(IEnumerable<(string Name, JsonObject Schema, bool Queryable)> properties)
    {
        var members = new JsonObject();
        foreach (var (name, schema, _) in properties)
        {
            schema["x-ogc-propertySeq"] = members.Count + 1;
            members[name] = schema;
        }
        return members;
    }

    static Results<JsonHttpResult<JsonObject>, Refusal> Answer(
        string id, HttpRequest request, LayerCatalogue layers, Func<Layer, HttpRequest, JsonObject> properties)
    {
        if (layers.Find(id) is not { } layer)
        {
            return Problems.UnknownLayer(id);
        }
        var answer = new JsonObject
        {
            ["$schema"] = "https://json-schema.org/draft/2020-12/schema",
            ["$id"] = OgcLinks.Self(request),
            ["type"] = "object",
            ["title"] = OgcJson.InLanguage(request, layer.Title),
            ["description"] = OgcJson.InLanguage(request, layer.Description),
            ["properties"] = properties(layer, request),
        };
        return OgcJson.Answer(request, answer, OgcJson.Context.JsonObject, MediaTypes.JsonSchema);
    }

    static IEnumerable<(string Name, JsonObject Schema, bool Queryable)> Properties(Layer layer, HttpRequest request)
    {
        yield return ("id", Typed("integer", "Số định danh", "Identifier", ("x-ogc-role", "id")), false);
        yield return ("code", Typed("string", "Mã", "Code"), true);
        yield return ("name_vi", Typed("string", "Tên", "Name in Vietnamese"), false);
        yield return ("name_en", Typed("string", "Tên tiếng Anh", "Name in English"), false);
        yield return ("demonstration", Typed("boolean", "Dữ liệu minh họa", "Demonstration data"), true);
        yield return ("unlocated", Typed("boolean", "Chưa xác định vị trí", "Not yet located"), true);
        yield return ("accuracy_m", Typed("number", "Sai số vị trí", "Accuracy of the position", ("x-ogc-unit", "m")), false);
        yield return ("position_source", Typed("string", "Nguồn vị trí", "Source of the position",
            ("enum", new JsonArray([.. Vocabularies.CodesOf(Vocabularies.PositionSource).Select(code => (JsonNode)code)]))), false);
        yield return ("commune_code", Typed("string", "Mã xã, phường", "Commune code", ("pattern", "^[0-9]{5}$")), true);
        yield return ("commune_name", Typed("string", "Xã, phường", "Commune"), false);
        yield return ("province_code", Typed("string", "Mã tỉnh", "Province code", ("pattern", "^[0-9]{2}$")), true);
        yield return ("valid_from", Typed("string", "Có hiệu lực từ ngày", "In force from", ("format", "date"), ("x-ogc-role", "primary-interval-start")), false);
        yield return ("valid_to", Typed("string", "Ngày cuối còn hiệu lực", "Last day in force", ("format", "date"), ("x-ogc-role", "primary-interval-end")), false);
        yield return ("updated_at", Typed("string", "Ghi nhận lúc", "Recorded at", ("format", "date-time")), false);
        yield return ("area_m2", Typed("number", "Diện tích", "Area", ("x-ogc-unit", "m²")), false);
        foreach (var attribute in layer.Attributes)
        {
            yield return (attribute.Name, Of(attribute, request), attribute.Filter);
        }
        yield return ("geometry", new JsonObject
        {
            ["title"] = InLanguage("Hình học", "Geometry"),
            ["x-ogc-role"] = "primary-geometry",
            ["format"] = layer.Geometry switch
            {
                "point" => "geometry-point-or-multipoint",
                "line" => "geometry-multilinestring",
                "polygon" => "geometry-multipolygon",
                _ => "geometry-any",
            },
        }, true);

        JsonObject Typed(string type, string vi, string en, params ReadOnlySpan<(string Name, JsonNode Value)> more)
        {
            var schema = new JsonObject { ["title"] = InLanguage(vi, en), ["type"] = type };
            foreach (var (name, value) in more)
            {
                schema[name] = value;
            }
            return schema;
        }

        string InLanguage(string vi, string en) => OgcJson.InLanguage(request, new(vi, en));
    }

    static JsonObject Of(LayerAttribute attribute, HttpRequest request)
    {
        var schema = new JsonObject { ["title"] = OgcJson.InLanguage(request, attribute.Title), ["type"] = TypeOf(attribute) };
        if (attribute.Description is { } description)
        {
            schema["description"] = OgcJson.InLanguage(request, description);
        }
        if (attribute.Type is "date" or "url")
        {
            schema["format"] = attribute.Type == "date" ? "date" : "uri";
        }
        if (attribute.Codelist is { } codelist)
        {
            schema["enum"] = new JsonArray([.. codelist.Select(code => (JsonNode)code.Code)]);
            // Beside the codes, what people read for each.
            schema["x-envgis-codelist"] = new JsonObject(codelist.Select(code => KeyValuePair.Create<string, JsonNode?>(code.Code, OgcJson.InLanguage(request, code.Title))));
        }
        if (attribute.Minimum is { } minimum)
        {
            schema["minimum"] = minimum;
        }
        if (attribute.Maximum is { } maximum)
        {
            schema["maximum"] = maximum;
        }
        if (attribute.MaxLength is { } maxLength)
        {
            schema["maxLength"] = maxLength;
        }
        if (attribute.Unit is { } unit)
        {
            schema["x-ogc-unit"] = unit;
        }
        return schema;
    }

    /// <summary>The attribute's type as JSON Schema names it.</summary>
    public static string TypeOf(LayerAttribute attribute) => attribute.Type is "integer" or "number" or "boolean" ? attribute.Type : "string";
}
