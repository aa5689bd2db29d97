using System.Text.Json;
using System.Text.RegularExpressions;
using EnvGis.Database;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.Net.Http.Headers;
using Npgsql;

namespace EnvGis.Http;

/// <summary>What a page that is not ours may do, in place of what holds for all of ours.</summary>
sealed record ContentPolicy(Func<HttpContext, string> Of);

/// <summary>What holds for every request: safety headers, and the one place where what was not foreseen becomes an answer.</summary>
static partial class Edge
{
    /// <param name="imageOrigin">One other origin that pages may take images from; null for none.</param>
    public static void UseSafetyHeaders(this WebApplication app, string? imageOrigin)
    {
        // Leaflet and the page set styles as properties of elements, which needs no 'unsafe-inline'.
        var policy = $"default-src 'self'; img-src 'self' data: blob:{(imageOrigin is null ? "" : " " + imageOrigin)}; "
            + "object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";
        app.Use((context, next) =>
        {
            // At the last moment: an answer that was begun and became a refusal has lost what stood in it before.
            context.Response.OnStarting(() =>
            {
                var headers = context.Response.Headers;
                headers.ContentSecurityPolicy = context.GetEndpoint()?.Metadata.GetMetadata<ContentPolicy>()?.Of(context) ?? policy;
                headers.XContentTypeOptions = "nosniff";
                headers["Referrer-Policy"] = "same-origin";
                headers["Cross-Origin-Opener-Policy"] = "same-origin";
                return Task.CompletedTask;
            });
            return next(context);
        });
    }

    public static void UseRefusals(this WebApplication app)
    {
        var log = app.Logger;
        var outage = app.Services.GetRequiredService<DatabaseOutage>();
        var files = app.Services.GetRequiredService<PageFiles>();
        app.Use(async (context, next) =>
        {
            try
            {
                await next(context);
            }
            catch (OperationCanceledException) when (context.RequestAborted.IsCancellationRequested)
            {
                // The caller has left; there is nobody to answer.
                return;
            }
            catch (Exception fault) when (!context.Response.HasStarted)
            {
                var refusal = Answer(fault, context);
                if (refusal.Status == StatusCodes.Status503ServiceUnavailable && DatabaseOutage.IsMet(fault))
                {
                    outage.Refuse(context.Request.Method, context.Request.Path, fault);
                }
                else if (refusal.Status >= 500)
                {
                    Failed(log, context.Request.Method, context.Request.Path, fault);
                }
                ClearAnswer(context.Response);
                await refusal.ExecuteAsync(context);
                return;
            }
            catch (Exception fault) when (DatabaseOutage.IsMet(fault))
            {
                // What was begun cannot be taken back: its reader is to see that it is not whole.
                outage.Refuse(context.Request.Method, context.Request.Path, fault);
                context.Abort();
                return;
            }
            if (context.Response is { HasStarted: false, StatusCode: 400 or 404 or 405 or 413 or 415, ContentLength: null, ContentType: null })
            {
                // Routing or the reading of the body did not get to a handler, and says so by number only.
                if (context.Response.StatusCode == StatusCodes.Status404NotFound && PageEndpoints.IsAskedByPerson(context.Request))
                {
                    context.Response.OnStarting(() =>
                    {
                        context.Response.Headers.Append(HeaderNames.Vary, HeaderNames.Accept);
                        return Task.CompletedTask;
                    });
                    await PageEndpoints.SendMissingAsync(context, files);
                    return;
                }
                await (context.Response.StatusCode switch
                {
                    405 => Problems.MethodNotAllowed(context.Request.Method),
                    400 => Problems.Malformed(),
                    413 => Problems.TooLarge(MostBytes(context)),
                    415 => Problems.NotThisMediaType(),
                    _ => Problems.UnknownAddress(context.Request.Path),
                }).ExecuteAsync(context);
            }
        });
    }

    /// <summary>
    /// Connections that a failed request had forget what they have prepared: what failed may have been refused by the server while a statement was prepared. They are known by the token of who used
    /// them, so this stands at the edge and again inside whatever gives the request another token.
    /// </summary>
    /// <param name="published">Where everybody reads, whose connections forget with the others.</param>
    public static void UseForgottenConnections(this WebApplication app, ReadingSource published)
    {
        var members = app.Services.GetRequiredService<MemberDatabase>().Source;
        var (working, accounts) = (app.Services.GetRequiredService<WorkingDatabase>().Source, app.Services.GetRequiredService<AccountsDatabase>().Source);
        app.Use(async (context, next) =>
        {
            try
            {
                await next(context);
            }
            catch
            {
                published.Forget(context.RequestAborted);
                members.Forget(context.RequestAborted);
                working.Forget(context.RequestAborted);
                accounts.Forget(context.RequestAborted);
                throw;
            }
        });
    }

