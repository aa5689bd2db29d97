using System.Text.Json.Nodes;
using EnvGis.Access;
using EnvGis.Http;
using EnvGis.Layers;
using Microsoft.AspNetCore.Http.HttpResults;

namespace EnvGis.Ogc;

/// <summary>
/// The description of /ogc as OpenAPI 3.0. Layers are values of a path parameter, not paths of their own: clients slow down with hundreds of paths.
/// Every operation points to its parameters by reference.
/// </summary>
static class OpenApiDocument
{
    public static JsonHttpResult<JsonObject> Handle(HttpRequest request, Sight sight, CancellationToken _) =>
        OgcJson.Answer(request, Document(request, sight.Layers.All), OgcJson.Context.JsonObject, MediaTypes.OpenApi);

    static JsonObject Document(HttpRequest request, IReadOnlyList<Layer> layers)
    {
        var filters = Filters(layers, request);
        return new()
        {
            ["openapi"] = "3.0.3",
            ["info"] = new JsonObject
            {
                ["title"] = "EnvGis",
                ["version"] = typeof(OpenApiDocument).Assembly.GetName().Version?.ToString(3) ?? "0",
                ["description"] = Say("Các vùng và điểm môi trường đang có hiệu lực, theo OGC API – Features.",
                    "Environmental zones and sites as they are in force, by OGC API – Features."),
                ["license"] = new JsonObject { ["name"] = "MIT" },
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = OgcLinks.Root(request) }),
            ["paths"] = new JsonObject
            {
                ["/"] = Get("landingPage", MediaTypes.Json, Say("Trang đầu", "Landing page"), []),
                ["/conformance"] = Get("conformance", MediaTypes.Json, Say("Các lớp tuân thủ", "Conformance classes"), []),
                ["/api"] = Get("api", MediaTypes.OpenApi, Say("Tài liệu này", "This document"), []),
                ["/collections"] = Get("collections", MediaTypes.Json, Say("Các lớp", "The layers"), []),
                ["/collections/{collectionId}"] = Get("collection", MediaTypes.Json, Say("Một lớp", "One layer"), ["collectionId"]),
                ["/collections/{collectionId}/schema"] = Get("schema", MediaTypes.JsonSchema, Say("Các trường của một lớp", "The fields of a layer"), ["collectionId"]),
                ["/collections/{collectionId}/queryables"] = Get("queryables", MediaTypes.JsonSchema,
                    Say("Các trường lọc được", "The fields that can be asked for"), ["collectionId"]),
                ["/collections/{collectionId}/items"] = Get("items", MediaTypes.GeoJson, Say("Các đối tượng của một lớp", "Features of a layer"),
                    ["collectionId", "limit", "q", "bbox", "bbox-crs", "crs", "datetime", "offset", "after", .. filters.Select(filter => filter.Key)]),
                ["/collections/{collectionId}/items/{featureId}"] = Get("item", MediaTypes.GeoJson, Say("Một đối tượng", "One feature"),
                    ["collectionId", "featureId", "crs"]),
            },
            ["components"] = new JsonObject
            {
                ["parameters"] = new JsonObject([.. Common(layers, request), .. filters]),
                ["schemas"] = new JsonObject
                {
                    ["problem"] = new JsonObject
                    {
                        ["type"] = "object",
                        ["description"] = "RFC 9457",
                        ["required"] = new JsonArray("type", "title", "status", "detail"),
                        ["properties"] = new JsonObject
                        {
                            ["type"] = new JsonObject { ["type"] = "string" },
                            ["title"] = new JsonObject { ["type"] = "string" },
                            ["status"] = new JsonObject { ["type"] = "integer" },
                            ["detail"] = new JsonObject { ["type"] = "string" },
                        },
                    },
                },
                ["responses"] = new JsonObject
                {
                    ["problem"] = new JsonObject
                    {
                        ["description"] = Say("Lý do từ chối", "Why the request was refused"),
                        ["content"] = new JsonObject
                        {
                            [Refusal.MediaType] = new JsonObject { ["schema"] = new JsonObject { ["$ref"] = "#/components/schemas/problem" } },
                        },
                    },
                },
            },
        };

