using System.Security.Cryptography;
using EnvGis.Accounts;
using EnvGis.Http;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace EnvGis.Contract;

/// <summary>
/// The description of the application's API as OpenAPI 3.1, made from the endpoints themselves: once for each language and process, when somebody first asks.
/// The OGC API has a description of its own, at /ogc/api.
/// </summary>
sealed class ApiDocument(IServiceProvider services)
{
    /// <summary>Names of the security schemes.</summary>
    public const string Session = "session", Key = "key";

    readonly Lazy<Task<Kept>> vi = new(() => MakeAsync(services, "vi")), en = new(() => MakeAsync(services, "en"));

    public sealed record Kept(byte[] Json, string Tag);

    /// <param name="language">vi or en.</param>
    public Task<Kept> InAsync(string language) => (language == "en" ? en : vi).Value;

    static async Task<Kept> MakeAsync(IServiceProvider services, string language)
    {
        var document = await services.GetRequiredKeyedService<IOpenApiDocumentProvider>(language).GetOpenApiDocumentAsync();
        var json = new MemoryStream();
        await document.SerializeAsJsonAsync(json, OpenApiSpecVersion.OpenApi3_1);
        return new(json.ToArray(), Convert.ToHexStringLower(SHA256.HashData(json.ToArray()))[..16]);
    }

    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<ApiDocument>();
        services.AddSingleton<DocComments>();
        foreach (var language in (string[])["vi", "en"])
        {
            services.AddOpenApi(language, options =>
            {
                options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
                // HEAD is at every address that has GET, and says nothing else; the OGC API has a document of its own, and pages are no API.
                options.ShouldInclude = endpoint => endpoint.HttpMethod != HttpMethods.Head && endpoint.ActionDescriptor.EndpointMetadata.OfType<Summary>().Any();
                options.CreateSchemaReferenceId = AnswerSchemas.NameOf;
                options.AddSchemaTransformer<AnswerSchemas>();
                options.AddOperationTransformer(Operations.DescribeAsync);
                options.AddDocumentTransformer((document, _, _) => Describe(document, language));
            });
        }
    }

    /// <summary>In the order in which people meet them.</summary>
    public static readonly (string Name, string Vi, string En)[] Rooms =
    [
        ("Layers", "Các lớp dữ liệu", "The layers"),
        ("Features", "Từng đối tượng: chi tiết, phiên bản, tọa độ", "Each feature: details, versions, coordinates"),
        ("Lists", "Những gì bản đồ cho thấy, thành danh sách", "What the map shows, as lists"),
        ("Overview", "Số liệu tổng hợp", "Figures over all"),
        ("Places", "Tìm kiếm", "Search"),
        ("Plans", "Kế hoạch, nhiệm vụ và hạn", "Plans, tasks and deadlines"),
        ("Changes", "Những gì thay đổi", "What changes"),
        ("Exports", "Tải cả lớp", "Whole layers to take along"),
        ("Tiles", "Ô bản đồ", "Vector tiles"),
        ("Basemap", "Những gì nằm dưới các lớp", "What lies under the layers"),
        ("Siting", "Một địa điểm nằm trong những vùng nào", "In which zones a site lies"),
        ("Printing", "Lưới và ngày của bản in", "Grid and date of a printed map"),
        ("Editing", "Ghi nhận tại hiện trường", "What people record at sites"),
        ("Drafts", "Soạn thảo, thẩm định và ban hành", "Drafting, reviewing and deciding"),
        ("Sources", "Bảng tọa độ của bản dự thảo", "Coordinate tables of a draft"),
        ("Recipes", "Vùng dựng theo quy tắc", "Zones built from rules"),
        ("NamedZones", "Sổ vùng nêu trong quy hoạch", "The register of zones that plans name"),
        ("Consultations", "Lấy ý kiến các xã", "Asking communes"),
        ("Decisions", "Các quyết định", "The decisions"),
        ("Annexes", "Phụ lục tọa độ: thành tệp, và kiểm tra", "Coordinate annexes: as files, and verified"),
        ("Accounts", "Đăng nhập, tài khoản, quyền, khóa", "Signing in, accounts, grants, keys"),
        ("Audit", "Sổ ghi việc", "The record of acts"),
        ("Health", "Trạng thái tiến trình", "How the process is"),
    ];

    static Task Describe(OpenApiDocument document, string language)
    {
        string Say(string vi, string en) => language == "vi" ? vi : en;
        document.Info = new()
        {
            Title = "EnvGis",
            Version = typeof(ApiDocument).Assembly.GetName().Version?.ToString(3) ?? "0",
            Description = Say(
                "Giao diện của ứng dụng EnvGis. Tọa độ theo WGS 84, kinh độ trước vĩ độ (CRS84), trừ nơi ghi rõ VN-2000; khoảng cách bằng mét; ngày theo giờ Việt Nam. Mỗi lời từ chối theo RFC 9457, "
                + "có tiếng Việt và tiếng Anh. Tham số lang=vi|en có ở mọi địa chỉ. Dữ liệu theo OGC API – Features được mô tả riêng ở /ogc/api.",
                "The API of the application EnvGis. Coordinates are WGS 84, longitude before latitude (CRS84), unless VN-2000 is said; distances are metres; days are Vietnam's. Every refusal is by RFC 9457, "
                + "in Vietnamese and English. Every address knows the parameter lang=vi|en. What OGC API – Features serves is described at /ogc/api."),
            License = new() { Name = "MIT", Identifier = "MIT" },
        };
        // Beside this document, wherever a proxy has put both.
        document.Servers = [new() { Url = "." }];
        document.Components ??= new();
        AnswerSchemas.EndNulls(document);
        var used = document.Paths.Values.SelectMany(path => path.Operations!.Values).SelectMany(operation => operation.Tags!).Select(tag => tag.Reference.Id).ToHashSet();
        document.Tags = Rooms.Where(room => used.Contains(room.Name)).Select(room => new OpenApiTag { Name = room.Name, Description = Say(room.Vi, room.En) }).ToHashSet();
        document.Components.Responses = new Dictionary<string, IOpenApiResponse>
        {
            [Operations.Refused] = new OpenApiResponse
            {
                Description = Say("Lời từ chối theo RFC 9457, một câu làm theo được; các loại ghi ở docs/problems.md",
                    "A refusal by RFC 9457, a sentence that can be acted on; docs/problems.md lists the kinds"),
                Content = new Dictionary<string, OpenApiMediaType> { [Refusal.MediaType] = new OpenApiMediaType { Schema = new OpenApiSchemaReference("Problem", document) } },
            },
        };
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Session] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey, In = ParameterLocation.Cookie, Name = Sessions.CookieName,
                Description = Say("Phiên của một người, bắt đầu ở POST /api/session", "A person's session, begun at POST /api/session"),
            },
            [Key] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.Http, Scheme = "bearer", Description = Say("Khóa API của một hệ thống, cấp ở /api/keys", "A system's API key, made at /api/keys"),
            },
        };
        return Task.CompletedTask;
    }
}
