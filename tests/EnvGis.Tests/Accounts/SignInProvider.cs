using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace EnvGis.Tests.Accounts;

/// <summary>What a provider signs of somebody; a test may make any part of it wrong.</summary>
sealed record IdToken(string Issuer, string Audience, string? Nonce, string? Subject, DateTime Expires, SigningCredentials? Signed);

/// <summary>An OpenID Connect provider on a port of its own. Whoever comes is at once signed in there as <see cref="Subject"/>.</summary>
sealed class SignInProvider : IAsyncDisposable
{
    public const string ClientId = "envgis";
    public const string ClientSecret = "bí mật của phép thử";

    readonly WebApplication app;
    readonly RsaSecurityKey key = new(RSA.Create(2048)) { KeyId = "một" };
    readonly ConcurrentDictionary<string, (string Challenge, string Redirect, string Subject, string Nonce)> codes = new();
    readonly ConcurrentDictionary<string, string> tokens = new();

    SignInProvider(WebApplication app) => this.app = app;

    /// <summary>Who sits in front of it; null makes it refuse, as someone does who thinks better of it.</summary>
    public string? Subject { get; set; } = "nguoi-1";

    /// <summary>What becomes of the tokens that it signs.</summary>
    public Func<IdToken, IdToken> Spoil { get; set; } = token => token;

    public string Address => app.Urls.First();

    /// <summary>A key of somebody else by the same name.</summary>
    public static SigningCredentials Foreign { get; } = new(new RsaSecurityKey(RSA.Create(2048)) { KeyId = "một" }, SecurityAlgorithms.RsaSha256);

    public static async Task<SignInProvider> StartAsync()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        var provider = new SignInProvider(builder.Build());
        provider.app.Urls.Add("http://127.0.0.1:0");
        provider.app.MapGet("/.well-known/openid-configuration", () => Results.Json(new Dictionary<string, object>
        {
            ["issuer"] = provider.Address, ["authorization_endpoint"] = $"{provider.Address}/authorize", ["token_endpoint"] = $"{provider.Address}/token",
            ["userinfo_endpoint"] = $"{provider.Address}/userinfo", ["jwks_uri"] = $"{provider.Address}/keys", ["response_types_supported"] = new[] { "code" },
            ["id_token_signing_alg_values_supported"] = new[] { "RS256" },
        }));
        provider.app.MapGet("/keys", () => Results.Json(new { keys = new[] { provider.Published() } }));
        provider.app.MapGet("/authorize", provider.Authorize);
        provider.app.MapPost("/token", provider.TokenAsync);
        provider.app.MapGet("/userinfo", (HttpContext context) => provider.tokens.TryGetValue(context.Request.Headers.Authorization.ToString().Replace("Bearer ", "", StringComparison.Ordinal), out var subject)
            ? Results.Json(new { sub = subject, ma_can_bo = $"CB-{subject}", name = "Người ở cổng" }) : Results.Unauthorized());
        await provider.app.StartAsync();
        return provider;
    }

    /// <summary>As arguments that configure EnvGis to trust it.</summary>
    public string[] Arguments(string id) =>
    [
        $"--SignInProviders:{id}:Title=Cổng của tỉnh", $"--SignInProviders:{id}:ClientId={ClientId}", $"--SignInProviders:{id}:ClientSecret={ClientSecret}",
        $"--SignInProviders:{id}:Authority={Address}",
    ];

    public async ValueTask DisposeAsync() => await app.DisposeAsync();

    object Published()
    {
        var parts = key.Rsa.ExportParameters(false);
        return new { kty = "RSA", use = "sig", alg = "RS256", kid = key.KeyId, n = Base64UrlEncoder.Encode(parts.Modulus), e = Base64UrlEncoder.Encode(parts.Exponent) };
    }

    IResult Authorize(string response_type, string client_id, string redirect_uri, string scope, string state, string nonce, string code_challenge, string code_challenge_method)
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
        codes[code] = (code_challenge, redirect_uri, Subject, nonce);
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
        var vouched = Spoil(new(Address, ClientId, given.Nonce, given.Subject, DateTime.UtcNow.AddMinutes(5), new(key, SecurityAlgorithms.RsaSha256)));
        var claims = new Dictionary<string, object?> { ["sub"] = vouched.Subject, ["nonce"] = vouched.Nonce }.Where(claim => claim.Value is not null).ToDictionary(claim => claim.Key, claim => claim.Value!);
        var signed = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = vouched.Issuer, Audience = vouched.Audience, IssuedAt = DateTime.UtcNow.AddMinutes(-1), Expires = vouched.Expires, Claims = claims, SigningCredentials = vouched.Signed,
        });
        return Results.Json(new { access_token = token, token_type = "Bearer", expires_in = 60, id_token = signed });
    }
}