    // What holds for the caller and not for the answer that was begun stays.
    static void ClearAnswer(HttpResponse response)
    {
        var kept = KeptHeaders.Select(name => (name, Value: response.Headers[name])).Where(header => header.Value.Count > 0).ToList();
        response.Clear();
        kept.ForEach(header => response.Headers[header.name] = header.Value);
    }

    static readonly string[] KeptHeaders = [HeaderNames.StrictTransportSecurity, "RateLimit", "RateLimit-Policy"];

    static long? MostBytes(HttpContext context) => context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize;

    static Refusal Answer(Exception fault, HttpContext context) => fault switch
    {
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => Problems.TooLarge(MostBytes(context)),
        BadHttpRequestException { StatusCode: StatusCodes.Status415UnsupportedMediaType } => Problems.NotThisMediaType(),
        BadHttpRequestException { InnerException: JsonException unmapped } when UnknownMember().Match(unmapped.Message) is { Success: true } member =>
            Problems.BadField(Named(unmapped.Path, member.Groups[1].Value), "không có mục nào mang tên này ở đây", "there is no field of this name here"),
        BadHttpRequestException { InnerException: UnreadableValue { Path: { Length: > 2 } at } unreadable } => Problems.BadField(at[1..].TrimStart('.'), unreadable.Vi, unreadable.En),
        // The reader says at which member it stopped: "$.percent", "$[0].role".
        BadHttpRequestException { InnerException: JsonException { Path: { Length: > 2 } path } } =>
            Problems.BadField(path[1..].TrimStart('.'), "giá trị không đúng kiểu cần có", "its value is not of the kind that it takes"),
        BadHttpRequestException { InnerException: JsonException { Path: "$" } wrong } when wrong.Message.Contains("could not be converted", StringComparison.Ordinal)
            && context.GetEndpoint()?.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType is { } taken =>
            Problems.WrongBody(typeof(System.Collections.IEnumerable).IsAssignableFrom(taken)),
        BadHttpRequestException => Problems.Malformed(),
        PostgresException broken when ServerParts.Broken(broken) => Problems.DatabaseBroken(),
        PostgresException altered when ServerParts.Altered(altered) => Problems.DatabaseAltered(),
        PostgresException { SqlState: PostgresErrorCodes.QueryCanceled } => Problems.TooExpensive(),
        // Text that cannot be stored came from the caller, by a door that nobody thought of.
        PostgresException { SqlState: PostgresErrorCodes.CharacterNotInRepertoire or PostgresErrorCodes.UntranslatableCharacter } => Problems.Malformed(),
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => Problems.StorageFull(),
        // The server is being stopped or was killed, or is a standby that takes no writes.
        PostgresException { SqlState: PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.ReadOnlySqlTransaction } => Problems.DatabaseAway(),
        PostgresException { SqlState: "EG401" } => Problems.PermissionOver(),
        // Two who waited for each other, of whom the server ends one, whose act is undone whole.
        PostgresException { SqlState: PostgresErrorCodes.DeadlockDetected or PostgresErrorCodes.SerializationFailure } => Problems.ChangedAtOnce(),
        // The service's login was closed, or its database renamed or dropped.
        PostgresException { SqlState: PostgresErrorCodes.InvalidAuthorizationSpecification or PostgresErrorCodes.InvalidPassword or PostgresErrorCodes.InvalidCatalogName } => Problems.DatabaseAway(),
        NpgsqlException { IsTransient: true } => Problems.DatabaseAway(),
        NpgsqlException and not PostgresException => Problems.DatabaseAway(),
        TimeoutException => Problems.DatabaseAway(),
        // Two at the same moment: the second one's act is undone whole.
        Microsoft.EntityFrameworkCore.DbUpdateConcurrencyException => Problems.ChangedAtOnce(),
        // EF Core wraps what the driver says.
        { InnerException: { } cause } => Answer(cause, context),
        _ => Problems.Unexpected(),
    };

    // The path leads to the field or, in some places, to what it stands in.
    static string Named(string? path, string field) =>
        path is not { Length: > 2 } ? field : path[1..].TrimStart('.') is var within && within.EndsWith(field, StringComparison.Ordinal) ? within : $"{within}.{field}";

    [GeneratedRegex("property '(.{1,200}?)' could not be mapped")]
    private static partial Regex UnknownMember();

    [LoggerMessage(EventId = 1000, Level = LogLevel.Error, Message = "{Method} {Path} failed")]
    static partial void Failed(ILogger logger, string method, string path, Exception fault);
}