        string Say(string vi, string en) => OgcJson.InLanguage(request, new(vi, en));

        JsonObject Get(string operation, string mediaType, string summary, IEnumerable<string> parameters) => new()
        {
            ["get"] = new JsonObject
            {
                ["operationId"] = operation,
                ["summary"] = summary,
                ["parameters"] = new JsonArray([.. parameters.Append("f").Append("lang").Select(Reference)]),
                ["responses"] = new JsonObject
                {
                    ["200"] = new JsonObject
                    {
                        ["description"] = summary,
                        ["content"] = new JsonObject { [mediaType] = new JsonObject { ["schema"] = new JsonObject { ["type"] = "object" } } },
                    },
                    ["default"] = new JsonObject { ["$ref"] = "#/components/responses/problem" },
                },
            },
        };
    }

    static JsonNode Reference(string parameter) => new JsonObject { ["$ref"] = $"#/components/parameters/{parameter}" };

    static IEnumerable<KeyValuePair<string, JsonNode?>> Common(IReadOnlyList<Layer> layers, HttpRequest request)
    {
        yield return Parameter("collectionId", "path", Codes("string", layers.Select(layer => layer.Id)), "Lớp", "The layer");
        yield return Parameter("featureId", "path", Schema("integer", ("minimum", 1)), "Số định danh của đối tượng", "The feature's id");
        yield return Parameter("limit", "query", Schema("integer",
                ("minimum", 1), ("maximum", ItemsRequest.MaximumLimit), ("default", ItemsRequest.DefaultLimit)),
            "Số đối tượng mỗi trang; lớn hơn mức tối đa thì lấy mức tối đa", "Features per page; more than the maximum is answered with the maximum");
        yield return Parameter("q", "query", Schema("string", ("minLength", 1), ("maxLength", 200)),
            "Mọi từ phải có ở đầu từ trong tên, tên cũ, mã, tên lớp, xã, huyện và tỉnh mới hoặc cũ, kế hoạch, mục, cơ quan của nhiệm vụ gắn với đối tượng; không cần dấu, hiểu chữ viết tắt. "
            + "Với datetime hay asOf: tên, mã và xã của lúc ấy.",
            "Every word must begin a word of the name, the old name, the code, the layer's title, the commune, district and province of today or before, or the plan, section and bodies "
            + "of a task tied to it; marks are not needed, abbreviations are understood. With datetime or asOf: of the name, code and commune of that time.");
        yield return Parameter("bbox", "query", new JsonObject
            {
                ["type"] = "array", ["minItems"] = 4, ["maxItems"] = 6, ["items"] = Schema("number"),
            },
            "Tây, nam, đông, bắc; tây lớn hơn đông khi khung vắt qua kinh tuyến 180. Đối tượng chưa có vị trí khớp với mọi khung.",
            "West, south, east, north; west above east crosses the 180th meridian. Features without a position match every box.");
        yield return Parameter("bbox-crs", "query", Codes("string", [CoordinateSystems.Crs84, CoordinateSystems.Epsg4326], CoordinateSystems.Crs84),
            "Hệ tọa độ của bbox", "Coordinate system of bbox");
        yield return Parameter("crs", "query", Codes("string", [CoordinateSystems.Crs84], CoordinateSystems.Crs84),
            "Hệ tọa độ của kết quả", "Coordinate system of the answer");
        yield return Parameter("datetime", "query", Schema("string"),
            "Ngày, thời điểm hoặc khoảng có hiệu lực, theo ngày ở Việt Nam, ví dụ 2026-01-01/..; bỏ trống là hôm nay.",
            "Day, moment or interval in force, by days in Vietnam, for example 2026-01-01/..; left out it is today.");
        yield return Parameter("offset", "query", Schema("integer", ("minimum", 0), ("maximum", ItemsRequest.MaximumOffset), ("default", 0)),
            "Số đối tượng bỏ qua. Càng lớn càng chậm: nên đi theo liên kết next.", "Features to skip. The more the slower: better follow the next links.");
        yield return Parameter("after", "query", Schema("string"),
            "Nơi trang trước kết thúc, lấy từ liên kết next. numberMatched là con số chính xác khi numberMatchedIs là exact; "
            + "khi có hơn 10.000 đối tượng khớp bộ lọc, numberMatched được bỏ trống và numberMatchedIs là at-least.",
            "Where the page before ended, from its next link. numberMatched is exact where numberMatchedIs says so; when a filter matches more than "
            + "10,000 features, numberMatched is left out and numberMatchedIs is at-least.");
        yield return Parameter("f", "query", Codes("string", ["json", "geojson"]), "Định dạng", "Encoding");
        yield return Parameter("lang", "query", Codes("string", ["vi", "en"]), "Ngôn ngữ", "Language");

        KeyValuePair<string, JsonNode?> Parameter(string name, string place, JsonObject schema, string vi, string en) =>
            KeyValuePair.Create<string, JsonNode?>(name, Described(name, place, schema, OgcJson.InLanguage(request, new(vi, en))));
    }

    /// <summary>Numbers of a filter that have one reading, in the ways of writing that machines know; see <see cref="EnvGis.Spatial.Numbers.NumberText"/>.</summary>
    public const string WrittenNumber = @"^(?![+-]?[1-9][0-9]{0,2}[.,][0-9]{3}$)[+-]?[0-9]{1,15}([.,][0-9]{1,15})?([eE][+-]?[0-9]{1,2})?$";

    // One parameter per name over all layers; which layers have it stands in its description.
    static List<KeyValuePair<string, JsonNode?>> Filters(IReadOnlyList<Layer> layers, HttpRequest request)
    {
        List<KeyValuePair<string, JsonNode?>> filters =
        [
            Filter("ids", Schema("string", ("pattern", "^[1-9][0-9]{0,17}(,[1-9][0-9]{0,17})*$")), new("Số của các đối tượng, cách nhau bằng dấu phẩy", "Numbers of features, separated by commas")),
            Filter("code", Schema("string"), new("Mã của đối tượng", "The feature's code")),
            Filter("demonstration", Schema("boolean"), new("Dữ liệu minh họa", "Demonstration data")),
            Filter("unlocated", Schema("boolean"), new("Chưa xác định vị trí", "Not yet located")),
            Filter("delineated", Schema("boolean"), new("Đã có ranh giới (vùng)", "Known as an area")),
            Filter("open_task", Schema("boolean"), new("Có nhiệm vụ đã đến kỳ thực hiện và chưa hoàn thành", "A task that has begun and is not done concerns it")),
            Filter("commune_code", Schema("string", ("pattern", "^[0-9]{5}(,[0-9]{5})*$")), new("Mã xã, phường; nhiều mã cách nhau bằng dấu phẩy", "Commune codes, separated by commas")),
            Filter("province_code", Schema("string", ("pattern", "^[0-9]{2}(,[0-9]{2})*$")), new("Mã tỉnh; nhiều mã cách nhau bằng dấu phẩy", "Province codes, separated by commas")),
            Filter("plan", Schema("string"), new("Có nhiệm vụ của các kế hoạch này", "A task of one of these plans concerns it")),
            Filter("task", Schema("string"), new("Gắn với một trong các nhiệm vụ này", "One of these tasks concerns it")),
            Filter("agency", Schema("string"), new("Cơ quan chủ trì hoặc phối hợp, không cần dấu", "A body that leads such a task or takes part, without accents")),
            Filter("from", Schema("integer"), new("Năm đầu của thời gian thực hiện nhiệm vụ", "First year in which such a task runs")),
            Filter("to", Schema("integer"), new("Năm cuối của thời gian thực hiện nhiệm vụ", "Last year in which such a task runs")),
            Filter("task_state", Schema("string"),
                new($"Có nhiệm vụ mà hôm nay: {string.Join(", ", Vocabularies.CodesOf(Vocabularies.TaskState))}", $"How such a task stands today: {string.Join(", ", Vocabularies.CodesOf(Vocabularies.TaskState))}")),
            Filter("grade", Schema("string", ("pattern", "^[0-4](,[0-4])*$")), new("Mức độ chung: 0 chưa xếp, 1 nhẹ, 2 trung bình, 3 nghiêm trọng, 4 đặc biệt nghiêm trọng",
                "Common severity: 0 unrated, 1 light, 2 medium, 3 serious, 4 especially serious")),
            Filter("state", Schema("string"), new($"Tình trạng chung: {string.Join(", ", Vocabularies.CodesOf(Vocabularies.State))}", $"Common status: {string.Join(", ", Vocabularies.CodesOf(Vocabularies.State))}")),
            Filter("asOf", Schema("string"), new("Như hồ sơ ghi vào ngày, thời điểm này", "As the record stood on this day or at this moment")),
        ];
        var common = Common([], request).Select(parameter => parameter.Key).Concat(filters.Select(filter => filter.Key)).ToHashSet(StringComparer.Ordinal);
        filters.AddRange(layers
            .SelectMany(layer => layer.Attributes.Where(attribute => attribute.Filter && !common.Contains(attribute.Name)).Select(attribute => (layer, attribute)))
            .GroupBy(pair => pair.attribute.Name, StringComparer.Ordinal)
            .Select(pairs =>
            {
                var (_, first) = pairs.First();
                var ids = string.Join(", ", pairs.Select(pair => pair.layer.Id));
                var type = pairs.All(pair => LayerSchema.TypeOf(pair.attribute) == LayerSchema.TypeOf(first)) ? LayerSchema.TypeOf(first) : "string";
                // A client that knows a number would write 7.125, which has two readings here: it is told how to write.
                var (schema, vi, en) = type == "number"
                    ? (Schema("string", ("pattern", WrittenNumber)), "; số viết bằng dấu chấm hoặc dấu phẩy thập phân; 7.125 có hai cách đọc nên bị từ chối, hãy viết 7.1250",
                        "; a number with a point or comma before its decimals; 7.125 has two readings and is refused, write 7.1250")
                    : (Schema(type), "", "");
                return Filter(first.Name, schema, new($"{first.Title.Vi} ({ids}){vi}", $"{first.Title.En} ({ids}){en}"));
            }));
        return filters;

        KeyValuePair<string, JsonNode?> Filter(string name, JsonObject schema, Text text) =>
            KeyValuePair.Create<string, JsonNode?>(name, Described(name, "query", schema, OgcJson.InLanguage(request, text)));
    }

    static JsonObject Described(string name, string place, JsonObject schema, string description) => new()
    {
        ["name"] = name,
        ["in"] = place,
        ["required"] = place == "path",
        ["style"] = place == "path" ? "simple" : "form",
        ["explode"] = false,
        ["description"] = description,
        ["schema"] = schema,
    };

    static JsonObject Schema(string type, params ReadOnlySpan<(string Name, JsonNode Value)> more)
    {
        var schema = new JsonObject { ["type"] = type };
        foreach (var (name, value) in more)
        {
            schema[name] = value;
        }
        return schema;
    }

    static JsonObject Codes(string type, IEnumerable<string> codes, string? byDefault = null)
    {
        var schema = Schema(type, ("enum", new JsonArray([.. codes.Select(code => (JsonNode)code)])));
        if (byDefault is not null)
        {
            schema["default"] = byDefault;
        }
        return schema;
    }
}
