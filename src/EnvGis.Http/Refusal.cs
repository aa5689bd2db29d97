using System.Text.Encodings.Web;
using System.Text.Json;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;

namespace EnvGis.Http;

/// <summary>A refusal by RFC 9457, in the caller's language. <paramref name="Vi"/> and <paramref name="En"/> are each one sentence that a person can act on.</summary>
public sealed record Refusal(int Status, string Slug, string Vi, string En) : IResult, IStatusCodeHttpResult, IContentTypeHttpResult, IEndpointMetadataProvider
{
    public const string MediaType = "application/problem+json";

    int? IStatusCodeHttpResult.StatusCode => Status;

    string? IContentTypeHttpResult.ContentType => MediaType;

    /// <summary>Seconds after which the same request may succeed; sent as Retry-After.</summary>
    public int? RetryAfterSeconds { get; init; }

    /// <summary>What stands there now, of a refusal because somebody was faster; null of others.</summary>
    public object? Current { get; init; }

    /// <summary>What the caller sent, beside <see cref="Current"/>.</summary>
    public object? Yours { get; init; }

    /// <summary>The parameter of the address that is wrong; null when it is something else.</summary>
    public string? Parameter { get; init; }

    /// <summary>The field of the body that is wrong, as <c>grants[0].role</c>; null when it is something else.</summary>
    public string? Field { get; init; }

    /// <summary>All that is wrong with a request, each with its parameter or field; empty where that is not the matter.</summary>
    IReadOnlyList<Refusal> Faults { get; init; } = [];

    /// <summary>One refusal that tells several faults of a request: it is of the first one's kind, and says all of their sentences.</summary>
    /// <param name="faults">At least one.</param>
    public static Refusal Together(IReadOnlyList<Refusal> faults) => faults is [var only] ? only : faults[0] with
    {
        Vi = string.Join(' ', faults.Select(fault => fault.Vi)), En = string.Join(' ', faults.Select(fault => fault.En)), Parameter = null, Field = null, Faults = [.. faults],
    };

    public Task ExecuteAsync(HttpContext context)
    {
        var response = context.Response;
        var vietnamese = CallerLanguage.Of(context.Request) == "vi";
        response.StatusCode = Status;
        response.Headers[HeaderNames.ContentLanguage] = vietnamese ? "vi" : "en";
        response.Headers[HeaderNames.CacheControl] = "no-store";
        if (RetryAfterSeconds is { } seconds)
        {
            response.Headers[HeaderNames.RetryAfter] = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
        var body = new Body($"/problems/{Slug}", Titles.Of(Status, vietnamese), Status, vietnamese ? Vi : En, context.Request.Path, Vi, En, Errors(vietnamese), Current, Yours);
        return response.WriteAsJsonAsync(body, Json, MediaType, context.RequestAborted);
    }

    IReadOnlyList<Fault>? Errors(bool vietnamese)
    {
        IReadOnlyList<Refusal> all = this.Faults.Count > 0 ? this.Faults : this is { Parameter: null, Field: null } ? [] : [this];
        return all.Count == 0 ? null : [.. all.Select(one => new Fault($"/problems/{one.Slug}", vietnamese ? one.Vi : one.En, one.Vi, one.En, one.Parameter, one.Field))];
    }

    public static void PopulateMetadata(System.Reflection.MethodInfo method, EndpointBuilder builder) =>
        builder.Metadata.Add(new ProducesResponseTypeMetadata(StatusCodes.Status400BadRequest, typeof(Body), [MediaType]));

    // Vietnamese stays readable: JSON sent as JSON needs none of the escapes that HTML would.
    static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>By RFC 9457.</summary>
    /// <param name="Type">/problems/ and the kind of refusal.</param>
    /// <param name="Detail">A sentence that can be acted on, in the caller's language.</param>
    /// <param name="Errors">Each parameter or field that is wrong; null where none is the matter.</param>
    /// <param name="Current">What stands there now, of a write that came too late.</param>
    /// <param name="Yours">What was sent, beside that.</param>
    internal sealed record Body(
        string Type, string Title, int Status, string Detail, string Instance, string Vi, string En, IReadOnlyList<Fault>? Errors = null, object? Current = null, object? Yours = null);

    /// <summary>One thing that is wrong with a request.</summary>
    /// <param name="Detail">Its own sentence, in the caller's language.</param>
    /// <param name="Parameter">Of the address; null when it is a field.</param>
    /// <param name="Field">Of the body; null when it is a parameter.</param>
    internal sealed record Fault(string Type, string Detail, string Vi, string En, string? Parameter = null, string? Field = null);

    static class Titles
    {
        public static string Of(int status, bool vietnamese) => status switch
        {
            400 => vietnamese ? "Yêu cầu chưa đúng" : "Bad request",
            401 => vietnamese ? "Cần đăng nhập" : "Not signed in",
            403 => vietnamese ? "Không được phép" : "Not allowed",
            404 => vietnamese ? "Không tìm thấy" : "Not found",
            405 => vietnamese ? "Không hỗ trợ cách gọi này" : "Method not allowed",
            406 => vietnamese ? "Không có định dạng này" : "Not acceptable",
            409 => vietnamese ? "Không hợp với hiện trạng" : "Conflict",
            410 => vietnamese ? "Không còn nữa" : "Gone",
            412 => vietnamese ? "Đã thay đổi trong lúc đó" : "Changed meanwhile",
            413 => vietnamese ? "Nội dung quá lớn" : "Content too large",
            414 => vietnamese ? "Địa chỉ quá dài" : "Address too long",
            415 => vietnamese ? "Không nhận dạng nội dung này" : "Unsupported media type",
            428 => vietnamese ? "Thiếu điều kiện" : "Precondition required",
            429 => vietnamese ? "Quá nhiều yêu cầu" : "Too many requests",
            431 => vietnamese ? "Phần đầu của yêu cầu quá lớn" : "Request header too large",
            503 => vietnamese ? "Tạm thời chưa phục vụ được" : "Unavailable for now",
            >= 500 => vietnamese ? "Lỗi của hệ thống" : "Server error",
            _ => vietnamese ? "Yêu cầu bị từ chối" : "Request refused",
        };
    }
}

/// <summary>
/// Vietnamese unless the caller asks for English, by <c>?lang=</c> or Accept-Language. Whoever asks here answers in that language, so the answer says
/// <c>Vary: Accept-Language</c> from then on.
/// </summary>
public static class CallerLanguage
{
    public static string Of(HttpRequest request)
    {
        if (request.Query.TryGetValue("lang", out var asked) && asked.Count > 0)
        {
            return asked[^1] == "en" ? "en" : "vi";
        }
        var response = request.HttpContext.Response;
        if (!response.HasStarted && !response.Headers.Vary.ToString().Contains(HeaderNames.AcceptLanguage, StringComparison.OrdinalIgnoreCase))
        {
            response.Headers.Append(HeaderNames.Vary, HeaderNames.AcceptLanguage);
        }
        var accepted = request.GetTypedHeaders().AcceptLanguage;
        var best = accepted.Where(language => language.Quality is null or > 0).OrderByDescending(language => language.Quality ?? 1)
            .Select(language => language.Value.ToString()).FirstOrDefault(language =>
                language.StartsWith("vi", StringComparison.OrdinalIgnoreCase) || language.StartsWith("en", StringComparison.OrdinalIgnoreCase));
        return best is not null && best.StartsWith("en", StringComparison.OrdinalIgnoreCase) ? "en" : "vi";
    }
}
