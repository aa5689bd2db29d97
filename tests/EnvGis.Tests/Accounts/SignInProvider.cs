using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace EnvGis.Tests.Accounts;

/// <summary>An OAuth 2 provider with OpenID Connect's user information, on a port of its own. Whoever comes is at once signed in there as <see cref="Subject"/>.</summary>
sealed class SignInProvider : IAsyncDisposable
{
    public const string ClientId = "envgis";
    public const string ClientSecret = "bí mật của phép thử";

    readonly WebApplication app;
    readonly ConcurrentDictionary<string, (string Challenge, string Redirect, string Subject)> codes = new();
    readonly ConcurrentDictionary<string, string> tokens = new();

    SignInProvider(WebApplication app) => this.app = app;

    /// <summary>Who sits in front of it; null makes it refuse, as someone does who thinks better of it.</summary>
    public string? Subject { get; set; } = "nguoi-1";

    public string Address => app.Urls.First();

    public static async Task<SignInProvider> StartAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        var provider = new SignInProvider(builder.Build());
        provider.app.Urls.Add("http://127.0.0.1:0");
        provider.app.MapGet("/authorize", provider.Authorize);
        provider.app.MapPost("/token", provider.TokenAsync);
        provider.app.MapGet("/userinfo", (HttpContext context) => provider.tokens.TryGetValue(context.Request.Headers.Authorization.ToString().Replace("Bearer ", "", StringComparison.Ordinal), out var subject)
            ? Results.Json(new { sub = subject, name = "Người ở cổng" }) : Results.Unauthorized());
        await provider.app.StartAsync();
        return provider;
    }

    /// <summary>As arguments that configure EnvGis to trust it.</summary>
    public string[] Arguments(string id) =>
    [
        $"--SignInProviders:{id}:Title=Cổng của tỉnh", $"--SignInProviders:{id}:ClientId={ClientId}", $"--SignInProviders:{id}:ClientSecret={ClientSecret}",
        $"--SignInProviders:{id}:AuthorizationEndpoint={Address}/authorize", $"--SignInProviders:{id}:TokenEndpoint={Address}/token",
        $"--SignInProviders:{id}:UserInformationEndpoint={Address}/userinfo",
    ];

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    IResult Authorize(string response_type, string client_id, string redirect_uri, string scope, string state, string code_challenge, string code_challenge_method)
    {
        if (response_type != "code" || client_id != ClientId || scope != "openid" || code_challenge_method != "S256")
        {
            return Results.BadRequest();
        }
        if (Subject is null)
        {
            return Results.Redirect(QueryHelpers.AddQueryString(redirect_uri, new Dictionary<string, string?> { ["error"] = "access_denied", ["state"] = state }));
        }
        var code = Guid.NewGuid().ToString("n");
        codes[code] = (code_challenge, redirect_uri, Subject);
        return Results.Redirect(QueryHelpers.AddQueryString(redirect_uri, new Dictionary<string, string?> { ["code"] = code, ["state"] = state }));
    }

    async Task<IResult> TokenAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        if (form["client_id"] != ClientId || form["client_secret"] != ClientSecret || form["grant_type"] != "authorization_code"
            || !codes.TryRemove(form["code"].ToString(), out var given) || form["redirect_uri"] != given.Redirect
            || WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString()))) != given.Challenge)
        {
            return Results.BadRequest(new { error = "invalid_grant" });
        }
        var token = Guid.NewGuid().ToString("n");
        tokens[token] = given.Subject;
        return Results.Json(new { access_token = token, token_type = "Bearer", expires_in = 60 });
    }
}
